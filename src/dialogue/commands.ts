// Words that mean the same at any point of a conversation: "operator", "cancel", "thanks".
import { z } from 'zod';
import { LOCALES, type Locale } from '../model/locale.ts';

export const COMMANDS = [
  'operator',
  'cancel',
  'back',
  'restart',
  'repeat',
  'skip',
  'resume',
  'menu',
  'greeting',
  'thanks',
  'bye',
  'helped',
  'not-helped',
] as const;
export type Command = (typeof COMMANDS)[number];

/** Whole utterances by command and language; case, punctuation, a leading slash and one slip in a long word do not matter. */
export const commandsSchema = z.record(
  z.enum(COMMANDS),
  z.record(z.enum(LOCALES), z.array(z.string().min(1)).min(1)),
);

export interface KnownCommand {
  readonly command: Command;
  /** Absent where several languages share the words, or none owns them (`/menu`). */
  readonly locale?: Locale;
}

/** Courtesy: it asks for nothing, beside other words it is left out. */
const COURTESY: readonly Command[] = ['greeting', 'thanks', 'bye'];
/** They hold for everything said in the same breath before them. */
const LAST_WORDS: readonly Command[] = ['cancel', 'restart', 'menu', 'back'];
/** Letters of a word from which one slip in it is forgiven. */
const LETTERS_TO_SLIP = 6;
const MAX_TEXT = 120;

export interface Commands {
  /** The command that these words are, in whatever language they are; words around it are not allowed. */
  recognise(text: string): KnownCommand | undefined;
  /**
   * The words that matter in several lines or sentences: without greetings and thanks when there is more; a line that calls
   * a person, or a last one that cancels, alone. The text itself when nothing else is left.
   */
  essence(text: string): string;
}

export function createCommands(lists: z.infer<typeof commandsSchema>): Commands {
  const known = new Map<string, KnownCommand>();
  for (const command of COMMANDS) {
    for (const locale of LOCALES) {
      for (const words of lists[command][locale]) {
        const key = normalise(words);
        const shared = words.startsWith('/') || (known.has(key) && known.get(key)?.locale !== locale);
        known.set(key, { command: known.get(key)?.command ?? command, ...(shared ? {} : { locale }) });
      }
    }
  }
  const slips = [...known].filter(([key]) => key.split(' ').some((word) => word.length >= LETTERS_TO_SLIP));
  function recognise(text: string): KnownCommand | undefined {
    if (text.length > MAX_TEXT) return undefined;
    const key = normalise(text);
    const exact = known.get(key);
    if (exact || key.length < LETTERS_TO_SLIP - 1 || /\d/u.test(key)) return exact;
    return slips.find(([meant]) => isSlip(key, meant))?.[1];
  }
  const isCourtesy = (text: string): boolean => {
    const command = recognise(text)?.command;
    return command !== undefined && COURTESY.includes(command);
  };

  return {
    recognise,
    essence(text) {
      if (recognise(text)) return text;
      const lines = text.split('\n').filter((line) => /\S/u.test(line));
      const person = lines.find((line) => recognise(line)?.command === 'operator');
      if (person !== undefined) return person;
      const said = lines.filter((line) => !isCourtesy(line));
      const last = said.at(-1);
      const command = last === undefined ? undefined : recognise(last)?.command;
      if (last !== undefined && command !== undefined && LAST_WORDS.includes(command)) return last;
      if (said.length === 0) return lines.at(-1) ?? text;
      return withoutOpening(said.join('\n'), isCourtesy);
    },
  };
}

/** "спасибо, а когда доставка?" without its first part. */
function withoutOpening(text: string, isCourtesy: (text: string) => boolean): string {
  const opening = /^([^,.!?\n—-]{2,40}?)\s*[,.!—-]+\s*(?=\S)/u.exec(text);
  if (!opening?.[1] || !isCourtesy(opening[1])) return text;
  const rest = text.slice(opening[0].length);
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}

/** The same words, but for one letter added, left out, changed or swapped in a long one. */
function isSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false;
  const [these, those] = [typed.split(' '), meant.split(' ')];
  if (these.length !== those.length) return false;
  const wrong = those.filter((word, at) => word !== these[at]);
  const [word] = wrong;
  const other = word === undefined ? undefined : these[those.indexOf(word)];
  return (
    wrong.length === 1 && word !== undefined && word.length >= LETTERS_TO_SLIP && oneSlip(other ?? '', word)
  );
}

function oneSlip(typed: string, meant: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at += 1;
  const [a, b] = [typed.slice(at), meant.slice(at)];
  return (
    a.slice(1) === b ||
    a === b.slice(1) ||
    a.slice(1) === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}\s\p{Extended_Pictographic}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
