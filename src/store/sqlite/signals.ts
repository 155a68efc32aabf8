// Wakes the workers of this process after a commit made work for them.
import type { WorkSignals } from '../../model/store.ts';
import type { Log } from '../../system/log.ts';

type Kind = 'turn' | 'delivery';

export interface Signals {
  onWork: WorkSignals['onWork'];
  /** Remembers that there is work; `fire` tells. */
  mark(kind: Kind): void;
  fire(): void;
}

export function createSignals(log: Log): Signals {
  const listeners: Record<Kind, (() => void)[]> = { turn: [], delivery: [] };
  const marked: Record<Kind, boolean> = { turn: false, delivery: false };

  function fire(kind: Kind): void {
    if (!marked[kind]) return;
    marked[kind] = false;
    for (const wake of listeners[kind]) {
      try {
        wake();
      } catch (error) {
        log.error(
          { kind, error: error instanceof Error ? error.message : 'unknown' },
          'a worker failed to wake',
        );
      }
    }
  }

  return {
    onWork: (kind, wake) => void listeners[kind].push(wake),
    mark: (kind) => void (marked[kind] = true),
    fire() {
      fire('turn');
      fire('delivery');
    },
  };
}
