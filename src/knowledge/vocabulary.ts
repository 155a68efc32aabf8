// Which features the base knows: an open-addressing hash table from a feature's 32-bit hash to its small number.

export interface Vocabulary {
  readonly keys: Uint32Array;
  /** Number of the key in the same slot; -1 in a free slot. */
  readonly numbers: Int32Array;
  readonly size: number;
}

export interface GrowingVocabulary {
  /** Counts one occurrence; the feature's number, given in the order of first sight. */
  count(hash: number): number;
  /** `counts[n]`: occurrences of feature n. */
  build(): { readonly book: Vocabulary; readonly counts: Uint32Array };
}

export function growVocabulary(): GrowingVocabulary {
  let slots = 1024;
  let keys = new Uint32Array(slots);
  let numbers = new Int32Array(slots).fill(-1);
  let counts = new Uint32Array(slots);
  let size = 0;

  function grow(): void {
    const [oldKeys, oldNumbers] = [keys, numbers];
    slots *= 2;
    keys = new Uint32Array(slots);
    numbers = new Int32Array(slots).fill(-1);
    for (let old = 0; old < oldKeys.length; old += 1) {
      if (oldNumbers[old] === -1) continue;
      const slot = slotOf(keys, numbers, oldKeys[old] ?? 0);
      keys[slot] = oldKeys[old] ?? 0;
      numbers[slot] = oldNumbers[old] ?? 0;
    }
    const wider = new Uint32Array(slots);
    wider.set(counts);
    counts = wider;
  }

  return {
    count(hash) {
      let slot = slotOf(keys, numbers, hash);
      let number = numbers[slot] ?? -1;
      if (number === -1) {
        if ((size + 1) * 4 > slots * 3) {
          grow();
          slot = slotOf(keys, numbers, hash);
        }
        number = size;
        keys[slot] = hash;
        numbers[slot] = number;
        size += 1;
      }
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    },
    build: () => ({ book: { keys, numbers, size }, counts: counts.slice(0, size) }),
  };
}

/** The feature's number, or -1 when the base does not know it. */
export function lookUp(vocabulary: Vocabulary, hash: number): number {
  return vocabulary.numbers[slotOf(vocabulary.keys, vocabulary.numbers, hash)] ?? -1;
}

/** Where the hash is, or the free slot where it would go. */
function slotOf(keys: Uint32Array, numbers: Int32Array, hash: number): number {
  const mask = keys.length - 1;
  let slot = hash & mask;
  while (numbers[slot] !== -1 && keys[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}
