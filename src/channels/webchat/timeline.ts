// A conversation as Direct Line clients read it: activities in order, and the watermark up to which they have been read.
import type { ChatFeed } from '../../model/store.ts';
import { HttpProblem } from '../../system/http.ts';
import type { StoredActivity, WireActivity } from './activity.ts';
import { fold, REMOVED, type Entry } from './changes.ts';
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
  /** At most a hundred activities after the watermark, each as its later changes left it. */
  read(conversation: string, watermark: number): Promise<ActivitySet>;
  /** The place of a message of ours that is still there, by its activity's id. */
  find(conversation: string, id: string): Promise<number | undefined>;
  isKnown(conversation: string): Promise<boolean>;
  watch(conversation: string, changed: () => void): () => void;
}

export function createTimeline(feed: ChatFeed, links: FileLinks): Timeline {
  /** `last` is the place up to which has been read; `full` says that there may be more. */
  async function page(conversation: string, after: number, size = PAGE) {
    const entries = await feed.read(CHANNEL, conversation, after, size);
    return {
      entries: entries.filter(isKept).map(toEntry),
      last: entries.at(-1)?.seq ?? after,
      full: entries.length === size,
    };
  }

  /** Everything that came after. */
  async function rest(conversation: string, after: number): Promise<readonly Entry[]> {
    const found: Entry[] = [];
    for (let more = true, from = after; more;) {
      const { entries, last, full } = await page(conversation, from);
      found.push(...entries);
      from = last;
      more = full;
    }
    return found;
  }

  return {
    async append(conversation, key, activity, at) {
      const { seq } = await feed.append(CHANNEL, conversation, key, JSON.stringify(activity), at);
      return activityId(conversation, seq);
    },
    async read(conversation, watermark) {
      const { entries, last, full } = await page(conversation, watermark);
      const later = full ? await rest(conversation, last) : [];
      const activities = await Promise.all(
        fold(entries, later).map(({ seq, activity }) => toWire(conversation, seq, activity, links)),
      );
      return { activities, watermark: String(last) };
    },
    async find(conversation, id) {
      const [place, number] = id.split('|');
      const seq = Number(number);
      if (place !== conversation || !Number.isSafeInteger(seq) || seq < 1) return undefined;
      const [found] = fold((await page(conversation, seq - 1, 1)).entries, await rest(conversation, seq));
      const there = found?.seq === seq && found.activity.type !== REMOVED;
      return there && found.activity.from.role === 'bot' ? seq : undefined;
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

function toEntry({ seq, payload }: { readonly seq: number; readonly payload: string }): Entry {
  return { seq, activity: JSON.parse(payload) as StoredActivity };
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
  { files, of, ...activity }: StoredActivity,
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
    id: activityId(conversation, of ?? seq),
    channelId: CHANNEL,
    conversation: { id: conversation },
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** In the form that Direct Line's own ids have. */
function activityId(conversation: string, seq: number): string {
  return `${conversation}|${String(seq).padStart(7, '0')}`;
}
