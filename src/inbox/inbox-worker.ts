// Works the lanes off: claims a conversation, runs one turn, gives it back, so that no lane keeps the others waiting.
import type { TurnStore, WorkSignals } from '../model/store.ts';
import { WorkerLoop } from '../system/worker-loop.ts';
import { runTurn, type TurnParts } from './turn.ts';

const WIDTH = 32;
const LEASE_MS = 60_000;
const PAUSE_AFTER_FAILURE_MS = 2_000;

export function inboxWorker(
  parts: Omit<TurnParts, 'store'> & {
    readonly store: TurnStore & WorkSignals;
    /** After each committed turn. */ readonly onTurn?: () => void;
  },
): WorkerLoop {
  const { store, clock, log } = parts;
  const loop = new WorkerLoop({
    name: 'inbox',
    width: WIDTH,
    clock,
    log,
    nextDue: () => store.nextDue('turn'),
    async claim() {
      const conversation = await store.claimTurn(clock.now(), LEASE_MS);
      if (conversation === undefined) return undefined;
      return async () => {
        try {
          if (await runTurn(parts, conversation)) parts.onTurn?.();
          await store.releaseTurn(conversation);
        } catch (error) {
          log.error(
            { conversation, error: error instanceof Error ? error.message : String(error) },
            'turn failed, will be tried again',
          );
          await store.releaseTurn(conversation, new Date(clock.now().getTime() + PAUSE_AFTER_FAILURE_MS));
        }
      };
    },
  });
  store.onWork('turn', loop.wake);
  return loop;
}
