// Turns tickets and transcripts into what the page is sent. Pure.
import type { TicketCard, TranscriptEntry } from '../../model/desk.ts';
import { toPlainText } from '../../model/rich-text.ts';
import type { Standing } from '../../model/order.ts';
import type { StoredEntry } from '../../model/store.ts';
import type { Ticket, TicketEvent } from '../../model/ticket.ts';
import type { FileSeal } from './file-seal.ts';
import type { Sla } from './sla-memory.ts';
import type { Entry, HistoryLine, TicketDetail, TicketRow } from './wire.ts';

const MAX_LAST_WORDS = 160;

export interface RowParts {
  readonly ticket: Ticket;
  /** The newest entry of the ticket's conversation. */
  readonly last: TranscriptEntry | undefined;
  readonly sla: Sla;
  readonly now: Date;
}

export function rowOf({ ticket, last, sla, now }: RowParts): TicketRow {
  const { assignee, queue, snoozedUntil } = ticket;
  const newsAt = unansweredAt(ticket, last);
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    tier: ticket.tier,
    customerName: ticket.case.customerName ?? '',
    channel: ticket.case.channel,
    openedAt: ticket.openedAt.getTime(),
    changedAt: Math.max(
      ticket.openedAt.getTime(),
      last?.at.getTime() ?? 0,
      ...ticket.history.map((event) => event.at.getTime()),
    ),
    ...(queue !== undefined && { queue }),
    ...(assignee && { assignee }),
    ...(sla.dueAt && { dueAt: sla.dueAt.getTime() }),
    ...(sla.late && { late: true }),
    ...(snoozedUntil && isAsleep(ticket, now) && { snoozedUntil: snoozedUntil.getTime() }),
    ...(ticket.mergedInto !== undefined && ticket.status === 'closed' && { mergedInto: ticket.mergedInto }),
    ...(ticket.unreachable && { unreachable: true }),
    ...(newsAt !== undefined && { newsAt }),
    ...(last && { last: { by: last.author.kind, ...lastWords(last) } }),
  };
}

export interface DetailParts extends Pick<RowParts, 'ticket' | 'now'> {
  readonly card: TicketCard;
  /** Oldest first. */
  readonly entries: readonly StoredEntry[];
  readonly earlier: boolean;
  /** The customer's; absent when nothing is left of the conversation. */
  readonly standing: Standing | undefined;
  readonly seal: FileSeal;
}

export function detailOf({ ticket, card, entries, earlier, standing, seal, now }: DetailParts): TicketDetail {
  const sla = { late: card.late === true, ...(card.dueAt && { dueAt: card.dueAt }) };
  return {
    row: { ...rowOf({ ticket, last: entries.at(-1), sla, now }), customerName: card.customerName },
    statusLabel: card.statusLabel,
    lines: card.lines.filter(({ value }, at, { length }) => at < length - 1 || value !== card.assignee?.name),
    tried: card.tried,
    files: card.files.map((file) => seal.seal(file)),
    actions: card.actions.map((action) => action.kind),
    suggested: card.suggested ?? [],
    locale: standing?.locale ?? ticket.case.locale,
    ...(standing?.blocked === true && { blocked: true }),
    entries: entries.map((entry) => entryOf(entry, seal)),
    earlier,
    history: ticket.history.flatMap(historyLine),
  };
}

/** Put aside for now; a closed one is not in anybody's way. */
export function isAsleep({ snoozedUntil, status }: Ticket, now: Date): boolean {
  return snoozedUntil !== undefined && snoozedUntil > now && status !== 'closed';
}

function entryOf(
  { id, at, author, text, files, delivery, ref, quoted, state }: StoredEntry,
  seal: FileSeal,
): Entry {
  return {
    id,
    at: at.getTime(),
    author,
    text,
    files: files.map((file) => seal.seal(file)),
    ...(delivery && { delivery }),
    ...(ref !== undefined && { ref }),
    ...(quoted && { quoted }),
    ...(state && { state }),
  };
}

function unansweredAt(ticket: Ticket, last: TranscriptEntry | undefined): number | undefined {
  let at: number | undefined;
  for (const event of ticket.history) {
    if (['opened', 'customer-wrote', 'reopened', 'not-solved'].includes(event.kind)) at = event.at.getTime();
    if (['operator-wrote', 'solved', 'closed'].includes(event.kind)) at = undefined;
  }
  if (ticket.status === 'closed') return undefined;
  if (last?.author.kind === 'customer') at = Math.max(at ?? 0, last.at.getTime());
  return at;
}

function lastWords({ text, files }: TranscriptEntry): Pick<NonNullable<TicketRow['last']>, 'text' | 'files'> {
  const line = toPlainText(text).replace(/\s+/gu, ' ').trim();
  const shown = line === '' ? files.map((file) => file.name).join(', ') : line;
  const cut = shown.length > MAX_LAST_WORDS;
  return {
    text: cut ? `${shown.slice(0, MAX_LAST_WORDS - 1).toWellFormed()}…` : shown,
    ...(line === '' && files.length > 0 && { files: files.map(({ kind }) => kind) }),
  };
}

/** Kinds whose detail is somebody's id. */
const GIVEN: readonly TicketEvent['kind'][] = ['assigned', 'handed-over'];

function historyLine(event: TicketEvent, index: number, history: readonly TicketEvent[]): HistoryLine[] {
  const { at, kind, operator, detail } = event;
  if (kind === 'customer-wrote' || kind === 'operator-wrote' || kind === 'note') return [];
  const next = history[index + 1];
  // who moved it to another queue and its tier did one thing
  if (kind === 'tier' && next?.kind === 'queue' && next.at.getTime() === at.getTime()) return [];
  const line = { at: at.getTime(), kind, ...(operator && { by: operator.name }) };
  if (detail === undefined) return [line];
  if (!GIVEN.includes(kind)) return [{ ...line, detail }];
  // of events from before names were kept: what the person did afterwards tells the name
  const to = event.to ?? history.find((one) => one.operator?.id === detail)?.operator?.name;
  return [{ ...line, ...(to !== undefined && { to }) }];
}
