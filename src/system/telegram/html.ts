// Formatted text in Telegram's HTML, in pieces that each fit one message. Shared by the customers' channel and the desk.
import type { Block, RichText, Span } from '../../model/rich-text.ts';

/** Most UTF-16 units in one message, counted without tags (Bot API, `sendMessage`). */
export const MAX_TEXT = 4096;
/** Most UTF-16 units in the caption of a file (Bot API, `sendPhoto` and its kin). */
export const MAX_CAPTION = 1024;

/**
 * The text as HTML messages of at most `limit` visible UTF-16 units each, cut between paragraphs, lines, sentences or words,
 * whichever comes first without leaving a piece nearly empty; only a longer "word" is cut in two. No pieces for blank text.
 */
export function toTelegramHtml(text: RichText, limit: number = MAX_TEXT): string[] {
  const runs = text.flatMap((block, index) => [
    ...(index === 0 ? [] : [{ text: '\n\n', mark: {} }]),
    ...blockToRuns(block),
  ]);
  const whole = runs.map((run) => run.text).join('');
  return cut(whole, limit).map(([from, to]) => slice(runs, from, to).map(runToHtml).join(''));
}

export function escapeHtml(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;');
}

/** A stretch of text that looks the same throughout. */
interface Run {
  readonly text: string;
  readonly mark: Mark;
}

interface Mark {
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  readonly pre?: true;
  readonly href?: string;
}

function blockToRuns(block: Block): Run[] {
  switch (block.kind) {
    case 'paragraph':
      return spansToRuns(block.spans, {});
    case 'heading':
      return spansToRuns(block.spans, { bold: true });
    case 'list':
      return block.items.flatMap((item, index) => [
        { text: `${index === 0 ? '' : '\n'}${block.ordered ? `${index + 1}.` : '•'} `, mark: {} },
        ...spansToRuns(item, {}),
      ]);
    case 'code':
      return [{ text: block.text, mark: { pre: true } }];
  }
}

function spansToRuns(spans: readonly Span[], mark: Mark): Run[] {
  return spans.flatMap((span): Run[] => {
    switch (span.kind) {
      case 'text':
        return [{ text: span.text, mark }];
      case 'break':
        return [{ text: '\n', mark }];
      case 'strong':
        return spansToRuns(span.spans, { ...mark, bold: true });
      case 'emphasis':
        return spansToRuns(span.spans, { ...mark, italic: true });
      case 'code':
        return [{ text: span.text, mark: { ...mark, code: true } }];
      case 'link':
        return linkToRuns(span.href, spansToRuns(span.spans, mark), mark);
    }
  });
}

/** Telegram drops links to mail and telephone, but finds such addresses in plain words by itself. */
function linkToRuns(href: string, words: readonly Run[], mark: Mark): Run[] {
  if (/^https?:/iu.test(href)) return words.map((run) => ({ ...run, mark: { ...run.mark, href } }));
  const address = href.replace(/^(?:mailto|tel):/iu, '');
  const shown = words.map((run) => run.text).join('');
  return shown === address || shown === href ? [...words] : [...words, { text: ` (${address})`, mark }];
}

/** Code can contain no other formatting (Bot API, "Formatting options"), except that a link is worth more than the look. */
function runToHtml({ text, mark }: Run): string {
  let html = escapeHtml(text);
  if (mark.pre) return `<pre>${html}</pre>`;
  if (mark.code && mark.href === undefined) return `<code>${html}</code>`;
  if (mark.italic) html = `<i>${html}</i>`;
  if (mark.bold) html = `<b>${html}</b>`;
  if (mark.href !== undefined) html = `<a href="${escapeHtml(mark.href)}">${html}</a>`;
  return html;
}

function slice(runs: readonly Run[], from: number, to: number): Run[] {
  let start = 0;
  const taken: Run[] = [];
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (text !== '') taken.push({ text, mark: run.mark });
    start += run.text.length;
  }
  return taken;
}

type Range = readonly [from: number, to: number];

/** Where the pieces begin and end; white space between pieces and at both ends belongs to none. */
function cut(whole: string, limit: number): Range[] {
  const pieces: Range[] = [];
  const end = whole.trimEnd().length;
  let from = skipSpace(whole, 0);
  while (from < end) {
    const to = end - from <= limit ? end : from + cutLength(whole.slice(from, from + limit + 1), limit);
    pieces.push([from, from + whole.slice(from, to).trimEnd().length]);
    from = skipSpace(whole, to);
  }
  return pieces;
}

/** The places to cut at, best first; `window` holds one unit more than fits, so that a boundary right at the limit is seen. */
const BOUNDARIES = [/\n\s*\n/gu, /\n/gu, /(?<=[.!?…]["»”)]?)\s/gu];

function cutLength(window: string, limit: number): number {
  for (const boundary of BOUNDARIES) {
    const place = lastPlace(window, boundary);
    if (place >= limit / 4) return place;
  }
  const word = lastPlace(window, /\s/gu);
  if (word > 0) return word;
  const splitsPair = /[\uD800-\uDBFF]/u.test(window.charAt(limit - 1)) && limit > 1;
  return splitsPair ? limit - 1 : limit;
}

function lastPlace(window: string, boundary: RegExp): number {
  let place = -1;
  for (const match of window.matchAll(boundary)) place = match.index;
  return place;
}

function skipSpace(text: string, from: number): number {
  return from + (/^\s*/u.exec(text.slice(from))?.[0].length ?? 0);
}
