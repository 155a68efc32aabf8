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

/** Learns the features of texts, and gives the texts as rows of them. */
export function fitVectoriser(texts: readonly Text[]): { vectoriser: Vectoriser; rows: SparseRows } {
  const growing = growVocabulary();
  const builder = new SparseBuilder();
  const ends = new Uint32Array(texts.length * FAMILIES.length);
  texts.forEach((text, row) => {
    const features = featuresOf(text);
    for (let at = 0; at < features.keys.length; at += 1)
      builder.push(growing.count(features.keys[at] ?? 0), LOGS[features.counts[at] ?? 0] ?? 0);
    ends.set(features.ends, row * FAMILIES.length);
    builder.endRow();
  });
  const rows = builder.build();
  const { book: vocabulary, counts } = growing.build();
  const rarity = new Float32Array(vocabulary.size);
  for (let feature = 0; feature < rarity.length; feature += 1)
    rarity[feature] = rarityOf(counts[feature] ?? 0, texts.length);
  for (let place = 0; place < rows.values.length; place += 1)
    rows.values[place] = (rows.values[place] ?? 0) * (rarity[rows.columns[place] ?? 0] ?? 0);
  for (let one = 0; one < ends.length; one += 1) {
    const family = one % FAMILIES.length;
    const start = rows.starts[(one - family) / FAMILIES.length] ?? 0;
    const from = family === 0 ? start : start + (ends[one - 1] ?? 0);
    scale(rows.values.subarray(from, start + (ends[one] ?? 0)), FAMILIES[family] ?? 'stem');
  }
  return { vectoriser: { vocabulary, rarity, unseen: Math.log(texts.length + 1) + 1 }, rows };
}

/** Brings one family's values to the length of the family's weight. */
function scale(values: Float32Array, family: Family): void {
  let square = 0;
  for (const value of values) square += value * value;
  if (square === 0) return;
  const factor = FAMILY_WEIGHT[family] / Math.sqrt(square);
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) * factor;
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
      if (growing.count(key) < rarities.length) continue;
      const known = lookUp(base.vocabulary, key);
      rarities.push(known === -1 ? fresh : (base.rarity[known] ?? fresh));
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
export function vectorise(
  vectoriser: Vectoriser,
  { keys, counts, ends }: Features,
  into: SparseBuilder,
): void {
  const columns = new Int32Array(keys.length);
  const values = new Float32Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    const column = lookUp(vectoriser.vocabulary, key);
    const rarity = column === -1 ? rarityBelow(vectoriser, key) : (vectoriser.rarity[column] ?? 0);
    columns[at] = column;
    values[at] = (LOGS[counts[at] ?? 0] ?? 0) * rarity;
  }
  FAMILIES.forEach((family, which) => {
    scale(values.subarray(ends[which - 1] ?? 0, ends[which]), family);
  });
  for (let at = 0; at < keys.length; at += 1)
    if (columns[at] !== -1) into.push(columns[at] ?? 0, values[at] ?? 0);
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
