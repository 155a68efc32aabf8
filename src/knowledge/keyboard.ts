// Questions typed with the wrong keyboard layout ("ult vjq pfrfp") or in Latin letters ("gde moi zakaz"), read as they were meant.
import type { Locale } from '../model/locale.ts';
import { fold } from './normalise.ts';

/** Other readings of a text, most likely first; none of them is the text itself. */
export function otherReadings(text: string): { readonly text: string; readonly locale: Locale }[] {
  const folded = fold(text);
  const latin = count(folded, /[a-z]/gu);
  const cyrillic = count(folded, /[а-я]/gu);
  const readings: { text: string; locale: Locale }[] = [];
  if (latin > cyrillic) {
    readings.push({ text: retype(folded, LATIN_TO_RUSSIAN), locale: 'ru' });
    readings.push({ text: transliterate(folded, RUSSIAN_SOUNDS), locale: 'ru' });
    readings.push({ text: retype(folded, LATIN_TO_BULGARIAN), locale: 'bg' });
    readings.push({ text: transliterate(folded, BULGARIAN_SOUNDS), locale: 'bg' });
  } else if (cyrillic > 0) {
    readings.push({ text: retype(folded, RUSSIAN_TO_LATIN), locale: 'en' });
    readings.push({ text: retype(folded, BULGARIAN_TO_LATIN), locale: 'en' });
  }
  return readings.filter((reading) => reading.text !== folded);
}

const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const RUSSIAN_KEYS = 'ёйцукенгшщзхъфывапролджэячсмитьбю.';
/** The traditional phonetic layout, which most Bulgarians type with. */
const BULGARIAN_KEYS = "чявертъуиопшщасдфгхйкл;'зьцжбнм,./";

const LATIN_TO_RUSSIAN = layout(QWERTY, RUSSIAN_KEYS);
const LATIN_TO_BULGARIAN = layout(QWERTY, BULGARIAN_KEYS);
const RUSSIAN_TO_LATIN = layout(RUSSIAN_KEYS, QWERTY);
const BULGARIAN_TO_LATIN = layout(BULGARIAN_KEYS, QWERTY);

function layout(from: string, to: string): Map<string, string> {
  const targets = Array.from(to);
  return new Map(Array.from(from).map((key, index) => [key, targets[index] ?? key]));
}

function retype(text: string, keys: ReadonlyMap<string, string>): string {
  return Array.from(text)
    .map((key) => keys.get(key) ?? key)
    .join('');
}

const RUSSIAN_SOUNDS = sounds(
  'shch=щ sch=щ zh=ж kh=х ts=ц ch=ч sh=ш yu=ю ju=ю ya=я ja=я yo=е jo=е ye=е je=е iu=ю ia=я ' +
    'a=а b=б v=в g=г d=д e=е z=з i=и j=й k=к l=л m=м n=н o=о p=п r=р s=с t=т u=у f=ф h=х c=ц y=ы w=в x=кс q=к 4=ч',
);
const BULGARIAN_SOUNDS = sounds(
  'sht=щ zh=ж ts=ц ch=ч sh=ш yu=ю ju=ю ya=я ja=я iu=ю ia=я ' +
    'a=а b=б v=в g=г d=д e=е z=з i=и j=ж k=к l=л m=м n=н o=о p=п r=р s=с t=т u=у f=ф h=х c=ц y=ъ w=в x=кс q=я 4=ч 6=ш',
);

function sounds(table: string): Map<string, string> {
  return new Map(table.split(' ').map((entry) => entry.split('=') as [string, string]));
}

const LONGEST_SOUND = 4;
const VOWELS = new Set('aeiou');

/** The longest sound first; y and i after a vowel are й, a quote is the soft sign. Digits count as letters only inside a word. */
function transliterate(text: string, table: ReadonlyMap<string, string>): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    const before = text.charAt(at - 1);
    const after = text.charAt(at + 1);
    if ((letter === 'y' || letter === 'i') && VOWELS.has(before) && !VOWELS.has(after)) {
      result += 'й';
      at += 1;
      continue;
    }
    if (letter === "'" && /[a-z]/u.test(before)) {
      result += 'ь';
      at += 1;
      continue;
    }
    if (/\d/u.test(letter) && !/[a-z]/u.test(after)) {
      result += letter;
      at += 1;
      continue;
    }
    let length = LONGEST_SOUND;
    while (length > 1 && !table.has(text.slice(at, at + length))) length -= 1;
    result += table.get(text.slice(at, at + length)) ?? letter;
    at += length;
  }
  return result;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
