// Telegram's HTML: to visible text and entities, with Telegram's own complaints about bad markup.
import { badRequest } from './refusal.ts';

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

const TAGS: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
};

const CHARACTERS: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Without `parseMode` the text is what it is. Throws the Bot API's 400 on markup that Telegram refuses. */
export function format(source: string, parseMode: string | undefined): Formatted {
  if (parseMode === undefined || parseMode === '') return { text: source.trim(), entities: [] };
  if (parseMode.toLowerCase() !== 'html') throw badRequest('unsupported parse_mode');
  let text = '';
  const entities: Entity[] = [];
  const open: { tag: string; offset: number; url?: string }[] = [];
  const token = /<(?<close>\/?)(?<tag>[a-z-]*)(?<attributes>[^>]*)>|&(?<name>#?\w+);|[^<&]+|[<&]/giu;
  for (const match of source.matchAll(token)) {
    const at = Buffer.byteLength(source.slice(0, match.index));
    const { close, tag, attributes, name } = match.groups ?? {};
    if (name !== undefined) {
      text += character(name) ?? match[0];
    } else if (tag === undefined) {
      if (match[0] === '<') throw cannotParse(`Unclosed start tag at byte offset ${at}`);
      text += match[0];
    } else if (close === '/') {
      const last = open.pop();
      if (!last) throw cannotParse(`Unexpected end tag at byte offset ${at}`);
      if (last.tag !== tag) {
        throw cannotParse(
          `Unmatched end tag at byte offset ${at}, expected "</${last.tag}>", found "</${tag}>"`,
        );
      }
      const length = text.length - last.offset;
      const type = TAGS[tag] ?? tag;
      const entity = {
        type,
        offset: last.offset,
        length,
        ...(last.url === undefined ? {} : { url: last.url }),
      };
      if (length > 0) entities.push(entity);
    } else {
      if (!(tag in TAGS)) throw cannotParse(`Unsupported start tag "${tag}" at byte offset ${at}`);
      const url = /href="(?<url>[^"]*)"/u.exec(attributes ?? '')?.groups?.['url'];
      open.push({ tag, offset: text.length, ...(url === undefined ? {} : { url }) });
    }
  }
  const [left] = open.reverse();
  if (left) throw cannotParse(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text: text.trim(), entities };
}

function character(name: string): string | undefined {
  if (name.startsWith('#')) return String.fromCodePoint(Number(name.replace(/^#x/iu, '0x').replace('#', '')));
  return CHARACTERS[name];
}

function cannotParse(why: string): Error {
  return badRequest(`can't parse entities: ${why}`);
}
