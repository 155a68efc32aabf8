// Measures of a set of predictions, the way they are defined in the README of this folder's parent.

export interface Prediction {
  readonly text: string;
  /** `oos` for a question that must not be answered. */
  readonly label: string;
  readonly decision: 'answer' | 'suggest' | 'none';
  /** Chance, 0 to 1, that the first of `ranked` is right. */
  readonly confidence: number;
  readonly ranked: readonly { readonly id: string; readonly score: number }[];
}

export interface Quality {
  readonly n: number;
  /** Shares, 0 to 1, of the questions that have an article. */
  readonly top1: number;
  readonly recall3: number;
  readonly mrr: number;
  /** How well the confidence tells answerable from unanswerable questions; null without both kinds. */
  readonly auroc: number | null;
  /** Largest share of the answerable questions answered with at least 95 % of all answers right. */
  readonly coverage95: number;
  /** Share of all questions that the engine itself decided to answer. */
  readonly answered: number;
  readonly answered_precision: number | null;
  /** Share of the unanswerable questions that were answered all the same. */
  readonly oos_answered: number | null;
  /** Expected calibration error over ten equal bins. */
  readonly ece: number;
}

export const OUT_OF_SCOPE = 'oos';

export function qualityOf(predictions: readonly Prediction[]): Quality {
  const inScope = predictions.filter((one) => one.label !== OUT_OF_SCOPE);
  const outOfScope = predictions.filter((one) => one.label === OUT_OF_SCOPE);
  const places = inScope.map((one) => one.ranked.findIndex(({ id }) => id === one.label));
  const answered = predictions.filter((one) => one.decision === 'answer');
  return {
    n: predictions.length,
    top1: share(places, (place) => place === 0) ?? 0,
    recall3: share(places, (place) => place >= 0 && place < 3) ?? 0,
    mrr:
      places.reduce((sum, place) => sum + (place === -1 ? 0 : 1 / (place + 1)), 0) /
      Math.max(1, places.length),
    auroc: auroc(inScope, outOfScope),
    coverage95: coverage(predictions, inScope.length, 0.95),
    answered: share(predictions, (one) => one.decision === 'answer') ?? 0,
    answered_precision: share(answered, isRight),
    oos_answered: share(outOfScope, (one) => one.decision === 'answer'),
    ece: calibrationError(predictions),
  };
}

export function isRight(prediction: Prediction): boolean {
  return prediction.label !== OUT_OF_SCOPE && prediction.ranked[0]?.id === prediction.label;
}

/** The value below which `part` (0 to 1) of the values lie; 0 for no values. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function share<T>(list: readonly T[], holds: (item: T) => boolean): number | null {
  return list.length === 0 ? null : list.filter(holds).length / list.length;
}

/** Chance that an answerable question is more confident than an unanswerable one; ties count half. */
function auroc(inScope: readonly Prediction[], outOfScope: readonly Prediction[]): number | null {
  if (inScope.length === 0 || outOfScope.length === 0) return null;
  const all = [
    ...inScope.map((one) => ({ confidence: one.confidence, inside: true })),
    ...outOfScope.map((one) => ({ confidence: one.confidence, inside: false })),
  ].sort((a, b) => a.confidence - b.confidence);
  let ranks = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end]?.confidence === all[start]?.confidence) end += 1;
    const inside = all.slice(start, end).filter((one) => one.inside).length;
    ranks += (inside * (start + 1 + end)) / 2;
    start = end;
  }
  return (ranks - (inScope.length * (inScope.length + 1)) / 2) / (inScope.length * outOfScope.length);
}

function coverage(predictions: readonly Prediction[], answerable: number, precision: number): number {
  const sorted = [...predictions].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let best = 0;
  sorted.forEach((one, at) => {
    if (isRight(one)) right += 1;
    const tied = sorted[at + 1]?.confidence === one.confidence;
    if (!tied && right / (at + 1) >= precision) {
      const answeredInScope = sorted.slice(0, at + 1).filter(({ label }) => label !== OUT_OF_SCOPE).length;
      best = Math.max(best, answeredInScope);
    }
  });
  return answerable === 0 ? 0 : best / answerable;
}

function calibrationError(predictions: readonly Prediction[]): number {
  const bins = Array.from({ length: 10 }, () => ({ stated: 0, right: 0 }));
  for (const one of predictions) {
    const bin = bins[Math.min(9, Math.floor(one.confidence * 10))];
    if (bin === undefined) continue;
    bin.stated += one.confidence;
    bin.right += isRight(one) ? 1 : 0;
  }
  return (
    bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.right), 0) / Math.max(1, predictions.length)
  );
}
