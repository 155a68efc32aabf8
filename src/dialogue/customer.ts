// A customer's message: decides by its kind and the conversation's mode who deals with it.
import type { Attachment } from '../model/attachment.ts';
import { plain } from '../model/rich-text.ts';
import type { InboundBody, InboundMessage } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import { localeOf } from '../model/locale.ts';
import type { EventOutcome } from '../model/turn.ts';
import { continueErrand, resumeErrand } from './errand.ts';
import { attachFiles, waitsForFiles } from './files.ts';
import { handOff, relay } from './handoff.ts';
import { hearText } from './hearing.ts';
import { MAX_TRIED, sayMenu } from './menu.ts';
import { hearJoined } from './joining.ts';
import { labelOf, pressButton } from './pressing.ts';
import type { Draft } from './draft.ts';

export function hearCustomer(draft: Draft, message: InboundMessage): EventOutcome | Lookup {
  const { body } = message;
  if (body.kind === 'blocked') return blocked(draft);
  if (body.kind === 'start' && body.joined === true) return hearJoined(draft, message);
  draft.conversation = { ...draft.conversation, address: message.from };
  if (message.senderName !== undefined) draft.remember({ customerName: message.senderName });
  record(draft, message);
  if (draft.ticket && body.kind !== 'start') {
    const asksForPerson =
      body.kind === 'text' && draft.deps.commands.recognise(body.text)?.command === 'operator';
    // nobody has it yet: better to hear that it is not forgotten than to hear nothing
    if (asksForPerson && !draft.ticket.assignee) handOff(draft, { reason: 'asked' });
    return relay(draft, draft.ticket);
  }
  switch (body.kind) {
    case 'start':
      return start(draft, message);
    case 'text':
      return hearText(draft, body.text);
    case 'edited':
      return hearText(draft, body.text);
    case 'choice':
      return pressButton(draft, body.value);
    case 'files':
      return takeFiles(draft, body.files, body.caption);
    case 'unsupported':
      draft.say(draft.phrase('common.unsupported'));
      return 'answered';
  }
}

/** What people need of a message that could not be handled, to answer it themselves. */
export function keepUnanswered(draft: Draft, message: InboundMessage): void {
  const { body } = message;
  if (body.kind === 'blocked') return;
  draft.conversation = { ...draft.conversation, address: message.from };
  record(draft, message);
  if (draft.ticket) return;
  const question = wordsOf(draft, body).slice(0, 500);
  draft.remember({
    ...(question === '' ? {} : { tried: [...draft.state.tried, { question }].slice(-MAX_TRIED) }),
  });
  if (body.kind === 'files') keepFiles(draft, body.files);
}

function start(draft: Draft, message: InboundMessage): EventOutcome {
  if (draft.ticket) {
    draft.say(draft.phrase('handoff.already', { number: draft.ticket.number }), {
      speaker: { kind: 'system' },
    });
    return 'answered';
  }
  const hinted = localeOf(message.locale);
  if (hinted && draft.conversation.revision === 0) draft.remember({ locale: hinted });
  draft.remember({ mode: { kind: 'idle' }, misses: 0, prompt: undefined, feedback: undefined });
  return sayMenu(draft, draft.phrase('menu.greeting'));
}

function takeFiles(
  draft: Draft,
  files: readonly Attachment[],
  caption: string | undefined,
): EventOutcome | Lookup {
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
    if (!first) return 'acted';
    return resumeErrand(draft, stack ?? mode.stack, draft.phrase('common.file-kept'));
  }
  keepFiles(draft, files);
  if (words !== '') return hearText(draft, words);
  return sayMenu(draft, draft.phrase('common.file-received'));
}

/** Into the next case. */
function keepFiles(draft: Draft, files: readonly Attachment[]): void {
  draft.remember({ files: [...(draft.state.files ?? []), ...files].slice(-10) });
}

/** The customer cannot be reached any more; people are told when they have the matter. */
function blocked(draft: Draft): EventOutcome {
  if (!draft.ticket) return 'ignored';
  const text = draft.deps.phrases.label(draft.deps.deskLocale, 'desk.notice.blocked');
  draft.post({ kind: 'notice', ticket: draft.ticket.id, text });
  return 'acted';
}

/** The transcript gets what a person would have seen: a button as its label, an edit with a pencil. */
function record(draft: Draft, { body, ref }: InboundMessage): void {
  const name = draft.state.customerName;
  const author = { kind: 'customer' as const, ...(name === undefined ? {} : { name }) };
  const files = body.kind === 'files' ? body.files : [];
  draft.record(author, plain(wordsOf(draft, body)), files, ref === undefined ? {} : { ref });
}

function wordsOf(draft: Draft, body: InboundBody): string {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'edited':
      return `✏️ ${body.text}`;
    case 'files':
      return body.caption ?? '';
    case 'choice':
      return `▸ ${labelOf(draft, body.value)}`;
    case 'start':
      return '/start';
    case 'blocked':
      return '';
    case 'unsupported':
      return `[${body.what}]`;
  }
}
