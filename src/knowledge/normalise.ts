// One spelling for everything that is compared: customers' questions and authors' texts go through the same steps.

/** Characters of a message that are looked at; the rest of a longer one is not read. */
export const MAX_CHARACTERS = 2_000;
/** Words of a message that are looked at. */
export const MAX_WORDS = 160;
/** Letters of a word that are looked at. */
const MAX_WORD = 32;

/**
 * Lower-case words apart by one space, or an empty string. ё is е, zero-width and control characters are gone, Latin
 * letters inside a Cyrillic word (and the other way round) become the ones they look like. Never throws; linear in the length.
 */
export function normalise(text: string): string {
  return words(text).join(' ');
}

/** The same as a list. Addresses and long numbers name one customer's matter, not a topic, so they are left out. */
export function words(text: string): string[] {
  const read = fold(text);
  const folded = /:\/\/|@|www\./u.test(read)
    ? read
        .split(/\s+/u)
        .filter((piece) => !isAddress(piece))
        .join(' ')
    : read;
  const found: string[] = [];
  for (const match of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (/^\d{4,}$/u.test(match[0])) continue;
    found.push(unmix(squeeze(match[0])).slice(0, MAX_WORD));
    if (found.length === MAX_WORDS) break;
  }
  return found;
}

function isAddress(piece: string): boolean {
  return piece.includes('://') || piece.includes('@') || piece.startsWith('www.');
}

/** Letters in one form and case with their punctuation kept: what layout and transliteration are read from. */
export function fold(text: string): string {
  const start = text.slice(0, MAX_CHARACTERS);
  if (PLAIN.test(start)) return start.toLowerCase();
  return start
    .normalize('NFKC')
    .slice(0, MAX_CHARACTERS)
    .toLowerCase()
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{M}]/gu, '')
    .replace(/ё/gu, 'е')
    .replace(/(\p{L})['’ʼ`](?=\p{L})/gu, '$1');
}

/** Nothing in such a text has another form: Latin and Russian letters without ё, digits, marks that are not apostrophes. */
const PLAIN = /^[ !-&(-_a-~а-яА-Я\n]*$/u;

/** "оооочень" and "sooooo" carry no more than "очень" and "so". */
function squeeze(word: string): string {
  for (let at = 2; at < word.length; at += 1)
    if (word.charCodeAt(at) === word.charCodeAt(at - 1) && word.charCodeAt(at) === word.charCodeAt(at - 2))
      return word.replace(/(\p{L})\1{2,}/gu, '$1');
  return word;
}

const LATIN_LIKE_CYRILLIC = 'abcehkmoptxyu';
const CYRILLIC_LIKE_LATIN = 'аьсенкмортхуи';
const TO_CYRILLIC = pairs(LATIN_LIKE_CYRILLIC, CYRILLIC_LIKE_LATIN);
const TO_LATIN = pairs(CYRILLIC_LIKE_LATIN, LATIN_LIKE_CYRILLIC);

function pairs(from: string, to: string): Map<string, string> {
  const targets = Array.from(to);
  return new Map(Array.from(from).map((letter, index) => [letter, targets[index] ?? letter]));
}

/** A word in two scripts is read in the one that most of its letters belong to. */
function unmix(word: string): string {
  let latin = 0;
  let cyrillic = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    if (code >= 0x61 && code <= 0x7a) latin += 1;
    else if (code >= 0x430 && code <= 0x44f) cyrillic += 1;
  }
  if (latin === 0 || cyrillic === 0) return word;
  const table = cyrillic >= latin ? TO_CYRILLIC : TO_LATIN;
  return Array.from(word)
    .map((letter) => table.get(letter) ?? letter)
    .join('');
}
