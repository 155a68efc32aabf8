// What every Store must do. Run it over each implementation; `restart` closes a store and opens the same database again.
import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/model/store.ts';
import { adapterTests } from './store/adapters.ts';
import { auditTests } from './store/audit.ts';
import { catalogueTests } from './store/catalogue.ts';
import { continuationTests } from './store/continuations.ts';
import { deliveryTests } from './store/deliveries.ts';
import { deskTests } from './store/desk.ts';
import { inboxTests } from './store/inbox.ts';
import { joiningTests } from './store/joining.ts';
import { ledgerTests } from './store/ledger.ts';
import { lessonTests } from './store/lessons.ts';
import { personalTests } from './store/personal.ts';
import { recordTests } from './store/records.ts';
import { restartTests } from './store/restart.ts';
import { staffTests } from './store/staff.ts';
import { timerTests } from './store/timers.ts';
import { turnTests } from './store/turns.ts';
import { urgencyTests } from './store/urgency.ts';

/** `open` gives an empty store each time. */
export function storeContract(
  name: string,
  open: () => Promise<Store>,
  restart?: (store: Store) => Promise<Store>,
): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => void (store = await open()));
    afterEach(() => store.close());

    const current = () => store;
    inboxTests(current);
    turnTests(current);
    timerTests(current);
    deliveryTests(current);
    urgencyTests(current);
    recordTests(current);
    joiningTests(current);
    deskTests(current);
    adapterTests(current);
    catalogueTests(current);
    lessonTests(current);
    personalTests(current);
    continuationTests(current);
    staffTests(current);
    auditTests(current);
    ledgerTests(current);
    if (restart !== undefined) {
      restartTests(current, async () => void (store = await restart(store)));
    }
  });
}
