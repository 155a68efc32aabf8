// flows/moods.yaml: how anger is heard in a message, and whether the message says anything beside it.
import { z } from 'zod';
import { LOCALES } from '../model/locale.ts';

const wordLists = z.record(z.enum(LOCALES), z.array(z.string().min(1)).min(1));

export const moodsSchema = z.strictObject({
  /** Each of the first three is anger by itself; displeasure needs company. */
  threats: wordLists,
  insults: wordLists,
  swearing: wordLists,
  displeasure: wordLists,
  /** Words that make no question of an insult. */
  fillers: wordLists,
});

export interface Mood {
  readonly angry: boolean;
  /** Nothing but anger: there is no question to look for. */
  readonly empty: boolean;
  /** The words without insults and oaths, as typed. */
  readonly rest: string;
}

export interface Moods {
  /** How the words sound. Pure, linear in their number. */
  hear(text: string): Mood;
}

/** Points from which a message is angry; displeasure and !!! have one each, capitals one or two. */
const ANGRY = 2;
const MAX_TEXT = 2_000;
/** Letters in capitals from which two words are loud, and a sentence a shout. */
const LOUD_LETTERS = 8;
const SHOUT_LETTERS = 14;

export function createMoods(lists: z.infer<typeof moodsSchema>): Moods {
  const list = (kind: keyof typeof lists): Matcher => matcher(LOCALES.flatMap((one) => lists[kind][one]));
  const [threats, insults, swearing] = [list('threats'), list('insults'), list('swearing')];
  const [displeasure, fillers] = [list('displeasure'), list('fillers')];
  return {
    hear(whole) {
      const text = whole.slice(0, MAX_TEXT);
      const tokens = tokensOf(text);
      const plain = tokens.map(({ word }) => word);
      const rude = plain.map((_, at) => Math.max(insults(plain, at), swearing(plain, at)));
      const kept = tokens.filter((_, at) => !rude.some((length, from) => from <= at && at < from + length));
      const anger = rude.some((length) => length > 0);
      const points =
        (anger || plain.some((_, at) => threats(plain, at) > 0) ? ANGRY : 0) +
        plain.filter((_, at) => displeasure(plain, at) > 0).length +
        (/!{3,}/u.test(text) ? 1 : 0) +
        loudness(text);
      const words = kept.map((one) => one.word);
      const left = kept.filter(({ word }, at) => fillers(words, at) === 0 && word.length > 1);
      return {
        angry: points >= ANGRY,
        empty: anger && left.length === 0,
        rest: anger ? without(text, tokens, kept) : text,
      };
    },
  };
}

interface Token {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** How many words of the entry that begins at this place match; 0 for none. */
type Matcher = (tokens: readonly string[], at: number) => number;

function matcher(entries: readonly string[]): Matcher {
  const byFirst = new Map<string, (readonly string[])[]>();
  const beginnings: string[] = [];
  for (const entry of entries) {
    const star = entry.endsWith('*');
    const parts = tokensOf(entry.replace(/\*$/u, '')).map(({ word }) => word);
    const [first] = parts;
    if (first === undefined) continue;
    if (star) beginnings.push(first);
    else byFirst.set(first, [...(byFirst.get(first) ?? []), parts]);
  }
  return (tokens, at) => {
    const word = tokens[at] ?? '';
    const whole = (byFirst.get(word) ?? [])
      .filter((parts) => parts.every((part, offset) => tokens[at + offset] === part))
      .map(({ length }) => length);
    const begun = beginnings.some((beginning) => word.startsWith(beginning)) ? 1 : 0;
    return Math.max(begun, ...whole);
  };
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu)].map((match) => ({
    word: match[0].toLowerCase().replaceAll('ё', 'е'),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

function loudness(text: string): number {
  const spoken = text.match(/\p{L}{2,}/gu) ?? [];
  const loud = spoken.filter((word) => word.length > 2 && word === word.toUpperCase());
  const letters = loud.join('').length;
  const all = spoken.join('').length;
  if (loud.length < 2 || letters < LOUD_LETTERS || letters < all * 0.7) return 0;
  return loud.length > 2 && letters >= SHOUT_LETTERS ? ANGRY : 1;
}

/** The text with the places of the words that were taken out left blank. */
function without(text: string, tokens: readonly Token[], kept: readonly Token[]): string {
  const gone = tokens.filter((token) => !kept.includes(token));
  let rest = '';
  let at = 0;
  for (const { from, to } of gone) {
    rest += text.slice(at, from);
    at = to;
  }
  return (rest + text.slice(at)).replace(/\s+/gu, ' ').trim();
}
