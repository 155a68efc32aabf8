// A desk's reader in memory, and just enough of a core behind it to let operators act on what it holds.
import type { Attachment, FileContent, FileRef, Files } from '../../src/model/attachment.ts';
import { FileUnavailableError } from '../../src/model/attachment.ts';
import type { Author, DeskEvent, DeskPost, Quoted, TicketCard } from '../../src/model/desk.ts';
import type { ConversationId, CustomerId, MessageId, TicketId } from '../../src/model/ids.ts';
import type { Standing } from '../../src/model/order.ts';
import { plain, type RichText } from '../../src/model/rich-text.ts';
import type { DeliveryState, DeskReader } from '../../src/model/store.ts';
import type { Case, Ticket, TicketEvent } from '../../src/model/ticket.ts';

type Stored = Awaited<ReturnType<DeskReader['transcript']>>[number];

export interface Said {
  readonly author: Author;
  readonly text: string | RichText;
  readonly at: Date;
  readonly files?: readonly Attachment[];
  readonly delivery?: DeliveryState;
  readonly ref?: string;
  readonly quoted?: Quoted;
  readonly state?: Stored['state'] & string;
}

export interface TicketSeed extends Partial<Omit<Ticket, 'case' | 'id' | 'conversation'>> {
  readonly id: string;
  /** A conversation of its own when left out. */
  readonly conversation?: ConversationId;
  readonly case?: Partial<Case>;
}

export class MemoryDesk implements DeskReader {
  readonly #tickets = new Map<string, Ticket>();
  readonly #said = new Map<string, Stored[]>();
  readonly #standings = new Map<string, Partial<Standing>>();
  #entries = 0;

