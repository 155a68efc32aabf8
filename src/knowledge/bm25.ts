// BM25 over the stems of whole articles: what the questions, titles and answers say beyond the wording of one question.
import { stemHash } from './features.ts';
import { rowOf, SparseBuilder, transpose, type SparseRows } from './sparse.ts';
import { buildVocabulary, lookUp, type Vocabulary } from './vocabulary.ts';

export interface Bm25 {
  readonly vocabulary: Vocabulary;
  /** For each stem, the articles that hold it and how much they gain by it. */
  readonly gains: SparseRows;
  /** The most that each stem can give. */
  readonly ceiling: Float32Array;
  /** Ceiling of a stem never seen. */
  readonly unseen: number;
}

const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;

/** `documents[i]` are the stems of article i. */
export function buildBm25(documents: readonly (readonly string[])[]): Bm25 {
  const hashed = documents.map((stems) => stems.map(stemHash));
  const all = new Set(hashed.flat());
  const vocabulary = buildVocabulary(all, all.size);
  const frequency = new Float32Array(vocabulary.size);
  let total = 0;
  for (const document of hashed) {
    total += document.length;
    for (const key of new Set(document)) {
      const stem = lookUp(vocabulary, key);
      frequency[stem] = (frequency[stem] ?? 0) + 1;
    }
  }
  const mean = total / Math.max(1, documents.length) || 1;
  const rarity = (count: number): number => Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  const builder = new SparseBuilder();
  for (const document of hashed) {
    const counts = new Map<number, number>();
    for (const key of document) counts.set(key, (counts.get(key) ?? 0) + 1);
    const penalty = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * document.length) / mean);
    for (const [key, count] of counts) {
      const stem = lookUp(vocabulary, key);
      builder.push(stem, (rarity(frequency[stem] ?? 0) * count * (1 + SATURATION)) / (count + penalty));
    }
    builder.endRow();
  }
  return {
    vocabulary,
    gains: transpose(builder.build(), vocabulary.size),
    ceiling: frequency.map((count) => rarity(count) * (1 + SATURATION)),
    unseen: rarity(0) * (1 + SATURATION),
  };
}

/** Adds each article's share, 0 to 1, of what an article holding every stem of the question could get. */
export function addBm25(
  bm25: Bm25,
  stems: readonly string[],
  into: Float32Array,
  touch: (article: number) => void,
): void {
  const keys = new Set(stems.map(stemHash));
  let most = 0;
  const known: number[] = [];
  for (const key of keys) {
    const stem = lookUp(bm25.vocabulary, key);
    most += stem === -1 ? bm25.unseen : (bm25.ceiling[stem] ?? 0);
    if (stem !== -1) known.push(stem);
  }
  if (most === 0) return;
  for (const stem of known) {
    const { columns, values } = rowOf(bm25.gains, stem);
    for (let at = 0; at < columns.length; at += 1) {
      const article = columns[at] ?? 0;
      touch(article);
      into[article] = (into[article] ?? 0) + (values[at] ?? 0) / most;
    }
  }
}
