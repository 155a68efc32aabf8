// Reads the Markdown that a bot sends into RichText. Pure, and lenient: what is not formatting stays as it is written.
import type { Block, RichText } from '../../../model/rich-text.ts';
import { inline } from './markdown-inline.ts';

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
