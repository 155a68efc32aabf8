// Reads the Markdown that a bot sends into RichText. Pure, and lenient: what is not formatting stays as it is written.
import type { Block, RichText, Span } from '../../../model/rich-text.ts';

/** Knows paragraphs, headings, lists, fences, strong, emphasis, code, links, escapes and hard breaks. Raw HTML is text. */
export function parseMarkdown(source: string): RichText {
  const lines = source.replace(/\r\n?/gu, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const fence = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (line.trim() === '') at += 1;
    else if (fence !== undefined) {
      const end = lines.findIndex((other, index) => index > at && other.trim().startsWith(fence));
      const stop = end === -1 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, stop).join('\n') });
      at = stop + 1;
    } else if (HEADING.test(line)) {
      blocks.push({ kind: 'heading', spans: inline(line.replace(HEADING, '').replace(/ +#+ *$/u, '')) });
      at += 1;
    } else if (ITEM.test(line)) {
      const { block, next } = readList(lines, at);
      blocks.push(block);
      at = next;
    } else {
      let end = at + 1;
      while (end < lines.length && !startsBlock(lines[end] ?? '')) end += 1;
      blocks.push({ kind: 'paragraph', spans: inline(joinLines(lines.slice(at, end))) });
      at = end;
    }
  }
  return blocks;
}

const HEADING = /^ {0,3}#{1,6} +/u;
const ITEM = /^ {0,3}(?:([-*+])|(\d{1,9})([.)])) +/u;
const PUNCTUATION = /[!-/:-@[-`{-~]/u;

function startsBlock(line: string): boolean {
  return line.trim() === '' || HEADING.test(line) || ITEM.test(line) || /^ {0,3}(`{3}|~{3})/u.test(line);
}

function readList(lines: readonly string[], start: number): { block: Block; next: number } {
  const marker = (line: string): string => {
    const match = ITEM.exec(line);
    return match === null ? '' : (match[1] ?? match[3] ?? '');
  };
  const kind = marker(lines[start] ?? '');
  const items: string[][] = [];
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (ITEM.test(line)) {
      if (marker(line) !== kind) break;
      items.push([line.replace(ITEM, '')]);
    } else if (line.trim() === '') {
      if (marker(lines[at + 1] ?? '') !== kind) break;
    } else items.at(-1)?.push(line.trimStart());
  }
  const spans = items.map((item) => inline(joinLines(item)));
  return { block: { kind: 'list', ordered: kind === '.' || kind === ')', items: spans }, next: at };
}

/** Two spaces or a backslash at a line's end are a break (`\n` from here on); any other line end is a space. */
function joinLines(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      if (index === lines.length - 1) return line.trim();
      const hard = / {2,}$|\\$/u.test(line);
      return line.replace(/\\$/u, '').trim() + (hard ? '\n' : ' ');
    })
    .join('');
}

function inline(text: string): Span[] {
  const spans: Span[] = [];
  let plain = '';
  let at = 0;
  const push = (span: Span): void => {
    if (plain !== '') spans.push({ kind: 'text', text: plain });
    plain = '';
    spans.push(span);
  };
  while (at < text.length) {
    const sign = text[at] ?? '';
    const found = sign === '\n' ? { span: { kind: 'break' } as const, end: at + 1 } : readSpan(text, at);
    if (sign === '\\' && PUNCTUATION.test(text[at + 1] ?? '')) {
      plain += text[at + 1] ?? '';
      at += 2;
    } else if (found !== undefined) {
      push(found.span);
      at = found.end;
    } else {
      const run = sign === '`' ? (/^`+/u.exec(text.slice(at))?.[0] ?? sign) : sign;
      plain += run;
      at += run.length;
    }
  }
  if (plain !== '') spans.push({ kind: 'text', text: plain });
  return spans;
}

function readSpan(text: string, at: number): { span: Span; end: number } | undefined {
  const rest = text.slice(at);
  const code = /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/u.exec(rest);
  if (code !== null) {
    const inner = code[2] ?? '';
    const padded = /^ [\s\S]* $/u.test(inner) && inner.trim() !== '';
    return { span: { kind: 'code', text: padded ? inner.slice(1, -1) : inner }, end: at + code[0].length };
  }
  const auto = /^<((?:https?:\/\/|mailto:|tel:)[^\s<>]+)>/iu.exec(rest);
  if (auto !== null) {
    const href = auto[1] ?? '';
    return { span: { kind: 'link', href, spans: [{ kind: 'text', text: href }] }, end: at + auto[0].length };
  }
  if (rest.startsWith('[')) return readLink(text, at);
  const marker = /^(\*\*|__|\*|_)(?=[^\s])/u.exec(rest)?.[1];
  if (marker === undefined) return undefined;
  if (marker.startsWith('_') && isWord(text[at - 1])) return undefined;
  const close = findClose(text, at + marker.length, marker);
  if (close === undefined) return undefined;
  const spans = inline(text.slice(at + marker.length, close));
  return { span: { kind: marker.length === 2 ? 'strong' : 'emphasis', spans }, end: close + marker.length };
}

function readLink(text: string, at: number): { span: Span; end: number } | undefined {
  const close = findClose(text, at + 1, ']');
  if (close === undefined) return undefined;
  const target = /^\((?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+"[^"]*")?\)/u.exec(
    text.slice(close + 1),
  );
  if (target === null) return undefined;
  const href = (target[1] ?? target[2] ?? '').replace(/\\([!-/:-@[-`{-~])/gu, '$1');
  const spans = inline(text.slice(at + 1, close));
  const end = close + 1 + target[0].length;
  // An address that a customer must not be led to leaves only its words.
  if (!/^(https?:\/\/|mailto:|tel:)/iu.test(href)) {
    return { span: { kind: 'emphasis', spans }, end };
  }
  return { span: { kind: 'link', href, spans }, end };
}

/** Where `marker` closes, jumping over escapes, code and, for single markers, doubled ones. */
function findClose(text: string, from: number, marker: string): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '`') {
      const run = /^`+/u.exec(text.slice(at))?.[0] ?? '`';
      const end = text.indexOf(run, at + run.length);
      at = end === -1 ? at + run.length - 1 : end + run.length - 1;
    } else if (marker === ']' && sign === '[') {
      const inner = findClose(text, at + 1, ']');
      if (inner !== undefined) at = inner;
    } else if (text.startsWith(marker, at)) {
      const doubled = marker.length === 1 && marker !== ']' && text[at + 1] === marker;
      const opens = marker !== ']' && /\s/u.test(text[at - 1] ?? ' ');
      const inWord = marker.startsWith('_') && isWord(text[at + marker.length]);
      if (doubled) {
        const inner = findClose(text, at + 2, marker + marker);
        at = inner === undefined ? at + 1 : inner + 1;
      } else if (at > from && !opens && !inWord) return at;
    }
  }
  return undefined;
}

function isWord(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}_]/u.test(sign);
}
