// How far each post has come, so that another try goes on where the one before stopped and marks what may be there twice.
import type { SoFar } from '../../model/message.ts';
import type { Progress } from '../../system/telegram/send-parts.ts';

export interface Attempt extends Progress {
  /** What is to be sent next may have arrived already in an earlier try. */
  unsure: boolean;
  /** The parts were planned with a mark for that; all tries must plan alike. */
  marked: boolean;
}

/** Most posts remembered at once; there are only as many as there are lanes being retried. */
const REMEMBERED = 1000;

/** For as long as the process lives; `again` and `soFar` are believed only of posts tried by a process before this one. */
export class Attempts {
  readonly #known = new Map<string, Attempt>();

  of(key: string, again: boolean, soFar?: SoFar): Attempt {
    const attempt = this.#known.get(key) ?? attemptAfter(again, soFar);
    this.#known.set(key, attempt);
    const oldest = this.#known.keys().next();
    if (this.#known.size > REMEMBERED && !oldest.done) this.#known.delete(oldest.value);
    return attempt;
  }

  forget(key: string): void {
    this.#known.delete(key);
  }
}

function attemptAfter(unsure: boolean, soFar?: SoFar): Attempt {
  const { done = 0, refs = [], marked = false } = soFar?.parts ?? {};
  return {
    refs: [...refs],
    done,
    unsure,
    marked,
    async keep() {
      await soFar?.keep({ done: this.done, refs: this.refs, ...(this.marked ? { marked: true } : {}) });
    },
  };
}
