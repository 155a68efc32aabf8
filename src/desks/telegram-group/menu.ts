// The commands as people see them: the menu that opens at a slash, and /help. Pure.
import { plain, type RichText, type Span } from '../../model/rich-text.ts';
import { COMMANDS, type CommandWithWords } from './commands.ts';
import type { OperatorWords } from './words/operator-words.ts';

export function menuOf(words: OperatorWords): { command: string; description: string }[] {
  return COMMANDS.map((command) => ({ command, description: words.menu[command] }));
}

export function helpText(words: OperatorWords): RichText {
  const lines = COMMANDS.flatMap((command, index): Span[] => [
    ...(index === 0 ? [] : [{ kind: 'break' } as const]),
    { kind: 'text', text: `/${command} — ${words.menu[command]}` },
  ]);
  return [...plain(words.helpHead), { kind: 'paragraph', spans: lines }, ...plain(words.helpFoot)];
}

/** To wrong use: what the command needs, and an example. */
export function usageText(command: CommandWithWords, words: OperatorWords): RichText {
  return plain(`${words.needs[command]}\n${words.forExample} ${words.examples[command]}`);
}
