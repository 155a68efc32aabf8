// Which tickets a page asked for: the query of the list, read and applied. Pure.
import { z } from 'zod';
import { HttpProblem } from '../../system/http.ts';
import type { Ticket, TicketStatus } from '../../model/ticket.ts';
import { isAsleep } from './present.ts';
import type { Sla } from './sla-memory.ts';

const STATUSES = ['new', 'open', 'waiting', 'solved', 'closed'] as const satisfies readonly TicketStatus[];
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
/** A part of a number that is sought without regard to dashes and spaces has at least so many signs. */
const MIN_BARE = 3;

const one = z.string().trim().min(1).max(200);
const yes = z.literal('1').transform(() => true);
const query = z.object({
  status: z
    .string()
    .transform((list) => list.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(STATUSES)))
    .default([]),
  q: z.string().max(200).default(''),
  assignee: one.optional(),
  queue: one.optional(),
  priority: z.enum(PRIORITIES).optional(),
  late: yes.optional(),
  snoozed: yes.optional(),
});

export type Wanted = Omit<z.infer<typeof query>, 'q'> & {
  /** Folded like the texts that they are sought in. */
  readonly words: readonly string[];
};

/** Parameters that are empty count as left out. Throws 400 that says how to ask. */
export function readFilter(raw: unknown): Wanted {
  const given = Object.entries((raw ?? {}) as Record<string, unknown>).filter(([, value]) => value !== '');
  const read = query.safeParse(Object.fromEntries(given));
  if (read.success) {
    const { q, ...wanted } = read.data;
    return { ...wanted, words: searchWords(q) };
  }
  const where = read.error.issues[0]?.path[0];
  throw new HttpProblem(
    400,
    'BAD_QUERY',
    `${where === undefined ? 'The question' : `"${String(where)}"`} is not understood. Ask as ` +
      '?status=new,open&q=words&assignee=me&queue=general&priority=high&late=1&snoozed=1: ' +
      `a status is one of ${STATUSES.join(', ')}, a priority one of ${PRIORITIES.join(', ')}, ` +
      'an assignee is me, nobody or the id of a person; words have at most 200 characters.',
  );
}

/** Whether more is asked than statuses, so that fitting tickets may lie far back. */
export function isNarrow({ words, assignee, queue, priority, late, snoozed }: Wanted): boolean {
  return words.length > 0 || [assignee, queue, priority, late, snoozed].some((part) => part !== undefined);
}

/** `me` is the id of the operator who asks; lateness is looked up last, being dear. */
export function fits(
  ticket: Ticket,
  wanted: Wanted,
  { me, now, slaOf }: { readonly me: string; readonly now: Date; readonly slaOf: (ticket: Ticket) => Sla },
): boolean {
  const { assignee, queue, priority, late, snoozed, words } = wanted;
  const asleep = isAsleep(ticket, now);
  if (snoozed ? !asleep : asleep && words.length === 0) return false;
  if (assignee !== undefined && !isWith(ticket, assignee, me)) return false;
  if (queue !== undefined && ticket.queue !== queue) return false;
  if (priority !== undefined && ticket.priority !== priority) return false;
  return matches(ticket, words) && (!late || slaOf(ticket).late);
}

function isWith({ assignee }: Ticket, asked: string, me: string): boolean {
  if (asked === 'nobody') return assignee === undefined;
  return assignee?.id === (asked === 'me' ? me : asked);
}

/** Every word must occur in the number, subject, names, collected details or the customer's own questions. */
function matches(ticket: Ticket, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { number, subject, assignee, case: matter } = ticket;
  const text = folded(
    [
      `#${String(number)}`,
      subject,
      matter.customerName ?? '',
      assignee?.name ?? '',
      ...matter.fields.map((field) => field.value),
      ...matter.tried.map(({ question }) => question),
    ].join('\n'),
  );
  return words.every((word) => text.includes(word) || (hasNumber(word) && bare(text).includes(bare(word))));
}

function searchWords(q: string): readonly string[] {
  return folded(q)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}

/** An order's number is typed with and without its dashes. */
function bare(text: string): string {
  return text.replace(/[\p{Pd} ]+/gu, '');
}

function hasNumber(word: string): boolean {
  return bare(word).length >= MIN_BARE && /\d/u.test(word);
}
