// The commands of the group and the words that they take, in the three languages. Pure.
import type { Locale } from '../../model/locale.ts';
import type { Priority, Tier } from '../../model/ticket.ts';

/** In the order of the menu: what is used most comes first. */
export const COMMANDS = [
  'take',
  'release',
  'assign',
  'close',
  'reopen',
  'priority',
  'tier',
  'macro',
  'answer',
  'note',
  'snooze',
  'wake',
  'merge',
  'language',
  'delete',
  'history',
  'explain',
  'mute',
  'block',
  'unblock',
  'queue',
  'stats',
  'shift',
  'help',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Those that can be used wrongly. */
export type CommandWithWords =
  | 'assign'
  | 'priority'
  | 'tier'
  | 'answer'
  | 'note'
  | 'snooze'
  | 'merge'
  | 'language'
  | 'delete'
  | 'mute'
  | 'shift';

/** Those that need no ticket. */
const GENERAL: readonly CommandName[] = ['queue', 'stats', 'shift', 'help'];

export type Command =
  | { readonly kind: 'command'; readonly name: CommandName; readonly rest: string }
  /** Looks like a command, and is none of ours. */
  | { readonly kind: 'unknown' }
  /** Names another bot. */
  | { readonly kind: 'elsewhere' };

/** Letters of any script, so that no mistyped command ever goes to a customer; a path such as /home/x is none. */
const COMMAND = /^\/(?<name>\p{L}[\p{L}\d_]*)(?:@(?<bot>\w+))?(?:\s+(?<rest>[^]*))?$/u;

/** Undefined for words that are no command. Without `botName` a command for any bot is taken for ours. */
export function commandIn(text: string, botName: string | undefined): Command | undefined {
  const groups = COMMAND.exec(text)?.groups;
  if (!groups) return undefined;
  const bot: string | undefined = groups['bot'];
  if (bot !== undefined && botName !== undefined && bot.toLowerCase() !== botName.toLowerCase()) {
    return { kind: 'elsewhere' };
  }
  const name = COMMANDS.find((one) => one === groups['name']?.toLowerCase());
  const rest: string | undefined = groups['rest'];
  return name ? { kind: 'command', name, rest: rest?.trim() ?? '' } : { kind: 'unknown' };
}

export function isGeneral(name: CommandName): boolean {
  return GENERAL.includes(name);
}

export function priorityIn(text: string): Priority | undefined {
  return chosen(PRIORITIES, text);
}

export function localeIn(text: string): Locale | undefined {
  return chosen(LANGUAGES, text);
}

/** Whether somebody goes on shift or off. */
export function shiftIn(text: string): boolean | undefined {
  const word = chosen(SWITCH, text);
  return word === undefined ? undefined : word === 'on';
}

export function isOff(text: string): boolean {
  return chosen(SWITCH, text) === 'off';
}

/** Whether the matter is to end without the customer being asked. */
export function isNow(text: string): boolean {
  return NOW.test(text);
}

/** Whether the word stands for whoever writes it. */
export function isSelf(text: string): boolean {
  return SELF.test(text);
}

/** The number of a ticket, as people write one: 1042, #1042, №1042. */
export function ticketNumberIn(text: string): number | undefined {
  const digits = /^(?:№|#|no\.?)?\s*(?<digits>\d{1,12})$/iu.exec(text)?.groups?.['digits'];
  return digits === undefined ? undefined : Number(digits);
}

/** A tier, a queue's name, or both; undefined when it is neither. */
export function tierIn(text: string): { readonly tier?: Tier; readonly queue?: string } | undefined {
  const groups = /^(?<tier>[23])?(?:^|\s+|$)(?<queue>\S.*)?$/u.exec(text)?.groups;
  const queue: string | undefined = groups?.['queue'];
  const tier: string | undefined = groups?.['tier'];
  if (!groups || (tier === undefined && (queue === undefined || /^\d+$/u.test(queue)))) return undefined;
  return {
    ...(tier === undefined ? {} : { tier: tier === '2' ? 2 : 3 }),
    ...(queue === undefined ? {} : { queue }),
  };
}

const PRIORITIES: Readonly<Record<Priority, RegExp>> = {
  low: /^(?:low|низк(?:ий|ая|о)|нисък|ниск[аои])$/iu,
  normal:
    /^(?:normal|medium|обычн(?:ый|ая|о)|нормальн(?:ый|ая|о)|норма|нормал(?:ен|на|но)|обикновен[ао]?)$/iu,
  high: /^(?:high|высок(?:ий|ая|о)|важно|висок[ао]?)$/iu,
  urgent: /^(?:urgent|срочн(?:ый|ая|о)|неотложн(?:ый|ая|о)|спеш(?:ен|на|но)|неотлож(?:ен|на|но))$/iu,
};

const LANGUAGES: Readonly<Record<Locale, RegExp>> = {
  ru: /^(?:ru|rus|russian|рус|русский|по-русски|руски)$/iu,
  en: /^(?:en|eng|english|англ|английский|по-английски|английски)$/iu,
  bg: /^(?:bg|bul|bulgarian|болг|болгарский|по-болгарски|бълг|български)$/iu,
};

const SWITCH: Readonly<Record<'on' | 'off', RegExp>> = {
  on: /^(?:on|start|вкл|включить|начать|начал[а]?|да|на смене|започвам|включи)$/iu,
  off: /^(?:off|stop|end|выкл|выключить|закончить|закончил[а]?|нет|изкл|изключи|свършвам|край|не)$/iu,
};

const NOW = /^(?:now|at once|сразу|сейчас|веднага|сега)$/iu;
const SELF = /^(?:me|myself|мне|себе|я|мен|на мен|аз)$/iu;

function chosen<Choice extends string>(
  words: Readonly<Record<Choice, RegExp>>,
  text: string,
): Choice | undefined {
  return (Object.keys(words) as Choice[]).find((one) => words[one].test(text.trim()));
}
