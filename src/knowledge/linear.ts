// The linear ranker: for each article a support vector machine against the questions nearest to it, by dual coordinate descent.
import { rowCount, SparseBuilder, transpose, type SparseRows } from './sparse.ts';

export interface LinearModel {
  /** For each feature, the articles that weigh it. */
  readonly weights: SparseRows;
  /** One for each article. */
  readonly bias: Float32Array;
}

export interface LinearOptions {
  /** Multiplications that training may take, roughly; more negatives are looked at when it allows. */
  readonly budget: number;
  /** Weights kept for an article, the largest ones. */
  readonly keep: number;
}

const COST = 0.3;
/** How much more it costs to miss an article's own question than to be drawn to another's. */
const POSITIVE_BOOST = 5;
const EPOCHS = 5;
const MIN_NEGATIVES = 40;
/** Weights nearer to nothing than this are not worth their memory. */
const NEGLIGIBLE = 0.004;
/** An example this far on its right side needs no more looking at. */
const IDLE_MARGIN = 0.05;
/** A feature in more questions than this does not help to find the nearest ones. */
const COMMON = 48;

/** `owners[i]` is the article of row i. `random` gives numbers from 0 to 1; the same numbers give the same model. */
export function trainLinear(
  rows: SparseRows,
  owners: Int32Array,
  articles: number,
  width: number,
  random: () => number,
  options: LinearOptions,
): LinearModel {
  const perRow = rows.columns.length / Math.max(1, rowCount(rows));
  const affordable = options.budget / (Math.max(1, articles) * EPOCHS * Math.max(1, perRow));
  const maxNegatives = Math.max(MIN_NEGATIVES, Math.round(affordable));
  const own: number[][] = Array.from({ length: articles }, () => []);
  owners.forEach((owner, row) => own[owner]?.push(row));
  const findOthers = othersFinder(rows, owners, width, maxNegatives);
  const local = new Int32Array(width).fill(-1);
  const builder = new SparseBuilder();
  const bias = new Float32Array(articles);

  const everything = rowCount(rows) <= maxNegatives;
  const every = everything ? supportOf(rows, Array.from(owners.keys()), local) : [];
  const all = pack(rows, everything ? Array.from(owners.keys()) : [], local);

  own.forEach((positives, article) => {
    if (positives.length === 0) {
      builder.endRow();
      bias[article] = -1;
      return;
    }
    const negatives = findOthers(positives, article);
    const examples = [...positives, ...negatives];
    const support = everything ? every : supportOf(rows, examples, local);
    const learnt = everything
      ? solve(all, examples, positives.length, support.length, random)
      : solve(pack(rows, examples, local), [...examples.keys()], positives.length, support.length, random);
    const kept = strongest(learnt.weights.subarray(0, support.length), options.keep);
    for (const at of kept) builder.push(support[at] ?? 0, learnt.weights[at] ?? 0);
    builder.endRow();
    if (!everything) for (const column of support) local[column] = -1;
    bias[article] = learnt.bias;
  });
  return { weights: transpose(builder.build(), width), bias };
}

/** The questions of other articles that are most like these; all of them when there are few. */
function othersFinder(
  rows: SparseRows,
  owners: Int32Array,
  width: number,
  limit: number,
): (positives: readonly number[], article: number) => number[] {
  const n = rowCount(rows);
  const index = transpose(rows, width);
  const near = new Float32Array(n);
  return (positives, article) => {
    if (n <= limit)
      return Array.from({ length: n }, (_, row) => row).filter((row) => owners[row] !== article);
    const touched: number[] = [];
    for (const row of positives) {
      const end = rows.starts[row + 1] ?? 0;
      for (let at = rows.starts[row] ?? 0; at < end; at += 1) {
        const column = rows.columns[at] ?? 0;
        const from = index.starts[column] ?? 0;
        const to = index.starts[column + 1] ?? 0;
        if (to - from > COMMON && n > COMMON * 40) continue;
        const value = rows.values[at] ?? 0;
        for (let place = from; place < to; place += 1) {
          const other = index.columns[place] ?? 0;
          if (owners[other] === article) continue;
          if (near[other] === 0) touched.push(other);
          near[other] = (near[other] ?? 0) + value * (index.values[place] ?? 0);
        }
      }
    }
    const found = strongest(
      Float64Array.from(touched, (row) => near[row] ?? 0),
      limit,
    ).map((at) => touched[at] ?? 0);
    for (const row of touched) near[row] = 0;
    return found;
  };
}

