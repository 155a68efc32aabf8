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
  'menu',
  'greeting',
  'thanks',
  'bye',
  'helped',
  'not-helped',
] as const;
export type Command = (typeof COMMANDS)[number];

/** Whole utterances by command and language; case, punctuation and a leading slash do not matter. */
export const commandsSchema = z.record(
  z.enum(COMMANDS),
  z.record(z.enum(LOCALES), z.array(z.string().min(1)).min(1)),
);

export interface KnownCommand {
  readonly command: Command;
  /** Absent where several languages share the words, or none owns them (`/menu`). */
  readonly locale?: Locale;
}

export interface Commands {
  /** The command that these words are, in whatever language they are; words around it are not allowed. */
  recognise(text: string): KnownCommand | undefined;
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
  return { recognise: (text) => (text.length > 120 ? undefined : known.get(normalise(text))) };
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
