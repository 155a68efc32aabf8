// BM25 over the stems of whole articles: what the questions, titles and answers say beyond the wording of one question.
import { invert, SparseBuilder, type Postings, type SparseRows } from './sparse.ts';
import { growVocabulary, lookUp, type Vocabulary } from './vocabulary.ts';

export interface Bm25 {
  readonly vocabulary: Vocabulary;
  /** For each stem, the articles that hold it and how much they gain by it. */
  readonly gains: Postings;
  /** Articles that hold each stem. */
  readonly frequency: Uint32Array;
  /** Articles, and the mean number of stems in one. */
  readonly documents: number;
  readonly mean: number;
  /** Of an addition to a larger base: where all other stems are counted. */
  readonly under?: Bm25Counts;
}

/** What was counted once and holds for every article added afterwards. */
export type Bm25Counts = Pick<Bm25, 'vocabulary' | 'frequency' | 'documents' | 'mean'>;

const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;

/** `keysOf` gives the hashed stems of a document, each as often as it occurs. */
export function buildBm25<Document>(
  documents: readonly Document[],
  keysOf: (document: Document) => readonly number[],
): Bm25 {
  const growing = growVocabulary();
  const { rows, lengths } = countIn(documents, keysOf, (key) => growing.count(key));
  const { book: vocabulary, counts: frequency } = growing.build();
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const mean = total / Math.max(1, documents.length) || 1;
  const counts = { vocabulary, frequency, documents: documents.length, mean };
  return { ...counts, gains: gainsOf(rows, lengths, counts) };
}

/** Documents added to `base`, weighed by what was counted there; a stem that it has not seen is held to be in one document. */
export function extendBm25<Document>(
  base: Bm25,
  documents: readonly Document[],
  keysOf: (document: Document) => readonly number[],
): Bm25 {
  const growing = growVocabulary();
  const known: number[] = [];
  const { rows, lengths } = countIn(documents, keysOf, (key) => {
    const number = growing.count(key);
    if (number < known.length) return number;
    const stem = lookUp(base.vocabulary, key);
    known.push(stem === -1 ? 1 : (base.frequency[stem] ?? 1));
    return number;
  });
  const frequency = Uint32Array.from(known);
  const { documents: all, mean } = base;
  const counts = { vocabulary: growing.build().book, frequency, documents: all, mean };
  return { ...counts, gains: gainsOf(rows, lengths, counts), under: base };
}

/** A row a document: how often it has each stem. */
function countIn<Document>(
  documents: readonly Document[],
  keysOf: (document: Document) => readonly number[],
  numberOf: (key: number) => number,
): { rows: SparseRows; lengths: Uint32Array } {
  const builder = new SparseBuilder();
  const lengths = new Uint32Array(documents.length);
  documents.forEach((document, row) => {
    const keys = new Uint32Array(keysOf(document)).sort();
    lengths[row] = keys.length;
    for (let at = 0; at < keys.length;) {
      const from = at;
      while (at < keys.length && keys[at] === keys[from]) at += 1;
      builder.push(numberOf(keys[from] ?? 0), at - from);
    }
    builder.endRow();
  });
  return { rows: builder.build(), lengths };
}

/** Counts become gains, in place; the inverted lists of them. */
function gainsOf(rows: SparseRows, lengths: Uint32Array, counts: Bm25Counts): Postings {
  const rarity = Float32Array.from(counts.frequency, (_, stem) => rarityOf(counts, stem));
  for (let row = 0; row < lengths.length; row += 1) {
    const penalty = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[row] ?? 0)) / counts.mean);
    const end = rows.starts[row + 1] ?? 0;
    for (let at = rows.starts[row] ?? 0; at < end; at += 1) {
      const count = rows.values[at] ?? 0;
      const rare = rarity[rows.columns[at] ?? 0] ?? 0;
      rows.values[at] = (rare * count * (1 + SATURATION)) / (count + penalty);
    }
  }
  return invert(rows, counts.vocabulary.size);
}

/** -1 is a stem never seen. */
function rarityOf({ frequency, documents }: Bm25Counts, stem: number): number {
  const count = stem === -1 ? 0 : (frequency[stem] ?? 0);
  return Math.log(1 + (documents - count + 0.5) / (count + 0.5));
}

/** The most that a stem can give. */
function ceilingOf(counts: Bm25Counts, stem: number): number {
  return rarityOf(counts, stem) * (1 + SATURATION);
}

/** The most that a stem can give, whether the base has it or not. */
export function ceilingFor(bm25: Bm25, key: number): number {
  const stem = lookUp(bm25.vocabulary, key);
  return stem === -1 ? ceilingBelow(bm25, key) : ceilingOf(bm25, stem);
}

function ceilingBelow(bm25: Bm25, key: number): number {
  const { under } = bm25;
  return under === undefined ? ceilingOf(bm25, -1) : ceilingOf(under, lookUp(under.vocabulary, key));
}

/** Articles that have been given anything, each once. */
export interface Touched {
  readonly seen: Uint8Array;
  readonly list: Int32Array;
  size: number;
}

/**
 * Adds each article's share, 0 to 1, of what an article holding every stem of the question could get. Lists are taken
 * the rarest first while they hold `work` postings at most; returns how many were walked.
 */
export function addBm25(
  bm25: Bm25,
  question: readonly number[],
  into: Float32Array,
  touched: Touched,
  work: number,
): number {
  const { starts, columns, values, steps } = bm25.gains;
  let most = 0;
  const known: number[] = [];
  for (const key of new Set(question)) {
    const stem = lookUp(bm25.vocabulary, key);
    most += stem === -1 ? ceilingBelow(bm25, key) : ceilingOf(bm25, stem);
    if (stem !== -1) known.push(stem);
  }
  if (most === 0) return 0;
  const { frequency } = bm25;
  known.sort((a, b) => (frequency[a] ?? 0) - (frequency[b] ?? 0));
  let walked = 0;
  for (const stem of known) {
    const from = starts[stem] ?? 0;
    const to = starts[stem + 1] ?? 0;
    if (walked + to - from > work) break;
    walked += to - from;
    const scale = (steps[stem] ?? 0) / most;
    for (let at = from; at < to; at += 1) {
      const article = columns[at] ?? 0;
      if (touched.seen[article] === 0) {
        touched.seen[article] = 1;
        touched.list[touched.size] = article;
        touched.size += 1;
      }
      into[article] = (into[article] ?? 0) + (values[at] ?? 0) * scale;
    }
  }
  return walked;
}
