// Messages on their way out, one after another, each tried with the same id until the server has taken or refused it.
import type { Connection } from './connection.ts';
import { Refusal, type DirectLine } from './direct-line.ts';
import type { Storage, Unsent } from './storage.ts';

export interface Outbox {
  /** Files are kept as long as the page; texts and choices over a reload. */
  add(item: Unsent, files: readonly File[]): void;
  /** Tries now; called when a connection is there. */
  flush(): void;
  /** What the last visit left unsent, to be shown. */
  readonly waiting: () => readonly Unsent[];
  /** The echo has come, so the server has it, whatever became of the answer. */
  settled(id: string): void;
}

const RETRY_MS = 5000;

export function createOutbox(
  line: DirectLine,
  connection: Connection,
  storage: Storage,
  on: {
    sent(id: string): void;
    /** `reason` is the server's sentence. */
    refused(id: string, reason: string): void;
  },
): Outbox {
  const files = new Map<string, readonly File[]>();
  const queue: Unsent[] = [...storage.unsent()];
  let busy = false;
  let timer = 0;

  const drop = (id: string): void => {
    const at = queue.findIndex((item) => item.id === id);
    if (at !== -1) queue.splice(at, 1);
    files.delete(id);
    storage.removeUnsent(id);
  };

  const work = async (): Promise<void> => {
    for (let item = queue[0]; item !== undefined; item = queue[0]) {
      const current = item;
      try {
        await connection.withSession((session) => line.post(session, current, files.get(current.id) ?? []));
        drop(current.id);
        on.sent(current.id);
      } catch (error) {
        const hopeless = error instanceof Refusal && error.status < 500 && ![408, 429].includes(error.status);
        if (!hopeless) throw error;
        drop(current.id);
        on.refused(current.id, error.message);
      }
    }
  };

  const flush = (): void => {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    work()
      .catch(() => {
        timer = window.setTimeout(flush, RETRY_MS);
      })
      .finally(() => {
        busy = false;
      });
  };

  return {
    add(item, attached) {
      queue.push(item);
      if (attached.length > 0) files.set(item.id, attached);
      else storage.addUnsent(item);
      flush();
    },
    flush,
    waiting: () => queue,
    settled: drop,
  };
}
