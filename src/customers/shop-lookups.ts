// The lookups over the shop's own tables.
import type { Catalogue } from '../model/catalogue.ts';
import type { Lookups } from '../model/order.ts';
import type { Attempts, TurnStore } from '../model/store.ts';
import type { Log } from '../system/log.ts';
import { createLookups, type LookupParts } from './lookups.ts';
import { tableRecords } from './shop-records.ts';

export function shopLookups(
  tables: Attempts & Catalogue & Pick<TurnStore, 'nextTicketNumber'>,
  log: Log,
  more: Pick<LookupParts, 'personalData' | 'continuation'> = {},
): Lookups {
  return createLookups({ ...more, records: tableRecords(tables), attempts: tables, tickets: tables, log });
}
