// Small values and steps from which the store's tests are told.
import type { Conversation } from '../../../src/model/conversation.ts';
import type { DeskEvent } from '../../../src/model/desk.ts';
import type {
  ConversationId,
  EventId,
  MessageId,
  OutboxId,
  TicketId,
  TimerId,
} from '../../../src/model/ids.ts';
import type { Address, InboundMessage } from '../../../src/model/message.ts';
import { plain } from '../../../src/model/rich-text.ts';
import type { ClaimedDelivery, SettleOutcome, Store } from '../../../src/model/store.ts';
import type { Operator, Ticket } from '../../../src/model/ticket.ts';
import type { NewEntry, Outgoing, Timer, TurnChanges, TurnInput } from '../../../src/model/turn.ts';

export const LEASE = 30_000;
export const NOON = new Date('2026-05-14T12:00:00Z');
export const sent: SettleOutcome = { kind: 'sent', receipt: { refs: ['77'] } };
export const anna: Operator = { id: 'web:anna', name: 'Анна' };

/** `seconds` after noon. */
export function at(seconds: number): Date {
  return new Date(NOON.getTime() + seconds * 1000);
}

export function addressOf(person: string, channel = 'telegram'): Address {
  return { channel, chat: `chat-${person}`, user: `user-${person}` };
}

export function textFrom(person: string, id: string, extra: Partial<InboundMessage> = {}): InboundMessage {
  return {
    id: `telegram:${id}` as EventId,
    from: addressOf(person),
    at: NOON,
    body: { kind: 'text', text: `сообщение ${id}` },
    ...extra,
  };
}

/** Accepts a text of that person and begins the turn. */
export async function turnOf(store: Store, person: string, id: string): Promise<TurnInput> {
  await store.acceptMessage(textFrom(person, id), 'ru');
  return claimAndLoad(store);
}

export async function claimAndLoad(store: Store, now = NOON): Promise<TurnInput> {
  const conversation = await store.claimTurn(now, LEASE);
  if (conversation === undefined) throw new Error('no lane is due');
  const input = await store.loadTurn(conversation);
  if (input === undefined) throw new Error('the claimed lane has nothing pending');
  return input;
}

/** Changes that consume everything pending and do what `extra` says. */
export function changesOf(input: TurnInput, extra: Partial<TurnChanges> = {}): TurnChanges {
  return {
    conversation: input.conversation,
    consumed: input.pending.map(({ id }) => ({ id, outcome: 'answered' })),
    transcript: [],
    timers: { set: [], cancel: [] },
    outgoing: [],
    feedback: [],
    ...extra,
  };
}

/** A whole turn: everything that person's lane has pending is consumed. */
export async function finishTurn(store: Store, input: TurnInput, extra: Partial<TurnChanges> = {}) {
  const result = await store.commit(changesOf(input, extra));
  await store.releaseTurn(input.conversation.id);
  return result;
}

export function reply({ id, address }: Conversation, outbox: string, when = NOON): Outgoing {
  return {
    id: outbox as OutboxId,
    conversation: id,
    at: when,
    delivery: {
      kind: 'message',
      to: address,
      message: { text: plain(`ответ ${outbox}`), speaker: { kind: 'bot' }, locale: 'ru' },
      unlessHeld: true,
    },
  };
}

export function notice(conversation: ConversationId, outbox: string, desk = 'web'): Outgoing {
  return {
    id: outbox as OutboxId,
    conversation,
    at: NOON,
    delivery: { kind: 'post', desk, post: { kind: 'notice', ticket: 'ticket-1' as TicketId, text: outbox } },
  };
}

export function timer(conversation: ConversationId, id: string, due: Date): Timer {
  return { id: id as TimerId, conversation, due, what: { kind: 'flow-reminder' } };
}

export function entry(id: string, extra: Partial<NewEntry> = {}): NewEntry {
  return {
    id: id as MessageId,
    at: NOON,
    author: { kind: 'bot' },
    text: plain(`запись ${id}`),
    files: [],
    ...extra,
  };
}

export function ticketOf(
  { id, customer }: Conversation,
  number: number,
  extra: Partial<Ticket> = {},
): Ticket {
  return {
    id: `ticket-${number}` as TicketId,
    number,
    conversation: id,
    customer,
    subject: 'Чайник не включается',
    status: 'new',
    priority: 'normal',
    tier: 2,
    openedAt: NOON,
    case: { reason: 'asked', locale: 'ru', channel: 'telegram', fields: [], files: [], tried: [] },
    history: [{ at: NOON, kind: 'opened' }],
    ...extra,
  };
}

export function deskReply(ticket: string, id: string, extra: Partial<DeskEvent> = {}): DeskEvent {
  return {
    id: `web:${id}` as EventId,
    desk: 'web',
    ticket: ticket as TicketId,
    operator: anna,
    at: NOON,
    body: { kind: 'reply', text: 'Здравствуйте!', files: [] },
    ...extra,
  };
}

/** Ids of the deliveries that can be claimed now, in order; they stay claimed. */
export async function claimAll(store: Store, now = NOON, except: string[] = []): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const claimed = await store.claimDelivery(now, LEASE, except);
    if (claimed === undefined) return ids;
    ids.push(claimed.outgoing.id);
  }
}

export async function claimOne(store: Store, now = NOON): Promise<ClaimedDelivery> {
  const claimed = await store.claimDelivery(now, LEASE, []);
  if (claimed === undefined) throw new Error('no delivery is due');
  return claimed;
}
