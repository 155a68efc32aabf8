// The operators' side in the terminal: shows the case that a conversation makes, and lets the author answer it.
// `@take`, `@release`, `@close`, `@note words`, `@answer article`, `@show`; any other `@words` is a reply to the latest ticket.
import type { Writable } from 'node:stream';
import type { Desk, DeskBody, DeskEvent, DeskPost, TicketCard } from '../../model/desk.ts';
import type { EventId, TicketId } from '../../model/ids.ts';
import { type Accept, DeliveryError } from '../../model/message.ts';
import { toPlainText } from '../../model/rich-text.ts';
import type { Clock } from '../../system/clock.ts';
import type { NewId } from '../../system/ids.ts';

export interface TerminalDeskOptions {
  readonly output: Writable;
  readonly clock: Clock;
  readonly newId: NewId;
}

export interface TerminalDesk extends Desk {
  /** One typed line that begins with `@`; resolves once it is accepted. */
  hear(line: string): Promise<void>;
  /** Everything about a ticket, top to bottom. */
  view(ticket: TicketId): readonly string[];
}

interface Shown {
  card: TicketCard;
  readonly lines: string[];
}

const NAME = 'terminal-desk';
const RETRY_MS = 500;

export function terminalDesk({ output, clock, newId }: TerminalDeskOptions): TerminalDesk {
  const tickets = new Map<TicketId, Shown>();
  let latest: TicketId | undefined;
  let accept: Accept<DeskEvent> | undefined;

  const print = (lines: readonly string[]): void => {
    if (lines.length > 0) output.write(`\n${lines.map((line) => `    │ ${line}`).join('\n')}\n`);
  };
  const view = (ticket: TicketId): string[] => {
    const shown = tickets.get(ticket);
    return shown ? [...cardLines(shown.card), ...shown.lines] : [];
  };

  return {
    name: NAME,
    view,
    start(accepting) {
      accept = accepting;
      return Promise.resolve();
    },
    stop() {
      accept = undefined;
      return Promise.resolve();
    },
    post(post) {
      const id = post.kind === 'opened' || post.kind === 'card' ? post.card.ticket : post.ticket;
      const shown = tickets.get(id);
      if (post.kind === 'opened' || post.kind === 'card') {
        if (shown) shown.card = post.card;
        else tickets.set(id, { card: post.card, lines: [] });
        latest = id;
        if (!shown) print(cardLines(post.card));
        return Promise.resolve({ refs: [] });
      }
      if (!shown)
        return Promise.reject(
          new DeliveryError('no such ticket here', { outcome: 'rejected', sentForSure: 'no' }),
        );
      const line = lineOf(post);
      shown.lines.push(line);
      // the person at the terminal is the customer too and has just seen both sides' words
      if (post.kind === 'notice') print([line]);
      return Promise.resolve({ refs: [newId()] });
    },
    async hear(line) {
      const body = bodyOf(line.replace(/^@\s*/u, ''));
      if (latest === undefined) {
        print(['There is no ticket yet.']);
        return;
      }
      if (body === 'show') {
        print(view(latest));
        return;
      }
      const id = `${NAME}:${newId()}` as EventId;
      const operator = { id: `${NAME}:author`, name: 'Author' };
      const event: DeskEvent = { id, desk: NAME, ticket: latest, operator, at: clock.now(), ref: id, body };
      while (accept) {
        try {
          await accept(event);
          return;
        } catch {
          print(['It could not be stored; trying again.']);
          await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
        }
      }
    },
  } satisfies TerminalDesk;
}

function bodyOf(words: string): DeskBody | 'show' {
  if (words === 'show') return words;
  if (words === 'take' || words === 'release' || words === 'close') return { kind: words };
  const article = /^answer\s+(.+)$/su.exec(words)?.[1];
  if (article !== undefined) return { kind: 'answer', article };
  const note = /^note\s+(.+)$/su.exec(words)?.[1];
  return note === undefined
    ? { kind: 'reply', text: words, files: [] }
    : { kind: 'note', text: note, files: [] };
}

function cardLines(card: TicketCard): string[] {
  return [
    `№${card.number} ${card.subject} · ${card.customerName} · ${card.statusLabel}${card.assignee ? ` · ${card.assignee.name}` : ''}`,
    ...card.lines.map(({ label, value }) => `${label}: ${value}`),
    ...card.tried.map(({ question, answer }) => `? ${question} → ${answer ?? '—'}`),
  ];
}

function lineOf(post: Exclude<DeskPost, { kind: 'opened' | 'card' }>): string {
  switch (post.kind) {
    case 'said':
      return `${post.entry.author.kind}: ${toPlainText(post.entry.text)}${' 📎'.repeat(post.entry.files.length)}`;
    case 'notice':
      return post.text;
    case 'mark':
      return post.outcome;
  }
}