  ticket(id: TicketId): Promise<Ticket | undefined> {
    return Promise.resolve(this.#tickets.get(id));
  }

  tickets(filter: Parameters<DeskReader['tickets']>[0]): Promise<readonly Ticket[]> {
    const fitting = [...this.#tickets.values()]
      .filter((ticket) => filter.status?.includes(ticket.status) ?? true)
      .filter((ticket) => ticket.conversation === (filter.conversation ?? ticket.conversation))
      .sort((a, b) => b.number - a.number);
    return Promise.resolve(fitting.slice(0, filter.limit));
  }

  /** What is not said otherwise by `stand` is as a new conversation has it. */
  standing(conversation: ConversationId): Promise<Standing> {
    const about = [...this.#tickets.values()].find((ticket) => ticket.conversation === conversation);
    const address = { channel: 'telegram', chat: conversation, user: conversation };
    const stands = { address, locale: about?.case.locale ?? 'ru', blocked: false } as const;
    return Promise.resolve({ ...stands, ...this.#standings.get(conversation) });
  }

  stand(conversation: ConversationId, change: Partial<Standing>): void {
    this.#standings.set(conversation, { ...this.#standings.get(conversation), ...change });
  }

  transcript(conversation: ConversationId, limit: number): Promise<readonly Stored[]> {
    return Promise.resolve((this.#said.get(conversation) ?? []).slice(-limit));
  }

  /** Adds a ticket, with sensible values for what the seed leaves out. */
  open(seed: TicketSeed): Ticket {
    const openedAt = seed.openedAt ?? new Date('2025-03-03T09:00:00Z');
    const ticket: Ticket = {
      number: 1000 + this.#tickets.size,
      customer: `customer-${seed.id}` as CustomerId,
      subject: 'A question',
      status: 'new',
      priority: 'normal',
      tier: 2,
      history: [{ at: openedAt, kind: 'opened' }],
      ...seed,
      openedAt,
      id: seed.id as TicketId,
      conversation: seed.conversation ?? conversationOf(seed.id),
      case: {
        reason: 'asked',
        locale: 'ru',
        channel: 'telegram',
        fields: [],
        files: [],
        tried: [],
        ...seed.case,
      },
    };
    this.#tickets.set(ticket.id, ticket);
    return ticket;
  }

  /** Appends to a ticket's conversation; returns the entry's id. */
  say(ticket: string, { author, text, at, files = [], delivery, ref, quoted, state }: Said): string {
    const conversation = conversationOf(ticket);
    this.#entries += 1;
    const id = `entry-${this.#entries}` as MessageId;
    const entry: Stored = {
      id,
      at,
      author,
      text: typeof text === 'string' ? plain(text) : text,
      files,
      ...(delivery && { delivery }),
      ...(ref !== undefined && { ref }),
      ...(quoted && { quoted }),
      ...(state && { state }),
    };
    this.#said.set(conversation, [...(this.#said.get(conversation) ?? []), entry]);
    const wrote = {
      customer: 'customer-wrote',
      operator: 'operator-wrote',
      note: 'note',
      bot: undefined,
    } as const;
    const kind = wrote[author.kind];
    if (kind && this.#tickets.has(ticket)) this.#record(ticket, { at, kind });
    return id;
  }

  deliver(ticket: string, entry: string, delivery: DeliveryState): void {
    const conversation = conversationOf(ticket);
    const said = this.#said.get(conversation) ?? [];
    this.#said.set(
      conversation,
      said.map((one) => (one.id === entry ? { ...one, delivery } : one)),
    );
  }

  /** Changes what was said under that ref. */
  rewrite(ticket: string, ref: string, change: Pick<Stored, 'text' | 'files' | 'state'>): void {
    const conversation = conversationOf(ticket);
    const said = this.#said.get(conversation) ?? [];
    this.#said.set(
      conversation,
      said.map((one) => (one.ref === ref ? { ...one, ...change } : one)),
    );
  }

  /** Changes the ticket and writes what happened into its history. */
  alter(id: string, change: Partial<Ticket>, event: TicketEvent): void {
    this.#change(id, change);
    this.#record(id, event);
  }

  /** Does what a core does with an operator's act; returns what desks are told of it. */
  act(event: DeskEvent): readonly DeskPost[] {
    const ticket = this.#tickets.get(event.ticket);
    if (!ticket) throw new Error('an act on an unknown ticket must not get this far');
    const { operator, at, body } = event;
    switch (body.kind) {
      case 'reply':
        this.say(ticket.id, { author: { kind: 'operator', operator }, at, delivery: 'pending', ...body });
        this.#change(ticket.id, { status: 'waiting', assignee: operator });
        break;
      case 'answer':
        throw new Error('this core has no articles');
      case 'note':
        this.say(ticket.id, { author: { kind: 'note', operator }, at, ...body });
        break;
      case 'take':
        this.#change(ticket.id, { status: 'open', assignee: operator });
        this.#record(ticket.id, { at, kind: 'taken', operator });
        break;
      case 'release':
        this.#tickets.set(ticket.id, { ...withoutAssignee(ticket), status: 'new' });
        this.#record(ticket.id, { at, kind: 'released', operator });
        break;
      case 'close':
        this.#change(ticket.id, { status: 'closed', closedAt: at });
        this.#record(ticket.id, { at, kind: 'closed', operator });
        break;
      default:
        break;
    }
    const after = this.#tickets.get(ticket.id) ?? ticket;
    return [{ kind: 'card', card: cardOf(after) }];
  }

  #change(id: string, change: Partial<Ticket>): void {
    const ticket = this.#tickets.get(id);
    if (ticket) this.#tickets.set(id, { ...ticket, ...change });
  }

  #record(id: string, event: TicketEvent): void {
    const ticket = this.#tickets.get(id);
    if (ticket) this.#tickets.set(id, { ...ticket, history: [...ticket.history, event] });
  }
}

/** A plain card: every fact of the ticket under a label. */
export function cardOf(ticket: Ticket): TicketCard {
  const { case: collected } = ticket;
  const actions = {
    new: ['take', 'close'],
    open: ['release', 'close'],
    waiting: ['release', 'close'],
    solved: ['release'],
    closed: [],
  };
  return {
    ticket: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    statusLabel: ticket.status,
    priority: ticket.priority,
    tier: ticket.tier,
    openedAt: ticket.openedAt,
    customerName: collected.customerName ?? '',
    lines: [
      { label: 'Канал', value: collected.channel === 'telegram' ? 'Telegram' : 'Чат на сайте' },
      { label: 'Язык', value: { ru: 'Русский', en: 'English', bg: 'Български' }[collected.locale] },
      ...collected.fields,
    ],
    tried: collected.tried,
    files: collected.files,
    actions: actions[ticket.status].map((kind) => ({
      kind: kind as 'take' | 'release' | 'close',
      label: kind,
    })),
    ...(ticket.assignee && { assignee: ticket.assignee }),
  };
}

export class MemoryFiles implements Files {
  readonly #kept = new Map<string, FileContent>();

  open(ref: FileRef): Promise<FileContent> {
    const content = this.#kept.get(`${ref.origin}:${ref.id}`);
    return content ? Promise.resolve(content) : Promise.reject(new FileUnavailableError(ref));
  }

  keep(content: FileContent): Promise<FileRef> {
    return Promise.resolve(this.put('local', `kept-${this.#kept.size}`, content));
  }

  put(origin: string, id: string, content: FileContent): FileRef {
    this.#kept.set(`${origin}:${id}`, content);
    return { origin, id };
  }
}

function withoutAssignee(ticket: Ticket): Ticket {
  const { assignee, ...rest } = ticket;
  return assignee === undefined ? ticket : rest;
}

function conversationOf(ticket: string): ConversationId {
  return `conversation-${ticket}` as ConversationId;
}
