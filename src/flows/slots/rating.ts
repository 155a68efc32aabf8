// A mark from 1 to 5: a figure, stars, or the words people use for it.
import type { SlotType } from '../types.ts';
import { inFigures } from './numerals.ts';

const WORDS: readonly (readonly [number, RegExp])[] = [
  [1, 'ужас\\p{L}*|кошмар\\p{L}*|отвратительн\\p{L}*|terribl[ey]|awful|horrible|отвратителн\\p{L}*|кошмарно'],
  [2, 'плохо|плохая|плоховато|bad|poor|лошо|лоша|слабо'],
  [3, 'средне|средненько|нормально|так себе|удовлетворительно|average|okay|ok|so-so|горе-долу|средно'],
  [4, 'хорошо|хорошая|неплохо|good|добре|добра'],
  [5, 'отлично|отличная|супер|прекрасно|великолепно|замечательно|идеально|excellent|great|perfect|amazing|awesome|чудесно|страхотно|перфектно|прекрасна'],
].map(([mark, words]) => [Number(mark), whole(String(words))]); // prettier-ignore
/** Marks of a Russian school go from 1 to 5; those of a Bulgarian one, from 2 to 6, are other marks by the same words. */
const SCHOOL: readonly (readonly [number, RegExp])[] = [
  [1, whole('кол|единиц[ау]')],
  [2, whole('двойк[ау]|двоечк[ау]')],
  [3, whole('тройк[ау]|троечк[ау]')],
  [4, whole('четв[её]рк[ау]|четв[её]рочк[ау]')],
  [5, whole('пят[её]рк[ау]|пят[её]рочк[ау]')],
];
const NEGATED = /(?<!\p{L})(?:не|ни|not|never|isn.?t|wasn.?t)(?!\p{L})/iu;
const STAR = /⭐|★|🌟/gu;
const HIGHEST = 5;

export const rating: SlotType = {
  name: 'rating',
  parse(said, context) {
    const mark = said.choice === undefined ? markIn(said.text ?? '', context.locale) : Number(said.choice);
    if (mark === undefined || !Number.isInteger(mark) || mark < 1 || mark > HIGHEST) {
      return { kind: 'invalid', why: 'slot.rating.invalid' };
    }
    return { kind: 'value', slot: { value: mark, shown: stars(mark) }, fit: 'certain' };
  },
  choices: () => [5, 4, 3, 2, 1].map((mark) => ({ value: String(mark), label: stars(mark) })),
};

/** `★★★☆☆`. */
function stars(mark: number): string {
  return '★'.repeat(mark) + '☆'.repeat(HIGHEST - mark);
}

function markIn(words: string, locale: string): number | undefined {
  const text = words.trim().slice(0, 200);
  const shining = text.match(STAR)?.length ?? 0;
  if (shining > 0) return shining;
  const numbers = [...inFigures(text).text.matchAll(/\d+(?:[.,]\d+)?/gu)].map(([figures]) => figures);
  const [first, second] = numbers;
  // "4 out of 5" is a mark, "8 of 10" is not ours
  if (numbers.length === 2 && second === String(HIGHEST)) return Number(first);
  if (numbers.length > 0) return numbers.length === 1 ? Number(first?.replace(',', '.')) : undefined;
  if (NEGATED.test(text)) return undefined;
  const known = locale === 'bg' ? WORDS : [...WORDS, ...SCHOOL];
  const marks = new Set(known.filter(([, pattern]) => pattern.test(text)).map(([mark]) => mark));
  return marks.size === 1 ? [...marks][0] : undefined;
}

function whole(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');
}
