// A customer's message as the transcript keeps it and the desks show it: a button as its label, changed words where they stood.
import type { Attachment } from '../model/attachment.ts';
import type { TranscriptEntry } from '../model/desk.ts';
import type { TicketId } from '../model/ids.ts';
import type { InboundBody, InboundMessage } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import { plain } from '../model/rich-text.ts';
import { sharedText, sharedWords } from '../model/sharing.ts';
import type { Draft } from './draft.ts';
import { isLookup, quotedAs } from './past.ts';
import { labelOf } from './pressing.ts';

interface Recording {
  /** Kept, and shown on no desk. */
  readonly silent?: boolean;
  /** Shown with this ticket, which is not the open one. */
  readonly ticket?: TicketId;
}

/** What must be looked up first, if anything. */
export function record(draft: Draft, message: InboundMessage, how: Recording = {}): Lookup | undefined {
  const { body, replyTo } = message;
  if (body.kind === 'edited' && draft.ticket && how.silent !== true) {
    const before = quotedAs(draft, body.of);
    if (isLookup(before)) return before;
    if (before) {
      rewrite(draft, draft.ticket.id, body);
      return undefined;
    }
  }
  const quoted = replyTo === undefined ? undefined : quotedAs(draft, replyTo);
  if (isLookup(quoted)) return quoted;
  append(draft, message, { ...how, ...(quoted ? { quoted } : {}) });
  return undefined;
}

/** Without asking anybody for anything, as a new entry. */
export function append(
  draft: Draft,
  { body, ref }: InboundMessage,
  more: Recording & { readonly quoted?: TranscriptEntry['quoted'] } = {},
): void {
  const text = body.kind === 'place' ? sharedText(body) : plain(wordsOf(draft, body));
  draft.record(authorOf(draft), text, filesOf(body), {
    ...more,
    ...(ref === undefined ? {} : { ref }),
  });
}

export function wordsOf(draft: Draft, body: InboundBody): string {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'edited':
      return `✏️ ${body.text}`;
    case 'files':
      return body.caption ?? '';
    case 'choice':
      return `▸ ${labelOf(draft, body.value)}`;
    case 'start':
      return '/start';
    case 'blocked':
      return '';
    case 'contact':
    case 'place':
      return sharedWords(body);
    case 'unsupported':
      return body.text ?? unreadable(draft, body.what);
  }
}

function unreadable({ deps: { phrases, deskLocale } }: Draft, what: string): string {
  return phrases.label(deskLocale, 'desk.unreadable', { what });
}

function rewrite(
  draft: Draft,
  ticket: TicketId,
  { of, text }: Extract<InboundBody, { kind: 'edited' }>,
): void {
  const words = plain(text);
  draft.rewrite(of, words);
  const entry = {
    at: draft.deps.now,
    author: authorOf(draft),
    text: words,
    files: [],
    state: 'edited' as const,
  };
  draft.post({ kind: 'edited', ticket, entry, ref: of });
}

function authorOf({
  state: { customerName: name },
}: Draft): Extract<TranscriptEntry['author'], { kind: 'customer' }> {
  return { kind: 'customer', ...(name === undefined ? {} : { name }) };
}

function filesOf(body: InboundBody): readonly Attachment[] {
  return body.kind === 'files' ? body.files : [];
}
