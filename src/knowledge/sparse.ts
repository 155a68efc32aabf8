// Sparse rows in three typed arrays, so that a trained base is small and moves between threads without being copied.

export interface SparseRows {
  /** Row r lies at starts[r] .. starts[r + 1]. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

export interface SparseRow {
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** Grows as rows are added; `build` cuts the arrays to size. */
export class SparseBuilder {
  private starts: number[] = [0];
  private columns = new Uint32Array(1024);
  private values = new Float32Array(1024);
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
