// Texts as weighted features: TF-IDF, each family brought to its own length, so that no family drowns the others.
import { FAMILIES, featuresOf, type Family, type Features, type Text } from './features.ts';
import { SparseBuilder, type SparseRow, type SparseRows } from './sparse.ts';
import { growVocabulary, lookUp, type Vocabulary } from './vocabulary.ts';

export interface Vectoriser {
  readonly vocabulary: Vocabulary;
  /** Rarity of each known feature. */
  readonly rarity: Float32Array;
  /** Rarity of a feature that was never seen. */
  readonly unseen: number;
  /** Of an addition to a larger base: where the rarity of all other features stands, so that texts are as long in both. */
  readonly under?: Vectoriser;
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

/** Learns the features of texts. */
export function fitVectoriser(texts: readonly Features[]): Vectoriser {
  const vocabulary = growVocabulary();
  for (const { keys } of texts) for (const key of keys) vocabulary.count(key);
  const { book, counts } = vocabulary.build();
  const rarity = new Float32Array(book.size);
  for (let feature = 0; feature < rarity.length; feature += 1)
    rarity[feature] = rarityOf(counts[feature] ?? 0, texts.length);
  return { vocabulary: book, rarity, unseen: Math.log(texts.length + 1) + 1 };
}

function rarityBelow({ under, unseen }: Vectoriser, key: number): number {
  const column = under === undefined ? -1 : lookUp(under.vocabulary, key);
  return column === -1 ? unseen : (under?.rarity[column] ?? unseen);
}

/** Knows the features of `texts` alone, and weighs them as `base` does: what it has not seen is held to be in one text. */
export function extendVectoriser(base: Vectoriser, texts: readonly Features[]): Vectoriser {
  const growing = growVocabulary();
  const rarities: number[] = [];
  const fresh = base.unseen - Math.LN2;
  for (const { keys } of texts)
    for (const key of keys) {
      const known = lookUp(base.vocabulary, key);
      rarities[growing.count(key)] = known === -1 ? fresh : (base.rarity[known] ?? fresh);
    }
  return {
    vocabulary: growing.build().book,
    rarity: Float32Array.from(rarities),
    unseen: base.unseen,
    under: base,
  };
}

/** Rarity of a feature that `count` of `texts` hold. */
export function rarityOf(count: number, texts: number): number {
  return Math.log((texts + 1) / (count + 1)) + 1;
}

/** Known features only, but unknown ones count in the length: a text of strange words is near to nothing. */
export function vectorise(vectoriser: Vectoriser, features: Features, into: SparseBuilder): void {
  const { keys, counts, ends } = features;
  const columns = new Int32Array(keys.length);
  const values = new Float64Array(keys.length);
  let at = 0;
  FAMILIES.forEach((family, which) => {
    const from = at;
    const to = ends[which] ?? at;
    let square = 0;
    for (; at < to; at += 1) {
      const column = lookUp(vectoriser.vocabulary, keys[at] ?? 0);
      const rarity =
        column === -1 ? rarityBelow(vectoriser, keys[at] ?? 0) : (vectoriser.rarity[column] ?? 0);
      const value = (LOGS[counts[at] ?? 0] ?? 0) * rarity;
      square += value * value;
      columns[at] = column;
      values[at] = value;
    }
    const scale = square === 0 ? 0 : FAMILY_WEIGHT[family] / Math.sqrt(square);
    for (let one = from; one < to; one += 1)
      if (columns[one] !== -1) into.push(columns[one] ?? 0, (values[one] ?? 0) * scale);
  });
  into.endRow();
}

/** 1 + ln(count), so that the tenth mention adds little. */
const LOGS = Float64Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

export function vectoriseAll(vectoriser: Vectoriser, texts: readonly Features[]): SparseRows {
  const builder = new SparseBuilder();
  for (const features of texts) vectorise(vectoriser, features, builder);
  return builder.build();
}

export function vectoriseOne(vectoriser: Vectoriser, text: Text): SparseRow {
  const { columns, values } = vectoriseAll(vectoriser, [featuresOf(text)]);
  return { columns, values };
}
