// What the desk answers the operators: to commands, to wrong use of them, to buttons. Whole sentences, in the desk's language.
import type { CommandName, CommandWithWords } from '../commands.ts';

export interface OperatorWords {
  /** What each command does, for the menu: at most 256 characters (Bot API, `BotCommand`). */
  readonly menu: Readonly<Record<CommandName, string>>;
  /** What the command needs, when it was used without, and how it is written. */
  readonly needs: Readonly<Record<CommandWithWords, string>>;
  readonly examples: Readonly<Record<CommandWithWords, string>>;
  /** Before an example. */
  readonly forExample: string;
  /** Over the list of commands, and under it. */
  readonly helpHead: string;
  readonly helpFoot: string;

  /** Answers to messages that nothing was done with. */
  readonly unknownCommand: string;
  readonly notHere: string;
  readonly emptyNote: string;
  readonly cannotPassOn: string;
  readonly commandUnderFile: string;
  readonly tooBig: string;
  readonly noTicket: string;
  /** A topic was closed or opened by hand; a button below does the same to its ticket. */
  readonly closedByHand: string;
  readonly reopenedByHand: string;
  readonly closeTicket: string;
  readonly reopenTicket: string;
  /** The bot is back in the group; `{from}` and `{to}` are moments. */
  readonly wasAway: string;
  readonly managersOnly: string;
  readonly failed: string;

  /** Answers to edits and removals. */
  readonly editedNothing: string;
  readonly editedNote: string;
  readonly editedToCommand: string;
  readonly notOurs: string;
  readonly notSent: string;

  /** Answers to a pressed button. */
  readonly oldButton: string;
  readonly notYourDesk: string;
  readonly justSent: string;

  readonly severalPeople: string;
  readonly nobody: string;
  readonly noQueue: string;
  readonly noMacros: string;
  readonly noSuchMacro: string;
  readonly whichMacro: string;
  /** Over what the customer would get. */
  readonly preview: string;
  readonly send: string;
  readonly cancel: string;
  readonly back: string;
  readonly priorities: Readonly<Record<'low' | 'normal' | 'high' | 'urgent', string>>;
  /** Before the time. */
  readonly asleepUntil: string;
  readonly mutedUntil: string;
  readonly muted: string;
  readonly unmuted: string;
  readonly onShift: string;
  readonly offShift: string;
  /** Before how many tickets went to others. */
  readonly handedOver: string;
  readonly queueHead: string;
  readonly queueEmpty: string;
  readonly late: string;
  readonly untaken: string;
  /** Before how many more there are. */
  readonly more: string;
  readonly statsHead: string;
}
