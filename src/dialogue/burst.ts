// What of the waiting events is one turn: messages sent in a burst, the parts of an album, a button pressed twice.
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
}

type Words = Extract<InboundBody, { kind: 'text' | 'files' }>;
type Item = { readonly id: EventId; readonly message: InboundMessage };

/** While people have the matter, each message is relayed on its own. Throws RangeError when nothing is pending. */
export function gather({ pending, ticket }: TurnInput): Gathered {
  const [first] = pending;
  if (!first) throw new RangeError('a turn needs a pending event');
  const { event } = first;
  if (event.kind !== 'message') return { ids: [first.id], messages: [] };
  const { body } = event.message;
  if (ticket || body.kind === 'blocked' || body.kind === 'unsupported' || body.kind === 'edited')
    return { ids: [first.id], messages: [event.message], body };
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
