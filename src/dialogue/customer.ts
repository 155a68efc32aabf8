// A customer's message: decides by its kind and the conversation's mode who deals with it.
import type { Attachment } from '../model/attachment.ts';
import { isTaken, reachable, unreachable } from '../desk/ticket.ts';
import type { Address, InboundBody, InboundMessage } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import { localeOf } from '../model/locale.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { hearAfterEnd, hearTooLate } from './after-closing.ts';
import { putAside, startErrand } from './aside.ts';
import { hearEdited, noteHeard } from './edits.ts';
import { continueErrand, resumeErrand } from './errand.ts';
import { readPress } from './buttons.ts';
import { closeForCustomer, confirmLate, endsIt, solvedIn, takeWord } from './closing.ts';
import { attachFiles, waitsForFiles } from './files.ts';
import { handOff, relay } from './handoff.ts';
import { hearText } from './hearing.ts';
import { hearJoined } from './joining.ts';
import { greet, MAX_TRIED, sayMenu } from './menu.ts';
import { pressButton } from './pressing.ts';
import { append, record, wordsOf } from './recording.ts';
import { flowOfPayload } from './starts.ts';
import type { Draft } from './draft.ts';
import { notice } from './tell-desk.ts';
import { weigh } from './weighing.ts';

export function hearCustomer(
  draft: Draft,
  body: InboundBody,
  messages: readonly InboundMessage[],
): EventOutcome | Lookup {
  const message = messages.at(-1);
  if (body.kind === 'blocked' || !message) return blocked(draft, message?.from);
  if (body.kind === 'start' && body.joined === true) return hearJoined(draft, message);
  noteSender(draft, message);
  if (draft.state.blocked === true) {
    for (const one of messages) append(draft, one, { silent: true });
    return 'noted';
  }
  const late = hearTooLate(draft, messages);
  if (late !== undefined) return late;
  for (const one of messages) {
    const needs = record(draft, one);
    if (needs) return needs;
  }
  const { heard } = draft.state;
  noteHeard(draft, messages);
  if (draft.ticket && body.kind !== 'start') {
    const outcome = hearBesidePeople(draft, draft.ticket, body);
    return typeof outcome === 'object' ? outcome : (weigh(draft, body) ?? outcome);
  }
  switch (body.kind) {
    case 'start':
      return start(draft, message, body.payload);
    case 'text':
      return hearAfterEnd(draft, body.text) ?? hearText(draft, body.text);
    case 'edited':
      return hearEdited(draft, body.of, body.text, heard);
    case 'choice':
      return pressButton(draft, body.value);
    case 'files':
      return takeFiles(draft, body);
    case 'unsupported':
      draft.say(draft.phrase('common.unsupported'));
      return 'answered';
  }
}

/** What people need of messages that could not be handled, to answer them themselves. */
export function keepUnanswered(draft: Draft, messages: readonly InboundMessage[]): void {
  for (const message of messages) {
    const { body } = message;
    if (body.kind === 'blocked') continue;
    noteSender(draft, message);
    append(draft, message);
    if (draft.ticket) continue;
    const question = wordsOf(draft, body).slice(0, 500);
    if (question !== '') draft.remember({ tried: [...draft.state.tried, { question }].slice(-MAX_TRIED) });
    if (body.kind === 'files') keepFiles(draft, body.files);
  }
}

function noteSender(draft: Draft, { from, senderName }: InboundMessage): void {
  draft.conversation = { ...draft.conversation, address: from };
  if (senderName !== undefined) draft.remember({ customerName: senderName });
}

/** People have the matter: it is theirs, but a customer who calls for them while nobody has taken it hears that they will come. */
function hearBesidePeople(draft: Draft, ticket: Ticket, body: InboundBody): EventOutcome | Lookup {
  const { commands } = draft.deps;
  const text = body.kind === 'text' ? body.text : undefined;
  const press = body.kind === 'choice' ? readPress(body.value) : undefined;
  if (press?.kind === 'solved' && press.number === ticket.number && ticket.status === 'solved')
    return takeWord(draft, ticket, press.solved);
  // the old question about another one, which silence closed
  const late =
    press?.kind === 'solved' && press.solved && press.number !== ticket.number
      ? confirmLate(draft, press.number)
      : undefined;
  if (late !== undefined) return late;
  if (text !== undefined && ticket.status === 'solved') {
    const solved = solvedIn(draft, text);
    if (solved !== undefined) return takeWord(draft, ticket, solved);
  }
  if (text !== undefined && endsIt(draft, text)) return closeForCustomer(draft, ticket);
  const calls = text !== undefined && commands.recognise(text)?.command === 'operator' && !isTaken(ticket);
  if (calls) handOff(draft, { reason: 'asked' });
  return relay(draft, draft.ticket ?? ticket, {
    heard: calls || (body.kind !== 'text' && body.kind !== 'files'),
  });
}

function start(draft: Draft, message: InboundMessage, payload: string | undefined): EventOutcome | Lookup {
  const { ticket } = draft;
  if (ticket) {
    if (ticket.unreachable) draft.keepTicket(reachable(ticket, draft.deps.now));
    draft.say(draft.phrase('handoff.already', { number: ticket.number }), { speaker: { kind: 'system' } });
    return 'answered';
  }
  const hinted = localeOf(message.locale);
  if (hinted && draft.conversation.revision === 0) draft.remember({ locale: hinted });
  const { mode } = draft.state;
  if (mode.kind === 'flow') putAside(draft, mode.stack);
  draft.remember({
    mode: { kind: 'idle' },
    misses: 0,
    prompt: undefined,
    feedback: undefined,
    offer: undefined,
    greetedAt: undefined,
  });
  const flow = payload === undefined ? undefined : flowOfPayload(draft, payload);
  return flow === undefined ? greet(draft) : startErrand(draft, flow);
}

function takeFiles(
  draft: Draft,
  { files, caption, album }: Extract<InboundBody, { kind: 'files' }>,
): EventOutcome | Lookup {
  const late = album !== undefined && album === draft.state.album;
  draft.remember({ album });
  const { mode } = draft.state;
  const words = caption?.trim() ?? '';
  if (mode.kind === 'flow') {
    if (waitsForFiles(mode.stack, draft.deps.flows))
      return continueErrand(draft, mode.stack, { files, ...(words === '' ? {} : { text: words }) });
    const { stack, first } = attachFiles(mode.stack, files, draft.deps.flows);
    if (stack) draft.remember({ mode: { kind: 'flow', stack } });
    else keepFiles(draft, files);
    if (words !== '') return hearText(draft, words);
    // the rest of an album is taken in silence
    if (!first || late) return 'noted';
    return resumeErrand(draft, stack ?? mode.stack, draft.phrase('common.file-kept'));
  }
  keepFiles(draft, files);
  if (words !== '') return hearText(draft, words);
  return late ? 'noted' : sayMenu(draft, draft.phrase('common.file-received'));
}

/** Into the next case. */
function keepFiles(draft: Draft, files: readonly Attachment[]): void {
  draft.remember({ files: [...(draft.state.files ?? []), ...files].slice(-10) });
}

/** The customer cannot be reached any more; people are told when they have the matter. Another address of his changes nothing. */
function blocked(draft: Draft, from: Address | undefined): EventOutcome {
  const { ticket, conversation, deps } = draft;
  const elsewhere = from?.channel !== conversation.address.channel || from.chat !== conversation.address.chat;
  if (!ticket || ticket.unreachable || elsewhere) return 'noted';
  draft.keepTicket(unreachable(ticket, deps.now));
  notice(draft, ticket, 'desk.notice.blocked');
  return 'acted';
}
