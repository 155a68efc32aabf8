// What a command means: an act for the ticket, an errand that needs a look at the desk first, or wrong use. Pure.
import type { DeskBody } from '../../model/desk.ts';
import type { Tier } from '../../model/ticket.ts';
import {
  isNow,
  isOff,
  localeIn,
  priorityIn,
  shiftIn,
  ticketNumberIn,
  tierIn,
  type CommandName,
  type CommandWithWords,
} from './commands.ts';
import { timeIn } from './times.ts';

export type Act =
  | { readonly kind: 'act'; readonly body: DeskBody }
  | { readonly kind: 'errand'; readonly errand: Errand }
  | { readonly kind: 'general'; readonly question: Question }
  /** Nothing was done; the person is told why. */
  | { readonly kind: 'hint'; readonly hint: Hint }
  /** A command of ours, used wrongly; the person is told how it is used. */
  | { readonly kind: 'wrong'; readonly command: CommandWithWords }
  | { readonly kind: 'skip'; readonly what: string };

/** What cannot be decided by the words alone. */
export type Errand =
  | { readonly kind: 'assign'; readonly words: string }
  | { readonly kind: 'macro'; readonly part: string }
  | { readonly kind: 'queue-of'; readonly tier?: Tier; readonly queue: string }
  /** Without `until`: until further notice. */
  | { readonly kind: 'mute'; readonly until?: Date }
  | { readonly kind: 'unmute' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'close-unasked' };

/** What is answered in every topic. */
export type Question =
  | { readonly kind: 'queue' }
  | { readonly kind: 'stats' }
  | { readonly kind: 'help' }
  | { readonly kind: 'shift'; readonly on: boolean };

export type Hint =
  | 'unknownCommand'
  | 'emptyNote'
  | 'cannotPassOn'
  | 'commandUnderFile'
  | 'tooBig'
  | 'editedNothing'
  | 'editedNote'
  | 'editedToCommand';

export interface Moment {
  readonly now: Date;
  /** IANA name of the desk's time zone. */
  readonly timeZone: string;
}

/** `rest` is what stands behind the command, trimmed. A note is read with the message that it is in. */
export function actOf(name: CommandName, rest: string, { now, timeZone }: Moment): Act {
  switch (name) {
    case 'take':
    case 'release':
    case 'reopen':
    case 'block':
    case 'unblock':
      return act({ kind: name });
    case 'close':
      return isNow(rest) ? errand({ kind: 'close-unasked' }) : act({ kind: 'close' });
    case 'history':
    case 'explain':
      return act({ kind: 'show', what: name });
    case 'assign':
      return errand({ kind: 'assign', words: rest });
    case 'macro':
      return errand({ kind: 'macro', part: rest });
    case 'delete':
      return errand({ kind: 'delete' });
    case 'answer':
      return rest === '' ? wrong(name) : act({ kind: 'answer', article: rest });
    case 'priority': {
      const priority = priorityIn(rest);
      return priority ? act({ kind: 'priority', priority }) : wrong(name);
    }
    case 'tier':
      return tierAct(rest);
    case 'wake':
      return act({ kind: 'wake' });
    case 'snooze': {
      if (isOff(rest)) return act({ kind: 'wake' });
      const until = timeIn(rest, now, timeZone);
      return until ? act({ kind: 'snooze', until }) : wrong(name);
    }
    case 'merge': {
      const into = ticketNumberIn(rest);
      return into === undefined ? wrong(name) : act({ kind: 'merge', into });
    }
    case 'language': {
      const locale = localeIn(rest);
      return locale ? act({ kind: 'language', locale }) : wrong(name);
    }
    case 'mute': {
      if (rest === '') return errand({ kind: 'mute' });
      if (isOff(rest)) return errand({ kind: 'unmute' });
      const until = timeIn(rest, now, timeZone);
      return until ? errand({ kind: 'mute', until }) : wrong(name);
    }
    case 'shift': {
      const on = shiftIn(rest);
      return on === undefined ? wrong(name) : { kind: 'general', question: { kind: 'shift', on } };
    }
    case 'note':
      return wrong(name);
    case 'queue':
    case 'stats':
    case 'help':
      return { kind: 'general', question: { kind: name } };
  }
}

function tierAct(rest: string): Act {
  const { tier, queue } = tierIn(rest) ?? {};
  if (queue !== undefined)
    return errand({ kind: 'queue-of', ...(tier === undefined ? {} : { tier }), queue });
  return tier === undefined ? wrong('tier') : act({ kind: 'tier', tier });
}

function act(body: DeskBody): Act {
  return { kind: 'act', body };
}

function errand(one: Errand): Act {
  return { kind: 'errand', errand: one };
}

function wrong(command: CommandWithWords): Act {
  return { kind: 'wrong', command };
}
