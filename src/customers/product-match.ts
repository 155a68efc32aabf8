// Which product of the catalogue a customer means: by SKU, else by how much of the name the words share.
import type { Product } from '../model/order.ts';

/** Share of the words' weight that a name must cover to be a candidate at all. */
const THRESHOLD = 0.5;
/** A best candidate this far ahead of the second is taken without asking. */
const CLEAR_LEAD = 0.2;

/** Best first, at most `limit`; one alone when it is clearly meant. An exact SKU wins at once. */
export function matchProducts(words: string, products: readonly Product[], limit: number): Product[] {
  const wanted = words.trim().toUpperCase();
  const exact = products.find(({ sku }) => sku.toUpperCase() === wanted);
  if (exact) return [exact];
  const tokens = tokensOf(words);
  if (tokens.length === 0) return [];
  const scored = products
    .map((product) => ({
      product,
      score: Math.max(...Object.values(product.names).map((name) => score(tokens, tokensOf(name)))),
    }))
    .filter(({ score: value }) => value >= THRESHOLD)
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (first && (!second || first.score - second.score >= CLEAR_LEAD)) return [first.product];
  return scored.slice(0, limit).map(({ product }) => product);
}

function tokensOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token.length > 1 || /\d/u.test(token));
}

/** Weighted share of `words` found in `name`; figures (models) weigh double. */
function score(words: readonly string[], name: readonly string[]): number {
  let found = 0;
  let total = 0;
  for (const word of words) {
    const weight = /\d/u.test(word) ? 2 : 1;
    total += weight;
    found += weight * Math.max(0, ...name.map((other) => similarity(word, other)));
  }
  return found / total;
}

/** 1 for equal words, the share of common letter pairs for alike ones, 0 below one half. */
function similarity(a: string, b: string): number {
  if (a === b) return 1;
  if (/\d/u.test(a) || a.length < 4 || b.length < 4) return 0;
  const pairs = (word: string): Set<string> =>
    new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const common = [...left].filter((pair) => right.has(pair)).length;
  const dice = (2 * common) / (left.size + right.size);
  return dice >= 0.5 ? dice : 0;
}
