// Hands operators' acts to the core, and on stopping waits for those that are just being accepted.
import type { DeskEvent } from '../../model/desk.ts';
import type { Accept } from '../../model/message.ts';
import { HttpProblem } from '../../system/http.ts';

export interface FrontDoor {
  open(accept: Accept<DeskEvent>): void;
  /** Resolves once the event is durable; throws 503 while the desk is not running. */
  pass(event: DeskEvent): Promise<void>;
  close(): Promise<void>;
}

export function frontDoor(): FrontDoor {
  let accept: Accept<DeskEvent> | undefined;
  const passing = new Set<Promise<void>>();

  return {
    open(to) {
      accept = to;
    },
    async pass(event) {
      if (accept === undefined) {
        throw new HttpProblem(
          503,
          'NOT_RUNNING',
          'Firstline is starting or stopping. Try again in a moment.',
        );
      }
      const one = accept(event);
      passing.add(one);
      try {
        await one;
      } finally {
        passing.delete(one);
      }
    },
    async close() {
      accept = undefined;
      await Promise.allSettled(passing);
    },
  };
}
