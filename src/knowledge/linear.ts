// The linear ranker: for each article a support vector machine against the questions nearest to it.
import { createSeparator, strongest } from './separator.ts';
import { invert, rowCount, SparseBuilder, type Postings, type SparseRows } from './sparse.ts';

export interface LinearModel {
  /** For each feature, the articles that weigh it. */
  readonly weights: Postings;
  /** One for each article. */
  readonly bias: Float32Array;
}

export interface LinearOptions {
  /** Multiplications that training may take, roughly; more negatives are looked at when it allows. */
  readonly budget: number;
  /** Weights kept for an article, the largest ones. */
  readonly keep: number;
}

export interface QuestionSet {
  /** A question a row, with its features. */
  readonly rows: SparseRows;
  /** The same, a list a feature. */
  readonly lists: Postings;
  /** The article of each row; rows of one article lie together. */
  readonly owners: Int32Array;
  readonly articles: number;
}

const MIN_NEGATIVES = 40;
/** More of the others' questions than this for each of an article's own teach nothing new. */
const NEGATIVES_EACH = 25;
/** Times that the examples are gone through, in a base of up to MANY articles and in a larger one. */
export const EPOCHS = 5;
const FEW_EPOCHS = 3;
const MANY = 2_000;
/** A feature in more questions than this does not help to find the nearest ones. */
const COMMON = 48;

/** `random` gives numbers from 0 to 1; the same numbers give the same model. */
export function trainLinear(set: QuestionSet, random: () => number, options: LinearOptions): LinearModel {
  const { rows, owners, articles, lists } = set;
  const width = lists.steps.length;
  const perRow = rows.columns.length / Math.max(1, rowCount(rows));
  const affordable = options.budget / (Math.max(1, articles) * EPOCHS * Math.max(1, perRow));
  const enough = (NEGATIVES_EACH * rowCount(rows)) / Math.max(1, articles);
  const findOthers = othersFinder(set, Math.max(MIN_NEGATIVES, Math.round(Math.min(affordable, enough))));
  const separator = createSeparator(rows, width);
  const builder = new SparseBuilder();
  const bias = new Float32Array(articles).fill(-1);
  let row = 0;
  for (let article = 0; article < articles; article += 1) {
    const from = row;
    while (owners[row] === article) row += 1;
    if (row > from) {
      const others = findOthers(from, row);
      const examples = new Int32Array(row - from + others.length);
      for (let at = 0; at < row - from; at += 1) examples[at] = from + at;
      examples.set(others, row - from);
      const learnt = separator.separate(
        examples,
        row - from,
        options.keep,
        random,
        articles > MANY ? FEW_EPOCHS : EPOCHS,
      );
      for (let at = 0; at < learnt.columns.length; at += 1)
        builder.push(learnt.columns[at] ?? 0, learnt.values[at] ?? 0);
      bias[article] = learnt.bias;
    }
    builder.endRow();
  }
  return { weights: invert(builder.build(), width), bias };
}

/** Given an article's rows: the questions of other articles that are most like them; all of the others when there are few. */
function othersFinder({ rows, lists }: QuestionSet, limit: number): (from: number, to: number) => Int32Array {
  const n = rowCount(rows);
  const near = new Float32Array(n);
  const touched = new Int32Array(n);
  const scores = new Float32Array(n);
  const every = Int32Array.from(touched.keys());
  return (from, to) => {
    if (n <= limit) return every.filter((row) => row < from || row >= to);
    let size = 0;
    const last = rows.starts[to] ?? 0;
    for (let at = rows.starts[from] ?? 0; at < last; at += 1) {
      const column = rows.columns[at] ?? 0;
      const start = lists.starts[column] ?? 0;
      const end = lists.starts[column + 1] ?? 0;
      if (end - start > COMMON && n > COMMON * 40) continue;
      const value = (rows.values[at] ?? 0) * (lists.steps[column] ?? 0);
      for (let place = start; place < end; place += 1) {
        const other = lists.columns[place] ?? 0;
        if (other >= from && other < to) continue;
        if (near[other] === 0) {
          touched[size] = other;
          size += 1;
        }
        near[other] = (near[other] ?? 0) + value * (lists.values[place] ?? 0);
      }
    }
    for (let at = 0; at < size; at += 1) scores[at] = near[touched[at] ?? 0] ?? 0;
    const found = strongest(scores, size, limit);
    for (let at = 0; at < found.length; at += 1) found[at] = touched[found[at] ?? 0] ?? 0;
    for (let at = 0; at < size; at += 1) near[touched[at] ?? 0] = 0;
    return found;
  };
}
