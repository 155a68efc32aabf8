// An article that offers an errand and the errand's own entry speak of the same matter: neither is the other's rival.
import type { Article } from '../model/knowledge.ts';

/** What an article leads to; `entry` is true for the errand's own entry, which has no text. */
export interface Leads {
  readonly flow?: string;
  readonly entry: boolean;
}

export function leadsOf({ flow, body }: Article): Leads {
  return { ...(flow === undefined ? {} : { flow }), entry: flow !== undefined && body.length === 0 };
}

/** Two articles that offer the same errand may still be about different things; only with its entry is either one kin. */
export function areKin(one: Leads | undefined, other: Leads | undefined): boolean {
  return one?.flow !== undefined && one.flow === other?.flow && one.entry !== other.entry;
}

/** `sorted` without the kin of its first, which speaks for them: of each signal it has the best. */
export function withoutKin<One extends { readonly article: number; readonly signals: Float64Array }>(
  sorted: readonly One[],
  leads: (article: number) => Leads | undefined,
): readonly One[] {
  const [first, ...others] = sorted;
  if (!first) return sorted;
  const own = leads(first.article);
  const isKin = (one: One): boolean => areKin(own, leads(one.article));
  const kin = others.filter(isKin);
  if (kin.length === 0) return sorted;
  const signals = Float64Array.from(first.signals, (value, at) =>
    Math.max(value, ...kin.map((one) => one.signals[at] ?? 0)),
  );
  return [{ ...first, signals }, ...others.filter((one) => !isKin(one))];
}
