// Which of our languages a message is in: letters that only one of them has, then how likely its letter triples are in each.
import type { Locale } from '../model/locale.ts';
import { otherReadings } from './keyboard.ts';
import { EVERYDAY_BG } from './everyday-bg.ts';
import { EVERYDAY_EN } from './everyday-en.ts';
import { EVERYDAY_RU } from './everyday-ru.ts';
import { SAMPLES } from './language-samples.ts';
import { words } from './normalise.ts';

/** Bonus, in nats for the whole text, that the conversation's language gets. */
const PRIOR_BONUS = 3.5;
/** Bonus for each word that the language is known to have. */
const COMMON_BONUS = 3;
/** Another reading (keyboard layout, transliteration) must be this much likelier a letter than the text as typed. */
const READING_MARGIN = 0.45;

/**
 * Robust on three words. `prior` is the conversation's language: it decides close calls and is the answer for a text in no
 * language at all (a number, an emoji) or in one that we do not speak; without it those are English when Latin, else Russian.
 */
export function detectLanguage(text: string, prior?: Locale): Locale {
  const list = words(text);
  const letters = list.join('');
  const cyrillic = countIn(letters, 'а', 'я');
  const latin = countIn(letters, 'a', 'z');
  if (cyrillic + latin === 0) return prior ?? 'ru';
  const typed = cyrillic >= latin ? slavic(list, prior) : 'en';
  const typedFit = fitPerLetter(list, typed);
  let best: { locale: Locale; fit: number } = { locale: typed, fit: typedFit + READING_MARGIN };
  if (typedFit < UNLIKELY) {
    for (const reading of otherReadings(text)) {
      const bonus = reading.locale === prior ? 0.1 : 0;
      const fit = fitPerLetter(words(reading.text), reading.locale) + bonus;
      if (fit > best.fit) best = { locale: reading.locale, fit };
    }
  }
  const foreign = list.length === 1 ? LOAN : FOREIGN;
  if (best.locale === typed && typed === 'en' && typedFit < foreign && prior !== undefined) return prior;
  return best.locale;
}

/** Mean natural logarithm of the likelihood of each letter, from about -2 (ordinary speech) to -7 (noise). */
export function fitPerLetter(list: readonly string[], locale: Locale): number {
  let sum = 0;
  let letters = 0;
  const model = MODELS[locale];
  for (const word of list) {
    const padded = `_${word}_`;
    for (let at = 0; at + 2 < padded.length + 1; at += 1) {
      sum += model(padded, at);
      letters += 1;
    }
  }
  return letters === 0 ? -7 : sum / letters;
}

/** Below this, a reading of the same keys in another layout or alphabet is looked for. */
const UNLIKELY = -2.6;
/** Latin text below this is in a language that we do not speak; of English questions fewer than one in a hundred are. */
const FOREIGN = -3.2;
/** A lone Latin word below this is a name or a word that is said everywhere ("wifi"). */
const LOAN = -2.3;

function slavic(list: readonly string[], prior: Locale | undefined): Locale {
  const joined = list.join(' ');
  if (/[ыэ]/u.test(joined)) return 'ru';
  const russian = totalFit(list, 'ru') + (prior === 'ru' ? PRIOR_BONUS : 0);
  const bulgarian = totalFit(list, 'bg') + (prior === 'bg' ? PRIOR_BONUS : 0);
  const hardSign = /ъ(?![еюя])/u.test(joined) ? 6 : 0;
  return bulgarian + hardSign > russian ? 'bg' : 'ru';
}

function totalFit(list: readonly string[], locale: Locale): number {
  let sum = 0;
  for (const word of list) {
    sum += fitPerLetter([word], locale) * (word.length + 1);
    if (COMMON[locale].has(word)) sum += COMMON_BONUS;
  }
  return sum;
}

/** The edge of a word, 26 Latin and 32 Cyrillic letters, everything else, and nothing at all. */
const CLASSES = 61;

/** Likelihood, as a logarithm, of the letter behind `at`, after the one there and the one before. */
type Model = (padded: string, at: number) => number;

const COMMON: Readonly<Record<Locale, ReadonlySet<string>>> = {
  ru: new Set(wordsOf(SAMPLES.ru, EVERYDAY_RU)),
  en: new Set(wordsOf(SAMPLES.en, EVERYDAY_EN)),
  bg: new Set(wordsOf(SAMPLES.bg, EVERYDAY_BG)),
};
const MODELS: Readonly<Record<Locale, Model>> = { ru: train('ru'), en: train('en'), bg: train('bg') };

/** Like `words`, without the cap on their number. */
function wordsOf(...texts: readonly string[]): string[] {
  return (
    texts
      .join(' ')
      .toLowerCase()
      .replace(/ё/gu, 'е')
      .replace(/'/gu, '')
      .match(/\p{L}+/gu) ?? []
  );
}

/** Letter triples backed off to pairs, from the sample words. */
function train(locale: Locale): Model {
  const counts = new Map<string, number>();
  const add = (gram: string): void => void counts.set(gram, (counts.get(gram) ?? 0) + 1);
  let total = 0;
  for (const word of COMMON[locale]) {
    total += word.length + 2;
    const padded = `_${word}_`;
    for (let at = 0; at < padded.length; at += 1) {
      add(padded.charAt(at));
      if (at > 0) add(padded.slice(at - 1, at + 1));
      if (at > 1) add(padded.slice(at - 2, at + 1));
    }
  }
  const count = (gram: string): number => counts.get(gram) ?? 0;
  const logarithm = (gram: string): number => {
    const letter = gram.slice(-1);
    const pair = gram.slice(-2);
    const single = (count(letter) + 0.05) / total;
    const double = (count(pair) + 6 * single) / (count(pair.slice(0, 1)) + 6);
    if (gram.length < 3) return Math.log(double);
    return Math.log((count(gram) + 4 * double) / (count(gram.slice(0, 2)) + 4));
  };
  const known = new Float32Array(CLASSES ** 3).fill(Number.NaN);
  return (padded, at) => {
    const before = at === 0 ? CLASSES - 1 : classOf(padded.charCodeAt(at - 1));
    const place =
      (before * CLASSES + classOf(padded.charCodeAt(at))) * CLASSES + classOf(padded.charCodeAt(at + 1));
    let value = known[place] ?? 0;
    if (Number.isNaN(value)) {
      value = logarithm(padded.slice(Math.max(0, at - 1), at + 2));
      known[place] = value;
    }
    return value;
  };
}

function classOf(unit: number): number {
  if (unit >= 0x430 && unit <= 0x44f) return unit - 0x430 + 27;
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61 + 1;
  return unit === 0x5f ? 0 : CLASSES - 2;
}

function countIn(text: string, first: string, last: string): number {
  let total = 0;
  for (const letter of text) if (letter >= first && letter <= last) total += 1;
  return total;
}
