// The best few of many, without sorting all of them.

/** The `limit` highest of the first `size` of `items`, best first; linear in `size`. */
export function top(
  items: ArrayLike<number>,
  size: number,
  score: (item: number) => number,
  limit: number,
): number[] {
  const best: number[] = [];
  const values: number[] = [];
  let lowest = -Infinity;
  for (let one = 0; one < size; one += 1) {
    const item = items[one] ?? 0;
    const value = score(item);
    if (best.length === limit && value <= lowest) continue;
    let at = Math.min(best.length, limit - 1);
    for (; at > 0 && (values[at - 1] ?? 0) < value; at -= 1) {
      values[at] = values[at - 1] ?? 0;
      best[at] = best[at - 1] ?? 0;
    }
    values[at] = value;
    best[at] = item;
    lowest = values[values.length - 1] ?? 0;
  }
  return best;
}
