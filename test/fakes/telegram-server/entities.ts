// Telegram's HTML: to visible text and entities, with Telegram's own complaints about bad markup.
import { badRequest } from './refusal.ts';

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  /** Only of a `text_mention`: somebody without a user name. */
  readonly user?: Readonly<Record<string, unknown>>;
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

/** What Telegram finds in plain words that a person types: commands and user names; `people` are mentioned by first name. */
export function entitiesIn(text: string, people: readonly { readonly first_name: string }[] = []): Entity[] {
  const found: Entity[] = [];
  for (const { index, 0: word } of text.matchAll(/(?<=^|\s)(?:\/\w{1,32}(?:@\w{4,32})?|@[a-z]\w{3,31})/giu)) {
    const type = word.startsWith('/') ? 'bot_command' : 'mention';
    found.push({ type, offset: index, length: word.length });
  }
  for (const user of people) {
    const offset = text.indexOf(user.first_name);
    if (offset < 0) throw new Error('a person who is mentioned must be named in the text');
    found.push({ type: 'text_mention', offset, length: user.first_name.length, user: { ...user } });
  }
  return found.sort((one, other) => one.offset - other.offset);
}
