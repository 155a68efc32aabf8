// The way in: the echo is appended to the feed, the message is accepted, and only then may the client be answered.
import type { Files } from '../../model/attachment.ts';
import type { Accept, InboundMessage } from '../../model/message.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import type { NewId } from '../../system/ids.ts';
import type { PostedActivity, StoredActivity, StoredFile } from './activity.ts';
import { keyOf, refuseEmpty, toInbound } from './inbound.ts';
import type { Timeline } from './timeline.ts';
import type { Claims } from './tokens.ts';
import { keepAll, type UploadedFile } from './upload.ts';

export interface Incoming {
  readonly activity: PostedActivity;
  /** Not yet kept. */
  readonly uploaded: readonly UploadedFile[];
  /** Files of ours that the activity refers to. */
  readonly known: readonly StoredFile[];
}

export interface Receiver {
  open(accept: Accept<InboundMessage>): void;
  /** Refuses what comes from now on and waits for what is being accepted. */
  close(): Promise<void>;
  /**
   * Resolves to the activity's id once everything is durable. A repeat with the same clientActivityID does again
   * whatever was not finished and gives the same id. Rejects with `HttpProblem` 503 while closed.
   */
  receive(from: Claims, incoming: Incoming): Promise<string>;
}

export function createReceiver(deps: {
  readonly timeline: Timeline;
  readonly files: Files;
  readonly clock: Clock;
  readonly newId: NewId;
}): Receiver {
  const { timeline, files, clock, newId } = deps;
  const running = new Set<Promise<string>>();
  let accept: Accept<InboundMessage> | undefined;

  const take = async (
    hand: Accept<InboundMessage>,
    { conversation, user }: Claims,
    { activity, uploaded, known }: Incoming,
  ): Promise<string> => {
    refuseEmpty(activity, [...uploaded, ...known]);
    const at = clock.now();
    const key = keyOf(activity, newId);
    const kept = [...known, ...(await keepAll(files, uploaded))];
    const ref = await timeline.append(conversation, `in:${key}`, echoOf(activity, user, kept, at), at);
    await hand(toInbound({ conversation, activity, key, at, ref, files: kept }));
    return ref;
  };

  return {
    open(given) {
      accept = given;
    },
    async close() {
      accept = undefined;
      await Promise.allSettled(running);
    },
    async receive(from, incoming) {
      if (accept === undefined) {
        throw new HttpProblem(503, 'ServiceUnavailable', 'The chat is not taking messages at this moment.');
      }
      const work = take(accept, from, incoming);
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
  };
}

function echoOf(
  activity: PostedActivity,
  user: string,
  files: readonly StoredFile[],
  at: Date,
): StoredActivity {
  const { type, text, textFormat, locale, name, value, replyToId, channelData, from } = activity;
  return {
    type,
    timestamp: at.toISOString(),
    from: { id: user, name: from?.name, role: 'user' },
    text,
    textFormat: textFormat ?? 'plain',
    locale,
    name,
    value,
    replyToId,
    channelData,
    files: files.length === 0 ? undefined : files,
  };
}
