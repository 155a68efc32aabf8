// Choices that the group is offered: ready texts and what they say, the four priorities. Pure.
import type { DeskBoard } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { plain, toPlainText, type RichText } from '../../model/rich-text.ts';
import type { Priority } from '../../model/ticket.ts';
import { buttonData } from './buttons.ts';
import type { Keyboard } from './calls.ts';
import type { OperatorWords } from './words/operator-words.ts';

export type Macro = Awaited<ReturnType<DeskBoard['macros']>>[number];

export interface Offer {
  readonly text: RichText;
  readonly keyboard: Keyboard;
}

/** More than these and people rather write a part of the name. */
const LISTED = 12;
/** Most characters of a name on a button. */
const MAX_LABEL = 60;
/** Most characters of a preview; with its head it fits one message. */
const MAX_PREVIEW = 3500;

const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

/** One fitting text is shown at once, several are listed. Undefined when there is none. */
export function macroOffer(
  ticket: TicketId,
  macros: readonly Macro[],
  words: OperatorWords,
): Offer | undefined {
  const [only, ...others] = macros;
  if (!only) return undefined;
  return others.length === 0 ? macroPreview(ticket, only, words) : macroList(ticket, macros, words);
}

/** What the customer would get, with a button that sends it. */
export function macroPreview(ticket: TicketId, macro: Macro, words: OperatorWords): Offer {
  const send = { text: `✅ ${words.send}`, callback_data: buttonData('send', ticket, macro.id) };
  const heading: RichText = [{ kind: 'heading', spans: [{ kind: 'text', text: macro.title }] }];
  const long = toPlainText(macro.preview).length > MAX_PREVIEW;
  const preview = long ? plain(`${toPlainText(macro.preview).slice(0, MAX_PREVIEW)}…`) : macro.preview;
  return {
    text: [...heading, ...plain(words.preview), ...preview],
    keyboard: [[send, cancel(ticket, words)]],
  };
}

/** Two and two: four beside each other are more than a telephone shows with their words. */
export function priorityChoice(ticket: TicketId, words: OperatorWords): Keyboard {
  const choices = PRIORITIES.map((priority) => ({
    text: words.priorities[priority],
    callback_data: buttonData('priority', ticket, priority),
  }));
  return [
    choices.slice(0, 2),
    choices.slice(2),
    [{ text: words.back, callback_data: buttonData('back', ticket) }],
  ];
}

export function isPriority(word: string | undefined): word is Priority {
  return PRIORITIES.some((one) => one === word);
}

function macroList(ticket: TicketId, macros: readonly Macro[], words: OperatorWords): Offer {
  const rows = macros.slice(0, LISTED).map(({ id, title }) => [
    {
      text: title.length > MAX_LABEL ? `${title.slice(0, MAX_LABEL - 1)}…` : title,
      callback_data: buttonData('macro', ticket, id),
    },
  ]);
  const more = macros.length - rows.length;
  return {
    text: plain(more > 0 ? `${words.whichMacro}\n${words.more} ${more} — /macro …` : words.whichMacro),
    keyboard: [...rows, [cancel(ticket, words)]],
  };
}

function cancel(ticket: TicketId, words: OperatorWords): Keyboard[number][number] {
  return { text: words.cancel, callback_data: buttonData('cancel', ticket) };
}
