// A conversation as Direct Line clients read it: activities in order, and the watermark up to which they have been read.
import type { ChatFeed } from '../../model/store.ts';
import { HttpProblem } from '../../system/http.ts';
import type { StoredActivity, WireActivity } from './activity.ts';
import type { FileLinks } from './file-links.ts';
import { CHANNEL } from './inbound.ts';

const PAGE = 100;

export interface ActivitySet {
  readonly activities: readonly WireActivity[];
  /** Give it back to go on from here. */
  readonly watermark: string;
}

export interface Timeline {
  /** Durable when it resolves to the activity's id; a repeated key changes nothing and gives the first one's id. */
  append(conversation: string, key: string, activity: StoredActivity, at: Date): Promise<string>;
  /** At most a hundred activities after the watermark. */
  read(conversation: string, watermark: number): Promise<ActivitySet>;
  isKnown(conversation: string): Promise<boolean>;
  watch(conversation: string, changed: () => void): () => void;
}

export function createTimeline(feed: ChatFeed, links: FileLinks): Timeline {
  return {
    async append(conversation, key, activity, at) {
      const { seq } = await feed.append(CHANNEL, conversation, key, JSON.stringify(activity), at);
      return activityId(conversation, seq);
    },
    async read(conversation, watermark) {
      const entries = await feed.read(CHANNEL, conversation, watermark, PAGE);
      const activities = await Promise.all(
        entries
          .filter(isKept)
          .map(({ seq, payload }) => toWire(conversation, seq, JSON.parse(payload) as StoredActivity, links)),
      );
      return { activities, watermark: String(entries.at(-1)?.seq ?? watermark) };
    },
    async isKnown(conversation) {
      return (await feed.read(CHANNEL, conversation, 0, 1)).length > 0;
    },
    watch: (conversation, changed) => feed.watch(CHANNEL, conversation, changed),
  };
}

/** What was erased has left an empty entry behind. */
function isKept({ payload }: { readonly payload: string }): boolean {
  return payload !== '';
}

/** The number in a `watermark` parameter; nothing means from the beginning. Throws `HttpProblem` 400. */
export function readWatermark(value: unknown): number {
  if (value === undefined || value === '' || value === '-') return 0;
  const number = typeof value === 'string' && /^\d{1,15}$/u.test(value) ? Number(value) : undefined;
  if (number !== undefined) return number;
  throw new HttpProblem(400, 'BadArgument', '"watermark" must be one that this server has given out.');
}

async function toWire(
  conversation: string,
  seq: number,
  { files, ...activity }: StoredActivity,
  links: FileLinks,
): Promise<WireActivity> {
  const attachments = await Promise.all(
    (files ?? []).map(async (file) => ({
      contentType: file.mime,
      contentUrl: await links.urlOf(file),
      name: file.name,
    })),
  );
  return {
    ...activity,
    id: activityId(conversation, seq),
    channelId: CHANNEL,
    conversation: { id: conversation },
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** In the form that Direct Line's own ids have. */
function activityId(conversation: string, seq: number): string {
  return `${conversation}|${String(seq).padStart(7, '0')}`;
}
