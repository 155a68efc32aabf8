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

/** The same of a running server, once it has nothing to do any more: asked again and again until nothing is left. */
export async function finallyLeftAlone(store: Pick<Store, 'ledger'>): ReturnType<typeof leftAlone> {
  for (let asked = 1; ; asked += 1) {
    const left = await leftAlone(store, new Date());
    if (left.length === 0 || asked === 20_000) return left;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
