// What the ledger complains of, as a test writes it down: nothing, wherever all work is done.
import type { LedgerException } from '../../src/model/ledger.ts';
import type { Store } from '../../src/model/store.ts';

/** Of everything that came up to `now`, with no time allowed. */
export async function leftAlone(
  store: Pick<Store, 'ledger'>,
  now: Date,
): Promise<readonly Pick<LedgerException, 'event' | 'why'>[]> {
  const { exceptions } = await store.ledger(new Date(now.getTime() + 1), 0, 1_000);
  return exceptions.map(({ event, why }) => ({ event, why }));
}
