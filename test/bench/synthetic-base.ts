// A made-up base of any size with the word statistics of a real one: few frequent words, many rare ones, four questions an article.
import { seededRandom } from '../../src/knowledge/random.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import type { Article } from '../../src/model/knowledge.ts';
import { plain } from '../../src/model/rich-text.ts';

const SYLLABLES = Array.from('бвгджзклмнпрстфхцчшщ').flatMap((first) =>
  Array.from('аеиоуыюя').flatMap((vowel) =>
    ['', 'н', 'р', 'л', 'с', 'т', 'к', 'м'].map((last) => first + vowel + last),
  ),
);
const ENDINGS = ['', 'а', 'у', 'ом', 'ы', 'ить', 'ный', 'ная', 'ли'];

export interface Synthetic {
  readonly articles: readonly Article[];
  /** Questions nobody wrote down, each a variation of a known one with a typo now and then. */
  readonly queries: readonly string[];
}

export function syntheticBase(size: number, queries: number): Synthetic {
  const random = seededRandom(size);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const stems = Array.from({ length: 3000 + size }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join(''),
  );
  /** Zipf's law: the n-th word is n times rarer than the first. */
  const common = (): string => stems[Math.floor(stems.length ** random()) - 1] ?? 'как';
  const phrase = (topic: readonly string[]): string =>
    [...Array.from({ length: 3 + Math.floor(random() * 4) }, common), pick(topic), pick(topic)]
      .map((stem) => stem + pick(ENDINGS))
      .sort(() => random() - 0.5)
      .join(' ');
  const topics = Array.from({ length: size }, () => Array.from({ length: 5 }, () => pick(stems)));
  const articles = topics.map((topic, number): Article => ({
    id: `article-${number}` as ArticleId,
    locale: 'ru',
    title: phrase(topic),
    questions: Array.from({ length: 4 }, () => phrase(topic)),
    body: plain(Array.from({ length: 6 }, () => phrase(topic)).join('. ')),
    tags: [],
    file: `ru/article-${number}.md`,
  }));
  const asked = Array.from({ length: queries }, () => {
    const text = phrase(pick(topics));
    const at = Math.floor(random() * text.length);
    return random() < 0.3 ? text.slice(0, at) + text.slice(at + 1) : text;
  });
  return { articles, queries: asked };
}
