// Writes RichText as CommonMark, so that any Direct Line client shows exactly these words with exactly this formatting.
import type { Block, RichText, Span } from '../../model/rich-text.ts';

/** Markdown that parses back to the same text; characters that mean something in Markdown are escaped. */
export function toMarkdown(text: RichText): string {
  let previous: Block | undefined;
  let marker = 0;
  return text
    .map((block) => {
      const continues = isList(block) && isList(previous) && block.ordered === previous.ordered;
      marker = continues ? 1 - marker : 0;
      previous = block;
      return blockToMarkdown(block, marker);
    })
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Two lists of one kind in a row must use different markers, or they would be read as one list. */
const BULLETS = ['-', '*'] as const;
const NUMBER_ENDS = ['.', ')'] as const;

function isList(block: Block | undefined): block is Extract<Block, { kind: 'list' }> {
  return block?.kind === 'list';
}

function blockToMarkdown(block: Block, marker: number): string {
  switch (block.kind) {
    case 'paragraph':
      return lines(block.spans);
    case 'heading':
      // Signs at a heading's end would be taken for its closing.
      return `### ${inline(withoutBreaks(block.spans)).replace(/#+$/u, '\\$&')}`;
    case 'list':
      return block.items
        .map((item, index) => {
          const lead = block.ordered
            ? `${String(index + 1)}${NUMBER_ENDS[marker] ?? '.'} `
            : `${BULLETS[marker] ?? '-'} `;
          return lead + lines(item).replaceAll('\n', `\n${' '.repeat(lead.length)}`);
        })
        .join('\n');
    case 'code': {
      const fence = '`'.repeat(Math.max(3, longestRun(block.text) + 1));
      return `${fence}\n${block.text}\n${fence}`;
    }
  }
}

function lines(spans: readonly Span[]): string {
  return inline(spans).split('\n').map(escapeLineStart).join('\n').trimEnd();
}

function inline(spans: readonly Span[]): string {
  const parts = joinEqual(spans).map((span) => ({ span, text: spanToMarkdown(span) }));
  return parts
    .map(({ span, text }, index) => {
      if (span.kind !== 'emphasis' || text === '') return text;
      const before = parts[index - 1]?.text.at(-1) ?? ' ';
      const after = parts[index + 1]?.text[0] ?? ' ';
      return wrap(text, isWord(before) || isWord(after) ? '*' : '_');
    })
    .join('');
}

function spanToMarkdown(span: Span): string {
  switch (span.kind) {
    case 'text':
      return escapeText(span.text);
    case 'strong':
      return wrap(inline(span.spans), '**');
    case 'emphasis':
      return inline(span.spans);
    case 'code':
      return codeSpan(span.text);
    case 'break':
      return '  \n';
    case 'link': {
      const words = inline(span.spans);
      const target = encodeTarget(span.href);
      return words === '' ? `<${target}>` : `[${words}](<${target}>)`;
    }
  }
}

/** Neighbours of the same kind would run their markers together. */
function joinEqual(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.kind === 'text' && span.kind === 'text') {
      joined[joined.length - 1] = { kind: 'text', text: last.text + span.text };
    } else if (
      (last?.kind === 'strong' && span.kind === 'strong') ||
      (last?.kind === 'emphasis' && span.kind === 'emphasis')
    ) {
      joined[joined.length - 1] = { kind: span.kind, spans: [...last.spans, ...span.spans] };
    } else joined.push(span);
  }
  return joined;
}

/** Markers must touch the words they mark: spaces at the edges go outside. */
function wrap(inner: string, marker: string): string {
  const words = inner.trim();
  if (words === '') return inner;
  const start = inner.indexOf(words);
  return inner.slice(0, start) + marker + words + marker + inner.slice(start + words.length);
}

function codeSpan(text: string): string {
  const flat = text.replaceAll('\n', ' ');
  if (flat === '') return '';
  const fence = '`'.repeat(longestRun(flat) + 1);
  const pad = /^[` ]|[` ]$/u.test(flat) && flat.trim() !== '' ? ' ' : '';
  return fence + pad + flat + pad + fence;
}

function withoutBreaks(spans: readonly Span[]): Span[] {
  return spans.map((span) => (span.kind === 'break' ? { kind: 'text', text: ' ' } : span));
}

function escapeText(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replace(/[\\`*[\]<>~|]/gu, '\\$&')
    .replace(/&(?=#?\w+;)/gu, '\\&')
    .replace(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, '\\_');
}

function escapeLineStart(line: string): string {
  return line
    .replace(/^\s+/u, '')
    .replace(/^([#+=-])/u, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2');
}

function encodeTarget(href: string): string {
  return href.replace(/[\s<>\\]/gu, (sign) => encodeURIComponent(sign));
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
}

function isWord(sign: string): boolean {
  return /[\p{L}\p{N}_]/u.test(sign);
}
