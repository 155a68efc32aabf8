// One-time links by which a person goes on in another messenger. The key is 128 random bits, kept as a digest, good for a quarter
// of an hour; whoever has it is that person, so it is given to nobody but the person at the conversation's own address.
import { createHash } from 'node:crypto';
import type { ConversationId } from '../model/ids.ts';
import type { Address } from '../model/message.ts';
import type { Continuations } from '../model/personal.ts';

export interface ContinuationParts {
  readonly store: Continuations;
  /** Where a start with that payload is heard; undefined when nobody is there at this moment. */
  readonly linkTo: (payload: string) => Promise<string | undefined>;
  /** That many random bytes, fit for secrets. */
  readonly randomBytes: (count: number) => Uint8Array;
}

export const CONTINUATION_MS = 15 * 60 * 1000;
const KEY_BYTES = 16;

/** A way to make links; a link is undefined when the conversation or the other messenger is not there. */
export function continuationLinks({
  store,
  linkTo,
  randomBytes,
}: ContinuationParts): (where: Address | ConversationId, now: Date) => Promise<string | undefined> {
  return async (where, now) => {
    const key = Buffer.from(randomBytes(KEY_BYTES)).toString('base64url');
    const url = await linkTo(`c_${key}`);
    if (url === undefined) return undefined;
    const digest = createHash('sha256').update(key).digest('base64url');
    const allowed = await store.allowContinuation(where, digest, new Date(now.getTime() + CONTINUATION_MS));
    return allowed ? url : undefined;
  };
}
