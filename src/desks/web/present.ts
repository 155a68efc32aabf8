// Turns tickets and transcripts into what the page is sent. Pure.
import type { TicketCard, TranscriptEntry } from '../../model/desk.ts';
import { toPlainText } from '../../model/rich-text.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Ticket, TicketEvent } from '../../model/ticket.ts';
import type { FileSeal } from './file-seal.ts';
import type { Entry, HistoryLine, TicketDetail, TicketRow } from './wire.ts';

type StoredEntry = Awaited<ReturnType<DeskReader['transcript']>>[number];

const MAX_LAST_WORDS = 160;

/** `last` is the newest entry of the ticket's conversation. */
export function rowOf(ticket: Ticket, last: TranscriptEntry | undefined): TicketRow {
  const { assignee } = ticket;
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
    ...(assignee && { assignee }),
    ...(newsAt !== undefined && { newsAt }),
    ...(last && { last: { by: last.author.kind, text: lastWords(last) } }),
  };
}

export interface DetailParts {
  readonly ticket: Ticket;
  readonly card: TicketCard;
  /** Oldest first. */
  readonly entries: readonly StoredEntry[];
  readonly earlier: boolean;
  readonly seal: FileSeal;
}

export function detailOf({ ticket, card, entries, earlier, seal }: DetailParts): TicketDetail {
  return {
    row: { ...rowOf(ticket, entries.at(-1)), customerName: card.customerName },
    statusLabel: card.statusLabel,
    lines: card.lines,
    tried: card.tried,
    files: card.files.map((file) => seal.seal(file)),
    actions: card.actions.map((action) => action.kind),
    suggested: card.suggested ?? [],
    locale: ticket.case.locale,
    entries: entries.map(({ id, at, author, text, files, delivery }): Entry => ({
      id,
      at: at.getTime(),
      author,
      text,
      files: files.map((file) => seal.seal(file)),
      ...(delivery && { delivery }),
    })),
    earlier,
    history: ticket.history.flatMap(historyLine),
  };
}

/** Words to look for, folded like the texts they are sought in. */
export function searchWords(query: string): readonly string[] {
  return folded(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Every word must occur in the number, subject, names or collected details. */
export function matches(ticket: Ticket, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = folded(
    [
      `#${String(ticket.number)}`,
      ticket.subject,
      ticket.case.customerName ?? '',
      ticket.assignee?.name ?? '',
      ...ticket.case.fields.map((field) => field.value),
    ].join('\n'),
  );
  return words.every((word) => text.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}

function unansweredAt(ticket: Ticket, last: TranscriptEntry | undefined): number | undefined {
  let at: number | undefined;
  for (const event of ticket.history) {
    if (['opened', 'customer-wrote', 'reopened'].includes(event.kind)) at = event.at.getTime();
    if (['operator-wrote', 'closed'].includes(event.kind)) at = undefined;
  }
  if (ticket.status === 'closed') return undefined;
  if (last?.author.kind === 'customer') at = Math.max(at ?? 0, last.at.getTime());
  return at;
}

function lastWords({ text, files }: TranscriptEntry): string {
  const line = toPlainText(text).replace(/\s+/gu, ' ').trim();
  const shown = line === '' ? files.map((file) => file.name).join(', ') : line;
  return shown.length > MAX_LAST_WORDS ? `${shown.slice(0, MAX_LAST_WORDS - 1).toWellFormed()}…` : shown;
}

function historyLine({ at, kind, operator }: TicketEvent): HistoryLine[] {
  if (kind === 'customer-wrote' || kind === 'operator-wrote' || kind === 'note') return [];
  return [{ at: at.getTime(), kind, ...(operator && { by: operator.name }) }];
}
