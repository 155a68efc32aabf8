// Formatted text in the Markdown that Bot Framework channels share: bold, italic, code, links and lists, but no headings.
import type { Block, RichText, Span } from '../../model/rich-text.ts';

/** Markdown whose every literal character is shown as typed: nothing a person wrote can become formatting or a mention. */
export function toMarkdown(text: RichText): string {
  return text.map(block).join('\n\n');
}

function block(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return lines(block.spans);
    // Teams shows `#` as it stands, so a heading is a bold line everywhere.
    case 'heading':
      return lines([{ kind: 'strong', spans: block.spans }]);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${indent(lines(item))}`)
        .join('\n');
    case 'code': {
      const fence = '`'.repeat(Math.max(3, longestRun(block.text) + 1));
      return `${fence}\n${block.text}\n${fence}`;
    }
  }
}

function lines(spans: readonly Span[]): string {
  return inline(spans, new Set())
    .split('\n')
    .map((line) => line.replace(/^(\s*)([#>+\-=])/u, '$1\\$2').replace(/^(\s*\d+)([.)])/u, '$1\\$2'))
    .join('\n');
}

function indent(item: string): string {
  return item.replaceAll('\n', '\n   ');
}

/** `open` holds the emphasis already begun: bold within bold would end it. */
function inline(spans: readonly Span[], open: ReadonlySet<string>): string {
  return spans.map((span) => spanToMarkdown(span, open)).join('');
}

function spanToMarkdown(span: Span, open: ReadonlySet<string>): string {
  switch (span.kind) {
    case 'text':
      return escape(span.text);
    case 'break':
      return '  \n';
    case 'code':
      return codeSpan(span.text);
    case 'strong':
      return emphasise(span.spans, '**', open);
    case 'emphasis':
      return emphasise(span.spans, '_', open);
    case 'link':
      return `[${inline(span.spans, open)}](${span.href.replace(/[\s()<>\\]/gu, percentEncoded)})`;
  }
}

function emphasise(spans: readonly Span[], mark: string, open: ReadonlySet<string>): string {
  const inner = inline(spans, new Set([...open, mark]));
  const words = inner.trim();
  if (open.has(mark) || words === '') return inner;
  const [before = '', after = ''] = inner.split(words);
  return `${before}${mark}${words}${mark}${after}`;
}

function codeSpan(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

function escape(text: string): string {
  return text
    .replace(/[\\`*_[\]~|]/gu, '\\$&')
    .replace(/&(?=#?\w+;)/gu, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '  \n');
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/gu), ([ticks]) => ticks.length));
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
