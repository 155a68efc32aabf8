// Questions spoilt the way people spoil them: typing noise, the wrong keyboard layout, Latin letters for Cyrillic ones.
import type { Locale } from '../../src/model/locale.ts';

export type Damage = 'clean' | 'noise' | 'layout' | 'translit';

/** Share of the letters that typing noise touches. */
const NOISE = 0.12;

export function damage(text: string, how: Damage, locale: Locale, random: () => number): string {
  switch (how) {
    case 'clean':
      return text;
    case 'noise':
      return mistype(text, random);
    case 'layout':
      return map(
        text.toLowerCase(),
        locale === 'bg' ? PHONETIC_TO_LATIN : locale === 'ru' ? RUSSIAN_TO_LATIN : LATIN_TO_RUSSIAN,
      );
    case 'translit':
      return locale === 'en'
        ? text
        : map(text.toLowerCase(), locale === 'ru' ? RUSSIAN_SOUNDS : BULGARIAN_SOUNDS);
  }
}

const LATIN = Array.from("`qwertyuiop[]asdfghjkl;'zxcvbnm,./");
const RUSSIAN = Array.from('ёйцукенгшщзхъфывапролджэячсмитьбю.');
const PHONETIC = Array.from("чявертъуиопшщасдфгхйкл;'зьцжбнм,./");
const RUSSIAN_TO_LATIN = zip(RUSSIAN, LATIN);
const LATIN_TO_RUSSIAN = zip(LATIN, RUSSIAN);
const PHONETIC_TO_LATIN = zip(PHONETIC, LATIN);
const RUSSIAN_SOUNDS = zip(
  Array.from('абвгдеёжзийклмнопрстуфхцчшщъыьэюя'),
  'a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' '),
);
const BULGARIAN_SOUNDS = zip(
  Array.from('абвгдежзийклмнопрстуфхцчшщъьюя'),
  'a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya'.split(' '),
);

function zip(from: readonly string[], to: readonly string[]): Map<string, string> {
  return new Map(from.map((letter, at) => [letter, to[at] ?? letter]));
}

function map(text: string, table: ReadonlyMap<string, string>): string {
  return Array.from(text, (letter) => table.get(letter) ?? letter).join('');
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];

/** Letters swapped with the next, dropped, doubled, or replaced by a neighbouring key. */
function mistype(text: string, random: () => number): string {
  const letters = Array.from(text);
  let result = '';
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? '';
    if (!/\p{L}/u.test(letter) || random() >= NOISE) {
      result += letter;
      continue;
    }
    const kind = Math.floor(random() * 4);
    if (kind === 0) {
      result += (letters[at + 1] ?? '') + letter;
      at += 1;
    } else if (kind === 2) result += letter + letter;
    else if (kind === 3) {
      const row = ROWS.find((keys) => keys.includes(letter.toLowerCase())) ?? letter;
      const place = row.indexOf(letter.toLowerCase());
      result += row.charAt(place + (random() < 0.5 ? -1 : 1)) || letter;
    }
  }
  return result;
}
