// Works the lanes off: claims a conversation, runs one turn, gives it back, so that no lane keeps the others waiting.
import type { ConversationId } from '../model/ids.ts';
import type { TurnStore, WorkSignals } from '../model/store.ts';
import { WorkerLoop } from '../system/worker-loop.ts';
import { runTurn, type TurnParts } from './turn.ts';

const WIDTH = 32;
const LEASE_MS = 60_000;
/** Doubles with every failure in a row, up to the longest. */
const PAUSE_AFTER_FAILURE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** Failures in a row after which the message is given up. */
const TRIES = 5;

export function inboxWorker(
  parts: Omit<TurnParts, 'store'> & {
    readonly store: TurnStore & WorkSignals;
    /** After each committed turn. */ readonly onTurn?: () => void;
  },
): WorkerLoop {
  const { store, clock, log } = parts;
  const failures = new Map<ConversationId, number>();
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
        const failed = failures.get(conversation) ?? 0;
        try {
          if (await runTurn(parts, conversation, { giveUp: failed >= TRIES })) parts.onTurn?.();
          failures.delete(conversation);
          await store.releaseTurn(conversation);
        } catch (error) {
          failures.set(conversation, failed + 1);
          log.error(
            {
              conversation,
              failed: failed + 1,
              error: error instanceof Error ? error.message : String(error),
            },
            'turn failed, will be tried again',
          );
          const pause = Math.min(PAUSE_AFTER_FAILURE_MS * 2 ** failed, LONGEST_PAUSE_MS);
          await store.releaseTurn(conversation, new Date(clock.now().getTime() + pause));
        }
      };
    },
  });
  store.onWork('turn', loop.wake);
  return loop;
}
