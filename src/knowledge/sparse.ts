// Sparse rows in three typed arrays, so that a trained base is small and moves between threads without being copied.

export interface SparseRows {
  /** Row r lies at starts[r] .. starts[r + 1]. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** Inverted lists to search in: whole steps of each list's own size, 3 bytes a number (5 when columns pass 65,535). */
export interface Postings {
  /** List r lies at starts[r] .. starts[r + 1]. */
  readonly starts: Uint32Array;
  readonly columns: Uint16Array | Uint32Array;
  readonly values: Int8Array;
  /** What one step of each list is worth. */
  readonly steps: Float32Array;
}

export interface SparseRow {
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** Grows as rows are added; `build` cuts the arrays to size. */
export class SparseBuilder {
  private starts: number[] = [0];
  private columns = new Uint32Array(256);
  private values = new Float32Array(256);
  private size = 0;

  push(column: number, value: number): void {
    if (this.size === this.columns.length) {
      this.columns = grown(this.columns, new Uint32Array(this.size * 2));
      this.values = grown(this.values, new Float32Array(this.size * 2));
    }
    this.columns[this.size] = column;
    this.values[this.size] = value;
    this.size += 1;
  }

  endRow(): void {
    this.starts.push(this.size);
  }

  build(): SparseRows {
    return {
      starts: Uint32Array.from(this.starts),
      columns: this.columns.slice(0, this.size),
      values: this.values.slice(0, this.size),
    };
  }
}

function grown<T extends Uint32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

export function rowCount(rows: SparseRows): number {
  return rows.starts.length - 1;
}

export function rowOf(rows: SparseRows, index: number): SparseRow {
  const start = rows.starts[index] ?? 0;
  const end = rows.starts[index + 1] ?? start;
  return { columns: rows.columns.subarray(start, end), values: rows.values.subarray(start, end) };
}

/** Columns become rows: the inverted index of a matrix. */
export function transpose(rows: SparseRows, width: number): SparseRows {
  const starts = new Uint32Array(width + 1);
  for (const column of rows.columns) starts[column + 1] = (starts[column + 1] ?? 0) + 1;
  for (let column = 0; column < width; column += 1)
    starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
  const next = starts.slice();
  const columns = new Uint32Array(rows.columns.length);
  const values = new Float32Array(rows.columns.length);
  for (let row = 0; row < rowCount(rows); row += 1) {
    const end = rows.starts[row + 1] ?? 0;
    for (let at = rows.starts[row] ?? 0; at < end; at += 1) {
      const column = rows.columns[at] ?? 0;
      const place = next[column] ?? 0;
      columns[place] = row;
      values[place] = rows.values[at] ?? 0;
      next[column] = place + 1;
    }
  }
  return { starts, columns, values };
}

/** Columns become lists of rows, as `transpose` does, in little memory; a list longer than `longest` is left empty. */
export function invert(rows: SparseRows, width: number, longest = Infinity): Postings {
  const starts = new Uint32Array(width + 1);
  const steps = new Float32Array(width);
  for (let at = 0; at < rows.columns.length; at += 1) {
    const column = rows.columns[at] ?? 0;
    starts[column + 1] = (starts[column + 1] ?? 0) + 1;
    const magnitude = Math.abs(rows.values[at] ?? 0);
    if (magnitude > (steps[column] ?? 0)) steps[column] = magnitude;
  }
  for (let column = 0; column < width; column += 1) {
    const length = starts[column + 1] ?? 0;
    if (length > longest) steps[column] = 0;
    starts[column + 1] = (starts[column] ?? 0) + (length > longest ? 0 : length);
    steps[column] = (steps[column] ?? 0) / STEPS;
  }
  const next = starts.slice(0, width);
  const size = starts[width] ?? 0;
  const columns = rowCount(rows) > 65_536 ? new Uint32Array(size) : new Uint16Array(size);
  const values = new Int8Array(size);
  for (let row = 0; row < rowCount(rows); row += 1) {
    const end = rows.starts[row + 1] ?? 0;
    for (let at = rows.starts[row] ?? 0; at < end; at += 1) {
      const column = rows.columns[at] ?? 0;
      const step = steps[column] ?? 0;
      const value = rows.values[at] ?? 0;
      if (step === 0) continue;
      const place = next[column] ?? 0;
      columns[place] = row;
      values[place] = Math.round(value / step) || Math.sign(value);
      next[column] = place + 1;
    }
  }
  return { starts, columns, values, steps };
}

const STEPS = 127;

/** Whether a list names this row; lists are in order, so a few steps tell. */
export function holds({ starts, columns }: Postings, list: number, row: number): boolean {
  let low = starts[list] ?? 0;
  let high = starts[list + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((columns[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low < (starts[list + 1] ?? 0) && columns[low] === row;
}
