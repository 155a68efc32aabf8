// Leaves out of a question whatever belongs to one customer: numbers of orders, phones, cards and devices, e-mails, names, addresses.

/** In place of what was left out; the engine reads it as nothing. */
const GAP = '…';
/** A question longer than this is a story, not the wording of a question. Characters. */
const MAX_QUESTION = 300;

export type Masked =
  | { readonly kind: 'masked'; readonly question: string }
  /** Nothing of the text may be kept; `why` is for authors. */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * `orderPattern` is what an order number looks like, without anchors. A name or an address cannot be cut out surely, so
 * a text that gives one is refused whole. Pure; linear in the length of the text.
 */
export function maskPersonal(text: string, orderPattern: RegExp): Masked {
  const line = text
    .slice(0, MAX_QUESTION * 4)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (line.length > MAX_QUESTION) return refused('it is too long for the wording of a question');
  if (NAME.test(line)) return refused('it gives a name');
  if (ADDRESS.test(line)) return refused('it gives an address');
  const question = withoutOrders(line, orderPattern)
    .replace(LINK, GAP)
    .replace(HANDLE, GAP)
    .replace(DIGITS, (run) => (digitsIn(run) >= FEWEST_DIGITS ? GAP : run))
    .replace(TOKEN, (token) => (isPrivate(token) ? GAP : token))
    .replace(/…(?:[\s,;:()-]*…)+/gu, GAP)
    .replace(/\s+/gu, ' ')
    .trim();
  if ((question.match(/\p{L}{2,}/gu)?.length ?? 0) < 2)
    return refused('fewer than two words of it can be kept');
  return { kind: 'masked', question };
}

/** A number this long names somebody's order, phone, card or device; models and sums are shorter. */
const FEWEST_DIGITS = 5;

const LINK = /\b(?:https?:\/\/|www\.)\S+/giu;
/** E-mails and names in messengers. */
const HANDLE = /[^\s@<>()]*@[^\s@<>()]+/gu;
/** Digits with what people put between them, apart from letters. */
const DIGITS = /(?<![\p{L}\p{N}])[+(]?\d(?:[\s().\-–—]{0,3}\d)+(?![\p{L}\p{N}])/gu;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}\-–—_/.]*/gu;

const NAME =
  /(?<!\p{L})(?:меня зовут|мо[её] имя|моя фамилия|фамилия|на имя|my name is|my surname|last name|казвам се|името ми|на името на)(?!\p{L})/iu;
const ADDRESS =
  /(?<!\p{L})(?:(?:ул|кв|пр-т|просп|пер|бул|бл|вх|ап)\.\s?[\p{L}\d]|(?:улица|улице|улицы|проспект|проспекте|переулок|квартира|дом|корпус|подъезд|апартамент|блок|вход|этаж|етаж)\s+\d|(?:улица|улице|улицы|проспект|проспекте|ж\.к\.|жк)\s+\p{Lu}|\d+\s+\p{Lu}\p{L}+\s(?:street|st|road|rd|avenue|ave|lane)(?!\p{L})|flat\s+\d)/u;

/** The shop's own order numbers, however their letters were typed. */
function withoutOrders(line: string, { source }: RegExp): string {
  const upper = Array.from(line, (letter) => LOOKALIKES[letter.toUpperCase()] ?? sameLength(letter)).join('');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
  let masked = '';
  let from = 0;
  for (const match of upper.matchAll(pattern)) {
    if (match[0] === '') continue;
    masked += line.slice(from, match.index) + GAP;
    from = match.index + match[0].length;
  }
  return masked + line.slice(from);
}

/** Cyrillic letters that people type for the Latin ones of the same look or key. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'U', Х: 'X',
}; // prettier-ignore

function sameLength(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}

/** A long number, or letters mixed with many digits: a serial number. */
function isPrivate(token: string): boolean {
  const digits = digitsIn(token);
  if (digits >= FEWEST_DIGITS) return true;
  const bare = token.replace(/[^\p{L}\p{N}]/gu, '');
  return digits >= 3 && bare.length >= 9 && /\p{L}/u.test(bare);
}

function digitsIn(text: string): number {
  return text.match(/\d/gu)?.length ?? 0;
}

function refused(why: string): Masked {
  return { kind: 'refused', why };
}
