// What the judgement of an answer may ask about the words of the base, however the base keeps them.

/** What the base holds, by the hash of a stem. */
export interface Holdings {
  /** Whether any article's wording has the stem. */
  knows(stem: number): boolean;
  /** Whether this article's has. */
  holds(article: number, stem: number): boolean;
  /** How much the stem tells, above 0: the rarer, the more. */
  rarity(stem: number): number;
  /** Wordings of an article. */
  size(article: number): number;
}
