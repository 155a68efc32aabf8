// Which of a few offered options the words mean: by number, by "the second one", by the label, a part of it, or nearly so.
import type { Choice } from '../../model/message.ts';
import { editDistance } from '../../system/edit-distance.ts';
import { inFigures } from './numerals.ts';

export interface Picked {
  readonly option: Choice;
  /** False when only alike, or when a longer message merely holds the label. */
  readonly certain: boolean;
}

/** Words that stand around an answer and say nothing. */
const FILLER = new Set(
  'я мне мой моя моё у меня это вот пожалуйста наверное думаю хочу нужен нужна нужно вариант номер пункт модель давайте выбираю из на в и the a an my i it is please want option number one model choose take за аз ми моят моята искам моля номера вариантът на от в е да номерът мисля'.split(
    ' ',
  ),
);
/** Share of letters that may be wrong in a word. */
const TYPO = 0.25;
const MIN_WORD = 3;

/** The option that fits best; undefined when none does or when two do equally. */
export function pickOption(words: string, options: readonly Choice[]): Picked | undefined {
  const text = words.trim().slice(0, 300);
  if (text === '') return undefined;
  const exact = options.find(({ label }) => same(label, text));
  if (exact) return { option: exact, certain: true };
  return byNumber(text, options) ?? byWords(text, options);
}

/** An option named in a message about other things; only its whole label counts, and only of one option. */
export function findOption(text: string, options: readonly Choice[]): Choice | undefined {
  const said = ` ${tokens(text).join(' ')} `;
  const named = options.filter(({ label }) => {
    const name = tokens(label).join(' ');
    return name.length >= MIN_WORD && said.includes(` ${name} `);
  });
  return named.length === 1 ? named[0] : undefined;
}

/** "2", "второй", "the last one"; nothing else but small words beside it. */
function byNumber(text: string, options: readonly Choice[]): Picked | undefined {
  const rest = tokens(inFigures(text.replace(/(?<=\p{L}\s+)one(?!\p{L})/giu, '')).text).filter(
    (word) => !FILLER.has(word),
  );
  const [only] = rest;
  if (rest.length !== 1 || only === undefined) return undefined;
  const last = /^(?:последн(?:ий|яя|ее|юю)|last|последн(?:ия|ият|ата|ото|и))$/u.test(only);
  const position = last ? options.length : /^\d{1,2}$/u.test(only) ? Number(only) : 0;
  // "100" may be a part of a label rather than a place in the list
  const option = options[position - 1];
  return option && { option, certain: true };
}

function byWords(text: string, options: readonly Choice[]): Picked | undefined {
  const said = tokens(text).filter((word) => !FILLER.has(word));
  if (said.length === 0) return undefined;
  const common = shared(options);
  const scored = options
    .map((option) => ({ option, score: scoreOf(said, tokens(option.label), common) }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first || first.score < 0.5 || (second && first.score - second.score < 0.15)) return undefined;
  return { option: first.option, certain: first.score > 0.9 };
}

/** Share of what was said that the label has; words that all labels have tell nothing apart. */
function scoreOf(said: readonly string[], label: readonly string[], common: ReadonlySet<string>): number {
  const telling = said.filter((word) => ![...common].some((one) => alike(word, one) > 0.9));
  if (telling.length === 0) return 0;
  let found = 0;
  for (const word of telling) found += Math.max(0, ...label.map((other) => alike(word, other)));
  return found / telling.length;
}

function shared(options: readonly Choice[]): Set<string> {
  const [first, ...rest] = options.map(({ label }) => new Set(tokens(label)));
  if (!first || rest.length === 0) return new Set();
  return new Set([...first].filter((word) => rest.every((other) => other.has(word))));
}

/** 1 for the same word, less for a beginning of it or a slip of the fingers, 0 for another word. */
function alike(word: string, other: string): number {
  if (word === other) return 1;
  if (word.length < MIN_WORD || other.length < MIN_WORD) return 0;
  const stem = Math.min(word.length, other.length);
  if (word.slice(0, stem) === other.slice(0, stem)) return 0.95;
  if (/\d/u.test(word) || /\d/u.test(other)) return 0;
  // endings differ with the case
  const root = commonStart(word, other);
  if (root >= 4 && Math.max(word.length, other.length) - root <= 2) return 0.9;
  const slips = editDistance(word, other);
  return slips <= Math.max(1, Math.floor(other.length * TYPO)) && other.length > 3
    ? 1 - slips / other.length
    : 0;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function same(a: string, b: string): boolean {
  return tokens(a).join(' ') === tokens(b).join(' ') && tokens(a).length > 0;
}

function tokens(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
