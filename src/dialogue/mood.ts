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
  /** What an angry message asks about: without insults, oaths and clauses that say nothing else. */
  readonly rest: string;
  /** What made it angry, each in lower case as it was said; `!` and `A` stand for how loud it was. */
  readonly because: readonly string[];
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
      const words = tokens.map(({ word }) => word);
      const rude = taken(words, (at) => Math.max(insults(words, at), swearing(words, at)));
      const threatening = taken(words, (at) => threats(words, at));
      const sour = taken(words, (at) => displeasure(words, at));
      const cries = /!{3,}/u.test(text) ? 1 : 0;
      const loud = loudness(text);
      const points =
        (rude.said.length + threatening.said.length > 0 ? ANGRY : 0) + sour.said.length + cries + loud;
      const angry = points >= ANGRY;
      const because = [
        ...[rude, threatening, sour].flatMap(({ said }) => said),
        ...(cries > 0 ? ['!'] : []),
        ...(loud > 0 ? ['A'] : []),
      ];
      const says = (at: number): boolean =>
        !rude.places.has(at) &&
        !sour.places.has(at) &&
        fillers(words, at) === 0 &&
        (words[at] ?? '').length > 1;
      return {
        angry,
        empty: rude.said.length > 0 && !words.some((_, at) => says(at)),
        rest: angry ? without(text, tokens, rude.places, says) : text,
        because: angry ? [...new Set(because)] : [],
      };
    },
  };
}

/** Which words belong to entries of a list, and the entries as they were said. */
function taken(
  words: readonly string[],
  lengthAt: (at: number) => number,
): { readonly places: ReadonlySet<number>; readonly said: readonly string[] } {
  const places = new Set<number>();
  const said: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const length = lengthAt(at);
    if (length === 0) continue;
    said.push(words.slice(at, at + length).join(' '));
    for (let next = at; next < at + length; next += 1) places.add(next);
  }
  return { places, said };
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

/** The clauses that say something, without the rude words in them; the text itself when none does. */
function without(
  text: string,
  tokens: readonly Token[],
  rude: ReadonlySet<number>,
  says: (at: number) => boolean,
): string {
  let rest = '';
  let from = 0;
  for (const { index, 0: mark } of [...text.matchAll(/[,.!?;\n]+|$/gu)]) {
    const to = index + mark.length;
    const inside = tokens.flatMap((token, at) => (token.from >= from && token.to <= to ? [at] : []));
    if (inside.some(says)) {
      const words = inside
        .filter((at) => !rude.has(at))
        .map((at) => text.slice(tokens[at]?.from, tokens[at]?.to));
      rest += `${words.join(' ')}${mark} `;
    }
    from = to;
  }
  return rest.trim() === '' ? text : rest.trim();
}
