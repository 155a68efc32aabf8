// Formatted text as a value: parsed once from Markdown, rendered by each channel in its own notation.

export type RichText = readonly Block[];

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string };

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly spans: readonly Span[] }
  | { readonly kind: 'emphasis'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  /** `href` is http, https, mailto or tel; the parser drops every other scheme. */
  | { readonly kind: 'link'; readonly href: string; readonly spans: readonly Span[] };

/** Text without any formatting: one paragraph per blank line, single line breaks kept as they are. */
export function plain(text: string): RichText {
  return text
    .split(/\n{2,}/u)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph', spans: linesToSpans(part) }));
}

/** The words alone: blocks apart by a blank line, list items with `•` or a number, links followed by their address. */
export function toPlainText(text: RichText): string {
  return text.map(blockToPlainText).join('\n\n');
}

function linesToSpans(part: string): Span[] {
  return part
    .split('\n')
    .flatMap((line, index): Span[] =>
      index === 0 ? [{ kind: 'text', text: line }] : [{ kind: 'break' }, { kind: 'text', text: line }],
    );
}

function blockToPlainText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return spansToPlainText(block.spans);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${String(index + 1)}.` : '•'} ${spansToPlainText(item)}`)
        .join('\n');
    case 'code':
      return block.text;
  }
}

export function spansToPlainText(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      switch (span.kind) {
        case 'text':
        case 'code':
          return span.text;
        case 'break':
          return '\n';
        case 'strong':
        case 'emphasis':
          return spansToPlainText(span.spans);
        case 'link': {
          const words = spansToPlainText(span.spans);
          return words === span.href ? words : `${words} (${span.href})`;
        }
      }
    })
    .join('');
}
