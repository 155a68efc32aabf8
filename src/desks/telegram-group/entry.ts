// How one thing that somebody said looks in a ticket's topic. Pure.
import type { Author, TranscriptEntry } from '../../model/desk.ts';
import { plain, toPlainText, type RichText } from '../../model/rich-text.ts';
import { withSpeaker } from '../../system/telegram/header.ts';
import type { Words } from './words/words.ts';

export interface EntryLook {
  /** It may stand in the topic already, since nobody knows what became of the try before. */
  readonly again?: boolean;
  /** When it was said, where that is not now. */
  readonly time?: string;
  /** These words replace earlier ones that could not be changed. */
  readonly anew?: boolean;
  /** What it answers is not in the topic, so its beginning is shown. */
  readonly withQuote?: boolean;
}

/** What was said, with who it was above it and what has to be known about it beside the name. */
export function entryText(entry: TranscriptEntry, words: Words, look: EntryLook = {}): RichText {
  const { author, quoted, state } = entry;
  const asides = [
    author.kind === 'note' ? words.note : undefined,
    look.time,
    state === 'edited' || look.anew ? `✏️ ${look.anew ? words.editedAnew : words.edited}` : undefined,
    look.again ? words.maybeTwice : undefined,
  ].filter((aside) => aside !== undefined);
  const said = state === 'removed' ? plain(`🗑 ${words.removed}`) : entry.text;
  const quote: RichText =
    look.withQuote && quoted && quoted.text !== ''
      ? [
          {
            kind: 'paragraph',
            spans: [{ kind: 'emphasis', spans: [{ kind: 'text', text: `❝ ${quoted.text}` }] }],
          },
        ]
      : [];
  const [emoji, name] = speakerOf(author, words);
  const aside = asides.length === 0 ? undefined : asides.join(' · ');
  return withSpeaker(look.again ? `↻ ${emoji}` : emoji, name, [...quote, ...said], aside);
}

/** The same for the same entry wherever it is read. Without a ref: nobody says the same twice in a millisecond. */
export function entryKey(entry: TranscriptEntry & { readonly ref?: string }): string {
  const { at, author, text, files, ref } = entry;
  const what = ref ?? [at.getTime(), toPlainText(text).slice(0, 40), files.length];
  return JSON.stringify([author.kind, what]);
}

function speakerOf(author: Author, words: Words): [emoji: string, name: string] {
  switch (author.kind) {
    case 'customer':
      return ['👤', author.name ?? words.customer];
    case 'bot':
      return ['🤖', words.bot];
    case 'operator':
      return ['💬', author.operator.name];
    case 'note':
      return ['📝', author.operator.name];
  }
}
