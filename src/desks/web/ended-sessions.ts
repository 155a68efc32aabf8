// Sessions that were ended before their time. Kept over restarts until they would have expired by themselves.
import type { Bindings } from '../../model/store.ts';
import type { Clock } from '../../system/clock.ts';

export interface EndedSessions {
  has(session: string): Promise<boolean>;
  /** Refused from this call on; durable when it resolves. */
  add(session: string, expiresAt: Date): Promise<void>;
}

const OWNER = 'desk-web';
const KEY = 'ended-sessions';

/** All of them are one small fact: nobody signs out often in half a day. */
export function endedSessions(
  bindings: Pick<Bindings, 'getBinding' | 'setBinding'>,
  clock: Pick<Clock, 'now'>,
): EndedSessions {
  /** When each expires, ms. */
  const ended = new Map<string, number>();
  let loading: Promise<void> | undefined;
  let writing = Promise.resolve();

  function loaded(): Promise<void> {
    loading ??= load().catch((error: unknown) => {
      // asked again with the next request
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function load(): Promise<void> {
    const stored = await bindings.getBinding(OWNER, KEY);
    if (stored === undefined) return;
    for (const [session, until] of JSON.parse(stored) as [string, number][]) ended.set(session, until);
  }

  async function write(): Promise<void> {
    const now = clock.now().getTime();
    for (const [session, until] of ended) if (until <= now) ended.delete(session);
    await bindings.setBinding(OWNER, KEY, JSON.stringify([...ended]));
  }

  return {
    async has(session) {
      await loaded();
      return ended.has(session);
    },

    async add(session, expiresAt) {
      ended.set(session, expiresAt.getTime());
      await loaded();
      // one write after the other, so that the last one holds them all
      const written = writing.catch(() => undefined).then(write);
      writing = written;
      await written;
    },
  };
}
