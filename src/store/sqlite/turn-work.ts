// Tells the lane of a conversation that it has something to handle, at once or after the quiet time that words wait for more.
import type { Burst } from '../../model/burst.ts';
import type { ConversationId } from '../../model/ids.ts';
import type { Clock } from '../../system/clock.ts';
import type { Engine } from './engine.ts';

/** How long words wait for more of them, and by which clock. */
export interface Quietness extends Burst {
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * To be called after the write that stored the event. With `quietMs` 0 the lane is due at once, whatever it waited for; with
 * `behind` it stays as it is while it waits for more.
 */
export type TurnWork = (conversation: ConversationId, since: Date, quietMs: number | 'behind') => void;

export function turnWork({ turnLanes, signals }: Engine, burst?: Quietness): TurnWork {
  return (conversation, since, quietMs) => {
    if (burst === undefined || quietMs === 'behind') turnLanes.offer(conversation, since.getTime());
    else turnLanes.hush(conversation, since.getTime(), burst.clock.now().getTime(), quietMs, burst.mostMs);
    signals.mark('turn');
  };
}
