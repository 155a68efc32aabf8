// Which features the base knows: an open-addressing hash table from a feature's 32-bit hash to its small number.

export interface Vocabulary {
  readonly keys: Uint32Array;
  /** Number of the key in the same slot; -1 in a free slot. */
  readonly numbers: Int32Array;
  readonly size: number;
}

export function buildVocabulary(hashes: Iterable<number>, count: number): Vocabulary {
  let slots = 16;
  while (slots < count * 2) slots *= 2;
  const keys = new Uint32Array(slots);
  const numbers = new Int32Array(slots).fill(-1);
  let size = 0;
  for (const hash of hashes) {
    let slot = hash & (slots - 1);
    while (numbers[slot] !== -1 && keys[slot] !== hash) slot = (slot + 1) & (slots - 1);
    if (numbers[slot] !== -1) continue;
    keys[slot] = hash;
    numbers[slot] = size;
    size += 1;
  }
  return { keys, numbers, size };
}

/** The feature's number, or -1 when the base does not know it. */
export function lookUp(vocabulary: Vocabulary, hash: number): number {
  const mask = vocabulary.keys.length - 1;
  let slot = hash & mask;
  for (;;) {
    const number = vocabulary.numbers[slot] ?? -1;
    if (number === -1 || vocabulary.keys[slot] === hash) return number;
    slot = (slot + 1) & mask;
  }
}
