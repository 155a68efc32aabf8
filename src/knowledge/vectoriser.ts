// Texts as weighted features: TF-IDF, each family brought to its own length, so that no family drowns the others.
import { featuresOf, type Family, type Text } from './features.ts';
import { SparseBuilder, type SparseRow, type SparseRows } from './sparse.ts';
import { buildVocabulary, lookUp, type Vocabulary } from './vocabulary.ts';

export interface Vectoriser {
  readonly vocabulary: Vocabulary;
  /** Rarity of each known feature. */
  readonly rarity: Float32Array;
  /** Rarity of a feature that was never seen. */
  readonly unseen: number;
}

/** Weight of each family in a text's vector. */
export const FAMILY_WEIGHT: Record<Family, number> = {
  stem: 1,
  pair: 0.6,
  gram: 1,
  concept: 0.45,
  theme: 0.8,
};
/** Square of the length of a vector that has every family. */
export const FULL_LENGTH = 3.2;
const FAMILIES: readonly Family[] = ['stem', 'pair', 'gram', 'concept', 'theme'];

/** Learns the features of `texts`. */
export function fitVectoriser(texts: readonly Text[]): Vectoriser {
  const counts = new Map<number, number>();
  for (const text of texts) {
    const features = featuresOf(text);
    for (const family of FAMILIES)
      for (const key of features[family].keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const vocabulary = buildVocabulary(counts.keys(), counts.size);
  const rarity = new Float32Array(vocabulary.size);
  for (const [key, count] of counts)
    rarity[lookUp(vocabulary, key)] = Math.log((texts.length + 1) / (count + 1)) + 1;
  return { vocabulary, rarity, unseen: Math.log(texts.length + 1) + 1 };
}

/** Known features only, but unknown ones count in the length: a text of strange words is near to nothing. */
export function vectorise(vectoriser: Vectoriser, text: Text, into: SparseBuilder): void {
  const features = featuresOf(text);
  for (const family of FAMILIES) {
    let square = 0;
    const columns: number[] = [];
    const values: number[] = [];
    for (const [key, count] of features[family]) {
      const column = lookUp(vectoriser.vocabulary, key);
      const rarity = column === -1 ? vectoriser.unseen : (vectoriser.rarity[column] ?? 0);
      const value = (1 + Math.log(count)) * rarity;
      square += value * value;
      if (column === -1) continue;
      columns.push(column);
      values.push(value);
    }
    const scale = square === 0 ? 0 : FAMILY_WEIGHT[family] / Math.sqrt(square);
    columns.forEach((column, at) => into.push(column, (values[at] ?? 0) * scale));
  }
  into.endRow();
}

export function vectoriseAll(vectoriser: Vectoriser, texts: readonly Text[]): SparseRows {
  const builder = new SparseBuilder();
  for (const text of texts) vectorise(vectoriser, text, builder);
  return builder.build();
}

export function vectoriseOne(vectoriser: Vectoriser, text: Text): SparseRow {
  const { columns, values } = vectoriseAll(vectoriser, [text]);
  return { columns, values };
}
