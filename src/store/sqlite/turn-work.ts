// Tells the lane of a conversation that it has something to handle, at once or after the quiet time that words wait for more.
import type { Burst } from '../../model/burst.ts';
import type { ConversationId } from '../../model/ids.ts';
import type { Clock } from '../../system/clock.ts';
import type { Engine } from './engine.ts';

/** How long words wait for more of them, and by which clock. */
export interface Quietness extends Burst {
  readonly clock: Pick<Clock, 'now'>;
}

/** To be called after the write that stored the event; with `quietMs` 0 the lane is due at once, whatever it waited for. */
export type TurnWork = (conversation: ConversationId, since: Date, quietMs: number) => void;

export function turnWork({ turnLanes, signals }: Engine, burst?: Quietness): TurnWork {
  return (conversation, since, quietMs) => {
    if (burst === undefined) turnLanes.offer(conversation, since.getTime());
    else turnLanes.hush(conversation, since.getTime(), burst.clock.now().getTime(), quietMs, burst.mostMs);
    signals.mark('turn');
  };
}
