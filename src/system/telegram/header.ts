// Says in bold above a text who speaks, where every message comes from the same bot.
import type { RichText, Span } from '../../model/rich-text.ts';

/** `emoji name` on a line of its own, directly above the first paragraph; `aside` follows the name in plain type. */
export function withSpeaker(emoji: string, name: string, text: RichText, aside?: string): RichText {
  const header: Span[] = [
    { kind: 'text', text: `${emoji} ` },
    { kind: 'strong', spans: [{ kind: 'text', text: name }] },
    ...(aside === undefined ? [] : [{ kind: 'text', text: ` · ${aside}` } as const]),
  ];
  const [first, ...rest] = text;
  if (first?.kind !== 'paragraph') return [{ kind: 'paragraph', spans: header }, ...text];
  return [{ kind: 'paragraph', spans: [...header, { kind: 'break' }, ...first.spans] }, ...rest];
}
