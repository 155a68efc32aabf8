// What of the waiting events is one turn: messages sent in a burst, the parts of an album, a button pressed twice.
import type { DeskEvent } from '../model/desk.ts';
import type { EventId } from '../model/ids.ts';
import type { InboundBody, InboundMessage } from '../model/message.ts';
import type { PendingEvent, TurnInput } from '../model/turn.ts';

export interface Gathered {
  /** The events that are over with this turn, the oldest first. */
  readonly ids: readonly EventId[];
  /** What the customer sent, each as it reads now; empty when the turn is about something else. */
  readonly messages: readonly InboundMessage[];
  /** All of it as one body. */
  readonly body?: InboundBody | undefined;
  /** What an operator did, when the turn is about that. */
  readonly act?: DeskEvent;
}

/** What is a turn of its own wherever it stands. */
const ALONE = new Set<InboundBody['kind']>(['blocked', 'contact', 'place', 'unsupported', 'edited']);

type Words = Extract<InboundBody, { kind: 'text' | 'files' }>;
type Item = { readonly id: EventId; readonly message: InboundMessage };

/**
 * While people have the matter, each message is relayed on its own, and an album of either side as one. Throws RangeError
 * when nothing is pending.
 */
export function gather({ pending, ticket }: TurnInput): Gathered {
  const [first] = pending;
  if (!first) throw new RangeError('a turn needs a pending event');
  const { event } = first;
  if (event.kind === 'desk') return actOf(pending, event.event);
  if (event.kind !== 'message') return { ids: [first.id], messages: [] };
  const { body } = event.message;
  if (ticket && body.kind === 'files' && body.album !== undefined) {
    return asOne(albumOf(pending, event.message, body.album));
  }
  if (ticket || ALONE.has(body.kind)) return { ids: [first.id], messages: [event.message], body };
  if (body.kind === 'text' || body.kind === 'files') return together(run(pending, first, isWords), pending);
  const same = JSON.stringify(body);
  const presses = run(pending, first, (other) => JSON.stringify(other) === same);
  return { ids: presses.map(({ id }) => id), messages: [event.message], body };
}

/** The events from the first on that are messages from the same place and of that kind, edits of them among them. */
function run(
  pending: readonly PendingEvent[],
  first: PendingEvent,
  fits: (body: InboundBody) => boolean,
): readonly Item[] {
  const from = first.event.kind === 'message' ? first.event.message.from : undefined;
  const items: Item[] = [];
  for (const { id, event } of pending) {
    if (event.kind !== 'message') break;
    const { message } = event;
    if (message.from.channel !== from?.channel || message.from.chat !== from.chat) break;
    if (fits(message.body)) items.push({ id, message });
    else if (!isEditOf(message.body, items)) break;
  }
  return items;
}

/** Its files, whatever happened on the desks between them. */
function albumOf(pending: readonly PendingEvent[], { from }: InboundMessage, album: string): readonly Item[] {
  return pending.flatMap(({ id, event }): Item[] => {
    if (event.kind !== 'message') return [];
    const { message } = event;
    const isPart = message.body.kind === 'files' && message.body.album === album;
    const isHere = message.from.channel === from.channel && message.from.chat === from.chat;
    return isPart && isHere ? [{ id, message }] : [];
  });
}

/** With the other files of the album, when it is a reply with one. */
function actOf(pending: readonly PendingEvent[], act: DeskEvent): Gathered {
  const { body } = act;
  const ids: EventId[] = [];
  const parts: DeskReply[] = [];
  for (const { id, event } of pending) {
    const other = event.kind === 'desk' ? event.event : undefined;
    const isPart = body.kind === 'reply' && body.album !== undefined && other && isPartOf(other, act, body);
    if (ids.length === 0 || isPart) ids.push(id);
    if (isPart) parts.push(other.body);
  }
  if (body.kind !== 'reply' || parts.length < 2) return { ids, messages: [], act };
  const text = parts.map((part) => part.text).filter((words) => words !== '');
  const whole = { ...body, text: text.join('\n'), files: parts.flatMap(({ files }) => files) };
  return { ids, messages: [], act: { ...act, body: whole } };
}

type DeskReply = Extract<DeskEvent['body'], { kind: 'reply' }>;

function isPartOf(
  other: DeskEvent,
  act: DeskEvent,
  { album }: DeskReply,
): other is DeskEvent & { body: DeskReply } {
  const { desk, ticket, operator, body } = other;
  if (body.kind !== 'reply' || body.album !== album) return false;
  return desk === act.desk && ticket === act.ticket && operator.id === act.operator.id;
}

/** Files sent as one, known by the message that has the words. */
function asOne(items: readonly Item[]): Gathered {
  const ids = items.map(({ id }) => id);
  const messages = items.map(({ message }) => message);
  const body = join(messages.map((message) => message.body).filter(isWords));
  const captioned = messages.find((one) => one.body.kind === 'files' && one.body.caption !== undefined);
  const known = captioned ?? messages[0];
  return { ids, messages: known && body ? [{ ...known, body }] : messages, body };
}

function together(items: readonly Item[], pending: readonly PendingEvent[]): Gathered {
  const texts = new Map<string, string>();
  const edits: EventId[] = [];
  for (const { id, event } of pending) {
    const body = event.kind === 'message' ? event.message.body : undefined;
    if (body?.kind !== 'edited' || !isEditOf(body, items)) continue;
    texts.set(body.of, body.text);
    edits.push(id);
  }
  const messages = items.map(({ message }) => {
    const text = message.ref === undefined ? undefined : texts.get(message.ref);
    return text === undefined ? message : { ...message, body: withText(message.body, text) };
  });
  const ids = [...items.map(({ id }) => id), ...edits];
  return { ids, messages, body: join(messages.map(({ body }) => body).filter(isWords)) };
}

function isEditOf(body: InboundBody, items: readonly Item[]): boolean {
  return body.kind === 'edited' && items.some(({ message }) => message.ref === body.of);
}

function withText(body: InboundBody, text: string): InboundBody {
  return body.kind === 'files' ? { ...body, caption: text } : { kind: 'text', text };
}

function isWords(body: InboundBody): body is Words {
  return body.kind === 'text' || body.kind === 'files';
}

/** Lines of words, and every file. */
function join(bodies: readonly Words[]): Words | undefined {
  const [only] = bodies;
  if (bodies.length === 1) return only;
  const text = bodies
    .map((body) => (body.kind === 'text' ? body.text : (body.caption ?? '')).trim())
    .filter((line) => line !== '')
    .join('\n');
  const parts = bodies.filter((body) => body.kind === 'files');
  if (parts.length === 0) return { kind: 'text', text };
  const album = parts.find((part) => part.album !== undefined)?.album;
  return {
    kind: 'files',
    files: parts.flatMap(({ files }) => files),
    ...(text === '' ? {} : { caption: text }),
    ...(album === undefined ? {} : { album }),
  };
}
