// Why the engine answers a question as it does: each article with each signal's part in it.
import type { Locale } from '../../model/locale.ts';
import type { Answer } from '../../model/knowledge.ts';
import type { Explained } from '../knowledge-base.ts';
import { SIGNALS } from '../signals.ts';

export interface Reason {
  readonly id: string;
  readonly title: string;
  readonly confidence: number;
  /** What each signal saw, before it is weighed. */
  readonly signals: Readonly<Record<string, number>>;
}

export interface AskReport {
  readonly decision: Answer['kind'];
  readonly locale: Locale;
  /** The question after layout, alphabet and spelling were put right. */
  readonly read: string;
  readonly reasons: readonly Reason[];
}

/** Articles shown with their reasons. */
const SHOWN = 5;

export function explainAnswer({ answer, locale, ranking }: Explained): AskReport {
  return {
    decision: answer.kind,
    locale,
    read: ranking.read,
    reasons: ranking.ranked.slice(0, SHOWN).map(({ article, confidence }, at) => ({
      id: article.id,
      title: article.title,
      confidence: rounded(confidence),
      signals: Object.fromEntries([
        ...SIGNALS.map((name, place) => [name, rounded(ranking.signals[at]?.[place] ?? 0)] as const),
        ...(ranking.pushes ? [['context', rounded(ranking.pushes[at] ?? 0)] as const] : []),
      ]),
    })),
  };
}

/** The report as lines for a terminal. */
export function formatAsk(report: AskReport): string {
  const head = `${report.decision} (${report.locale}), read as: ${report.read}`;
  const table = report.reasons.map((reason) => {
    const parts = Object.entries(reason.signals).map(([name, value]) => `${name} ${value.toFixed(2)}`);
    return `${reason.confidence.toFixed(2)}  ${reason.id}: ${reason.title}\n      ${parts.join(', ')}`;
  });
  return [head, ...table].join('\n');
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
