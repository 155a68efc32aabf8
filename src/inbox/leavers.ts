// Whoever has left the staff keeps no request: it goes to whoever is on shift, or back to the queue. The list is changed by a command
// beside the server, so it is looked at time and again; what was left behind while nothing ran is found at the start.
import type { Shop } from '../dialogue/deps.ts';
import type { Store } from '../model/store.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import { rounds, type Rounds } from '../system/rounds.ts';
import { LEAVING_NOTICED_MS } from '../model/staff.ts';
import { OPEN_STATUSES } from '../model/ticket.ts';
import { handOverAll } from './board/shifts.ts';

export interface LeaversParts {
  readonly store: Pick<Store, 'staff' | 'tickets' | 'acceptDeskEvent'>;
  readonly shop: () => Pick<Shop, 'desks'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function leavers({ store, shop, clock, log }: LeaversParts): Rounds {
  /** Those who have left and are known to have nothing. */
  const done = new Set<string>();

  async function look(): Promise<void> {
    for (const { id, name, active } of await store.staff()) {
      if (active) done.delete(id);
      if (active || done.has(id)) continue;
      const count = await handOverAll(
        store,
        { id, name },
        shop().desks[0] ?? 'web',
        clock.now(),
        OPEN_STATUSES,
      );
      // they are in their lanes now; the next look sees whether anything is left
      if (count === 0) done.add(id);
      else log.info({ operator: id, count }, 'requests of somebody who has left are handed over');
    }
  }

  return rounds({
    round: look,
    everyMs: LEAVING_NOTICED_MS,
    failed: 'handing over the requests of those who left failed; it is tried again',
    clock,
    log,
  });
}
