// What the group's buttons carry: an act, its ticket and what was chosen, in the 64 bytes that Telegram gives a button.
import { createHash } from 'node:crypto';
import type { TicketId } from '../../model/ids.ts';

/**
 * `priority` opens the choice of four, and sets the one that it names; `macros` opens the list, `macro` shows one before it is
 * sent, `send` sends it; `answer` sends an article at once; `back` closes a choice on the card; `cancel` takes a preview away.
 */
const ACTIONS = [
  'take',
  'release',
  'close',
  'reopen',
  'up',
  'priority',
  'macros',
  'macro',
  'send',
  'answer',
  'back',
  'cancel',
] as const;
export type ButtonAction = (typeof ACTIONS)[number];

export interface PressedButton {
  readonly action: ButtonAction;
  readonly ticket: TicketId;
  /** A priority, or a macro or an article to be found with `isNamedBy`. */
  readonly argument?: string;
}

/** Bot API, `InlineKeyboardButton.callback_data`. */
const MAX_BYTES = 64;

/** At most 64 bytes for a ticket id of up to 40: an argument that does not fit is replaced by a digest of it. */
export function buttonData(action: ButtonAction, ticket: TicketId, argument?: string): string {
  const data = `${action}:${ticket}`;
  if (argument === undefined) return data;
  const whole = `${data}:${argument}`;
  return Buffer.byteLength(whole) <= MAX_BYTES ? whole : `${data}:${digestOf(argument)}`;
}

const BUTTON = /^(?<action>[a-z]+):(?<ticket>[^:]+)(?::(?<argument>[^]+))?$/u;

/** Undefined for anything that `buttonData` never made. */
export function readButton(data: string): PressedButton | undefined {
  const groups = BUTTON.exec(data)?.groups;
  const action = ACTIONS.find((one) => one === groups?.['action']);
  if (!groups || !action) return undefined;
  const argument: string | undefined = groups['argument'];
  return { action, ticket: groups['ticket'] as TicketId, ...(argument === undefined ? {} : { argument }) };
}

/** Whether a button's argument stands for that id. */
export function isNamedBy(argument: string, id: string): boolean {
  return argument === id || argument === digestOf(id);
}

function digestOf(text: string): string {
  return `~${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
