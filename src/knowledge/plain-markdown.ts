// The plain part of Markdown that articles mostly are, read many times faster than by the full parser: paragraphs, headings, flat
// lists, **strong** and [links](https://…). Whatever is not surely plain is declined, and the full parser reads it.
import type { ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';

/** Signs that may mean something else inside a line. */
const SPECIAL = /[\\`*_<&[\]]/u;
/** Beginnings of a line that may open another kind of block. */
const OPENS = /^(?:[#>*_`~<[&]|[+-](?:[\s+-]|$)|=+\s*$|\d{1,9}[.)])/u;
const BULLET = /^- (\S.*)$/u;
const NUMBERED = /^(\d{1,9})\. (\S.*)$/u;
const HEADING = /^(#{1,6}) ([^\s#][^#]*)$/u;
/** Between spaces or signs, so that its stars can mean nothing else. */
const STRONG =
  /(?<=^|[\s(«„"])\*\*([^\s\\`*_<&[\]](?:[^\\`*_<&[\]]*[^\s\\`*_<&[\]])?)\*\*(?=$|[\s.,:;?!)»“"—])/u;
const LINK = /(?<!!)\[([^\\`*_<&[\]]+)\]\(((?:https?:\/\/|mailto:|tel:)?[\w./:@?=%#+-]+)\)/u;
const INLINE = new RegExp(`${STRONG.source}|${LINK.source}`, 'gu');

/** The children of the document, as the full parser gives them, save positions; undefined when the text is not plain. */
export function plainMarkdown(source: string): RootContent[] | undefined {
  if (/[\t\r\0\u00a0]|[ \\]$|^ /mu.test(source)) return undefined;
  const nodes: RootContent[] = [];
  for (const block of source.split(/\n{2,}/u)) {
    const lines = block.split('\n').filter((line) => line !== '');
    if (lines.length === 0) continue;
    const read = readBlock(lines);
    // two lists in a row may be one with gaps
    if (!read || (read[0]?.type === 'list' && nodes.at(-1)?.type === 'list')) return undefined;
    nodes.push(...read);
  }
  return nodes;
}

function readBlock(lines: readonly string[]): RootContent[] | undefined {
  const [first = ''] = lines;
  const heading = HEADING.exec(first);
  if (heading) {
    const children = inline(heading[2] ?? '');
    const depth = (heading[1]?.length ?? 1) as 1 | 2 | 3 | 4 | 5 | 6;
    return lines.length === 1 && children ? [{ type: 'heading', depth, children }] : undefined;
  }
  const listed = lines.findIndex((line) => BULLET.test(line) || NUMBERED.test(line));
  if (listed < 0) return asArray(paragraph(lines));
  // a numbered list may go on from a paragraph only when it begins with 1; bullets always may
  if (listed > 0 && !BULLET.test(lines[listed] ?? '')) return undefined;
  const list = readList(lines.slice(listed));
  const before = listed === 0 ? [] : asArray(paragraph(lines.slice(0, listed)));
  return list && before && [...before, list];
}

function readList(lines: readonly string[]): RootContent | undefined {
  const ordered = NUMBERED.test(lines[0] ?? '');
  const items = lines.map((line): ListItem | undefined => {
    const text = ordered ? NUMBERED.exec(line)?.[2] : BULLET.exec(line)?.[1];
    const child = text === undefined ? undefined : paragraph([text]);
    return child && { type: 'listItem', spread: false, children: [child] };
  });
  if (!items.every((item) => item !== undefined)) return undefined;
  return { type: 'list', ordered, spread: false, children: items };
}

function paragraph(lines: readonly string[]): Paragraph | undefined {
  if (lines.some((line) => OPENS.test(line) && !/^\*\*[^\s*]|^\[[\p{L}\p{N}]/u.test(line))) return undefined;
  const children = inline(lines.join('\n'));
  return children && { type: 'paragraph', children };
}

function inline(text: string): PhrasingContent[] | undefined {
  if (!SPECIAL.test(text)) return [{ type: 'text', value: text }];
  const nodes: PhrasingContent[] = [];
  let done = 0;
  const words = (to: number): boolean => {
    const value = text.slice(done, to);
    if (value !== '') nodes.push({ type: 'text', value });
    return !SPECIAL.test(value);
  };
  for (const match of text.matchAll(INLINE)) {
    if (!words(match.index)) return undefined;
    const [whole, strong, label, url] = match;
    if (strong !== undefined) nodes.push({ type: 'strong', children: [{ type: 'text', value: strong }] });
    else nodes.push({ type: 'link', url: url ?? '', children: [{ type: 'text', value: label ?? '' }] });
    done = match.index + whole.length;
  }
  return words(text.length) ? nodes : undefined;
}

function asArray<Value>(value: Value | undefined): Value[] | undefined {
  return value === undefined ? undefined : [value];
}
