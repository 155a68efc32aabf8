// On what terms a customer is spoken to: blocked or not, and in which language. Read from what operators did, which is on record.
import type { AuditLog } from '../../model/audit.ts';
import type { DeskReader } from '../../model/store.ts';
import { localeOf, type Locale } from '../../model/locale.ts';
import type { Ticket } from '../../model/ticket.ts';

export interface CustomerTerms {
  readonly blocked: boolean;
  /** The language that an operator set; absent when none did. */
  readonly locale?: Locale;
}

/** Tickets of a conversation, and lines of the audit log on each, that are looked through. */
const MAX_TICKETS = 20;
const MAX_LINES = 500;

/** An act on any ticket of the conversation counts: both last beyond the ticket. */
export async function customerTerms(
  { id, conversation }: Ticket,
  reader: Pick<DeskReader, 'tickets'>,
  audit: Pick<AuditLog, 'audit'>,
): Promise<CustomerTerms> {
  const others = await reader.tickets({ conversation, limit: MAX_TICKETS });
  const ids = new Set([id, ...others.map((ticket) => ticket.id)]);
  const lists = await Promise.all([...ids].map((ticket) => audit.audit({ ticket, limit: MAX_LINES })));
  const done = lists
    .flat()
    .filter(({ outcome }) => outcome === 'done')
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const locale = localeOf(done.find(({ act }) => act === 'language')?.detail);
  return {
    blocked: done.find(({ act }) => act === 'block' || act === 'unblock')?.act === 'block',
    ...(locale && { locale }),
  };
}
