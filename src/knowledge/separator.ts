// Tells one article's questions from others by a linear support vector machine, trained by dual coordinate descent.
import type { SparseRows } from './sparse.ts';

/** What one article weighs: the strongest features only. */
export interface Separation {
  readonly columns: Uint32Array;
  readonly values: Float32Array;
  readonly bias: number;
}

export interface Separator {
  /**
   * `examples` are rows, the first `positives` of them the article's own. At most `keep` weights come back. The same
   * numbers from `random` give the same result.
   */
  separate(
    examples: Int32Array,
    positives: number,
    keep: number,
    random: () => number,
    epochs: number,
  ): Separation;
}

const COST = 0.3;
/** How much more it costs to miss an article's own question than to be drawn to another's. */
const POSITIVE_BOOST = 5;
/** Weights nearer to nothing than this are not worth their memory. */
const NEGLIGIBLE = 0.004;
/** An example this far on its right side needs no more looking at. */
const IDLE_MARGIN = 0.05;

/** Reuses its memory from article to article. `width`: columns of the rows. */
export function createSeparator(rows: SparseRows, width: number): Separator {
  const local = new Int32Array(width).fill(-1);
  const support = new Int32Array(width);
  const weights = new Float64Array(width);
  const { norms, longest } = measured(rows);
  let alpha = new Float64Array(64);
  let order = new Int32Array(64);
  let starts = new Int32Array(65);
  let columns = new Int32Array(64 * longest);
  let values = new Float32Array(64 * longest);

  function reserve(examples: Int32Array): void {
    let size = 0;
    for (const row of examples) size += (rows.starts[row + 1] ?? 0) - (rows.starts[row] ?? 0);
    if (size > columns.length) {
      columns = new Int32Array(size * 2);
      values = new Float32Array(size * 2);
    }
    if (examples.length < alpha.length) return;
    alpha = new Float64Array(examples.length * 2);
    order = new Int32Array(examples.length * 2);
    starts = new Int32Array(examples.length * 2 + 1);
  }

  /** The examples side by side with their columns numbered anew; how many columns there are. */
  function pack(examples: Int32Array): number {
    reserve(examples);
    let size = 0;
    let place = 0;
    for (let at = 0; at < examples.length; at += 1) {
      const row = examples[at] ?? 0;
      const end = rows.starts[row + 1] ?? 0;
      for (let from = rows.starts[row] ?? 0; from < end; from += 1) {
        const column = rows.columns[from] ?? 0;
        let number = local[column] ?? -1;
        if (number === -1) {
          number = size;
          local[column] = number;
          support[number] = column;
          size += 1;
        }
        columns[place] = number;
        values[place] = rows.values[from] ?? 0;
        place += 1;
      }
      starts[at + 1] = place;
    }
    for (let at = 0; at < size; at += 1) local[support[at] ?? 0] = -1;
    return size;
  }

  /** L2-loss, L2-regularised, bias as a weight like any other (Hsieh et al., 2008). */
  function solve(examples: Int32Array, positives: number, random: () => number, epochs: number): number {
    let bias = 0;
    let active = examples.length;
    for (let at = 0; at < active; at += 1) {
      alpha[at] = 0;
      order[at] = at;
    }
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      shuffle(order, active, random);
      let largest = 0;
      let kept = 0;
      for (let turn = 0; turn < active; turn += 1) {
        const at = order[turn] ?? 0;
        const sign = at < positives ? 1 : -1;
        const slack = 0.5 / (COST * (sign === 1 ? POSITIVE_BOOST : 1));
        const from = starts[at] ?? 0;
        const end = starts[at + 1] ?? 0;
        let score = bias;
        for (let place = from; place < end; place += 1)
          score += (weights[columns[place] ?? 0] ?? 0) * (values[place] ?? 0);
        const old = alpha[at] ?? 0;
        const gradient = sign * score - 1 + old * slack;
        if (old !== 0 || gradient <= IDLE_MARGIN) {
          order[kept] = at;
          kept += 1;
        }
        const next = Math.max(0, old - gradient / ((norms[examples[at] ?? 0] ?? 1) + slack));
        const step = (next - old) * sign;
        if (step === 0) continue;
        largest = Math.max(largest, Math.abs(step));
        alpha[at] = next;
        for (let place = from; place < end; place += 1) {
          const column = columns[place] ?? 0;
          weights[column] = (weights[column] ?? 0) + step * (values[place] ?? 0);
        }
        bias += step;
      }
      active = kept;
      if (largest < 0.01) break;
    }
    return bias;
  }

  return {
    separate(examples, positives, keep, random, epochs) {
      const size = pack(examples);
      weights.fill(0, 0, size);
      const bias = solve(examples, positives, random, epochs);
      const places = strongest(weights, size, keep);
      const found = {
        columns: new Uint32Array(places.length),
        values: new Float32Array(places.length),
        bias,
      };
      for (let at = 0; at < places.length; at += 1) {
        found.columns[at] = support[places[at] ?? 0] ?? 0;
        found.values[at] = weights[places[at] ?? 0] ?? 0;
      }
      return found;
    },
  };
}

/** Squared length of each row, with 1 for the bias, and the most columns in one. */
function measured(rows: SparseRows): { norms: Float32Array; longest: number } {
  const norms = new Float32Array(rows.starts.length - 1);
  let longest = 1;
  for (let row = 0; row < norms.length; row += 1) {
    const from = rows.starts[row] ?? 0;
    const end = rows.starts[row + 1] ?? 0;
    longest = Math.max(longest, end - from);
    let norm = 1;
    for (let at = from; at < end; at += 1) norm += (rows.values[at] ?? 0) ** 2;
    norms[row] = norm;
  }
  return { norms, longest };
}

/**
 * Places of the largest magnitudes among the first `size` that are not negligible; `limit` of them at most, fewer when many are
 * about as large.
 */
export function strongest(values: Float64Array | Float32Array, size: number, limit: number): Int32Array {
  const places = new Int32Array(size);
  let found = 0;
  let largest = 0;
  for (let at = 0; at < size; at += 1) {
    const magnitude = Math.abs(values[at] ?? 0);
    if (magnitude <= NEGLIGIBLE) continue;
    places[found] = at;
    found += 1;
    if (magnitude > largest) largest = magnitude;
  }
  if (found <= limit) return places.subarray(0, found);
  const counts = new Uint32Array(BINS + 1);
  const scale = BINS / largest;
  for (let one = 0; one < found; one += 1) {
    const bin = Math.floor(Math.abs(values[places[one] ?? 0] ?? 0) * scale);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let bar = BINS;
  let kept = counts[BINS] ?? 0;
  while (bar > 0 && kept + (counts[bar - 1] ?? 0) <= limit) {
    bar -= 1;
    kept += counts[bar] ?? 0;
  }
  let chosen = 0;
  for (let one = 0; one < found && chosen < limit; one += 1) {
    const at = places[one] ?? 0;
    if (Math.floor(Math.abs(values[at] ?? 0) * scale) < bar) continue;
    places[chosen] = at;
    chosen += 1;
  }
  return places.subarray(0, chosen);
}

const BINS = 1024;

function shuffle(list: Int32Array, size: number, random: () => number): void {
  for (let at = size - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const held = list[at] ?? 0;
    list[at] = list[other] ?? 0;
    list[other] = held;
  }
}
