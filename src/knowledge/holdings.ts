// What the articles of a base hold, word by word: how much of a question is known ground.
import type { SearchIndex } from './search-index.ts';
import { holds } from './sparse.ts';
import { lookUp } from './vocabulary.ts';

/** What the base holds, by the hash of a stem. */
export interface Holdings {
  /** Whether any article's wording has the stem. */
  knows(stem: number): boolean;
  /** Whether this article's has. */
  holds(article: number, stem: number): boolean;
}

export function holdingsOf({ wording: { vocabulary, gains } }: SearchIndex): Holdings {
  return {
    knows: (stem) => lookUp(vocabulary, stem) !== -1,
    holds(article, stem) {
      const known = lookUp(vocabulary, stem);
      return known !== -1 && holds(gains, known, article);
    },
  };
}