/** Columns of these rows, each given its local number. */
function supportOf(rows: SparseRows, some: readonly number[], local: Int32Array): number[] {
  const support: number[] = [];
  for (const row of some) {
    const end = rows.starts[row + 1] ?? 0;
    for (let at = rows.starts[row] ?? 0; at < end; at += 1) {
      const column = rows.columns[at] ?? 0;
      if (local[column] !== -1) continue;
      local[column] = support.length;
      support.push(column);
    }
  }
  return support;
}

interface Packed {
  /** Rows with local columns. */
  readonly rows: SparseRows;
  /** Squared length of each row, with 1 for the bias. */
  readonly norms: Float64Array;
}

function pack(rows: SparseRows, some: readonly number[], local: Int32Array): Packed {
  const starts = new Uint32Array(some.length + 1);
  some.forEach((row, at) => {
    starts[at + 1] = (starts[at] ?? 0) + (rows.starts[row + 1] ?? 0) - (rows.starts[row] ?? 0);
  });
  const columns = new Uint32Array(starts[some.length] ?? 0);
  const values = new Float32Array(columns.length);
  const norms = new Float64Array(some.length).fill(1);
  some.forEach((row, at) => {
    let place = starts[at] ?? 0;
    const end = rows.starts[row + 1] ?? 0;
    for (let from = rows.starts[row] ?? 0; from < end; from += 1) {
      const value = rows.values[from] ?? 0;
      columns[place] = local[rows.columns[from] ?? 0] ?? 0;
      values[place] = value;
      norms[at] = (norms[at] ?? 1) + value * value;
      place += 1;
    }
  });
  return { rows: { starts, columns, values }, norms };
}

/** Places of the largest magnitudes that are not negligible; `limit` of them at most, fewer when many are about as large. */
function strongest(values: Float64Array, limit: number): number[] {
  const places: number[] = [];
  let largest = 0;
  for (let at = 0; at < values.length; at += 1) {
    const magnitude = Math.abs(values[at] ?? 0);
    if (magnitude <= NEGLIGIBLE) continue;
    places.push(at);
    if (magnitude > largest) largest = magnitude;
  }
  if (places.length <= limit) return places;
  const counts = new Uint32Array(BINS + 1);
  const binOf = (at: number): number => Math.floor((Math.abs(values[at] ?? 0) / largest) * BINS);
  for (const at of places) {
    const bin = binOf(at);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let bar = BINS;
  let kept = counts[BINS] ?? 0;
  while (bar > 0 && kept + (counts[bar - 1] ?? 0) <= limit) {
    bar -= 1;
    kept += counts[bar] ?? 0;
  }
  return places.filter((at) => binOf(at) >= bar).slice(0, limit);
}

const BINS = 1024;

/** L2-loss, L2-regularised, bias as a weight like any other (Hsieh et al., 2008). */
function solve(
  { rows: { starts, columns, values }, norms }: Packed,
  examples: readonly number[],
  positives: number,
  size: number,
  random: () => number,
): { weights: Float64Array; bias: number } {
  const weights = new Float64Array(size + 1);
  const alpha = new Float64Array(examples.length);
  let order = Uint32Array.from(examples.keys());
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    let largest = 0;
    const idle = new Uint8Array(examples.length);
    for (const at of order) {
      const sign = at < positives ? 1 : -1;
      const slack = 0.5 / (COST * (sign === 1 ? POSITIVE_BOOST : 1));
      const row = examples[at] ?? 0;
      const from = starts[row] ?? 0;
      const end = starts[row + 1] ?? 0;
      let score = weights[size] ?? 0;
      for (let place = from; place < end; place += 1)
        score += (weights[columns[place] ?? 0] ?? 0) * (values[place] ?? 0);
      const old = alpha[at] ?? 0;
      const gradient = sign * score - 1 + old * slack;
      if (old === 0 && gradient > IDLE_MARGIN) idle[at] = 1;
      const next = Math.max(0, old - gradient / ((norms[row] ?? 1) + slack));
      const step = (next - old) * sign;
      if (step === 0) continue;
      largest = Math.max(largest, Math.abs(step));
      alpha[at] = next;
      for (let place = from; place < end; place += 1) {
        const column = columns[place] ?? 0;
        weights[column] = (weights[column] ?? 0) + step * (values[place] ?? 0);
      }
      weights[size] = (weights[size] ?? 0) + step;
    }
    if (largest < 0.01) break;
    order = order.filter((at) => idle[at] === 0);
  }
  return { weights, bias: weights[size] ?? 0 };
}

function shuffle(list: Uint32Array, random: () => number): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const held = list[at] ?? 0;
    list[at] = list[other] ?? 0;
    list[other] = held;
  }
}
