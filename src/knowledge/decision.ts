// From ranked articles to one of three replies: answer when sure, offer a choice when close, else say none.
import type { Answer, Ranked } from '../model/knowledge.ts';

/** `ranked` is best first. A choice is offered down to a chance that falls as the owner of the shop accepts more wrong answers. */
export function decide(ranked: readonly Ranked[], maxWrongIn: number): Answer {
  const [first, second] = ranked;
  if (first === undefined) return { kind: 'none', nearest: [] };
  const bar = 1 - 1 / maxWrongIn;
  if (first.confidence >= bar)
    return {
      kind: 'answer',
      article: first.article,
      confidence: first.confidence,
      nearest: ranked.slice(1, 4),
    };
  const candidates = ranked.slice(0, 3).filter((one) => one.confidence >= SUGGEST_BAR);
  if (candidates.length >= 2) return { kind: 'suggest', candidates };
  if (candidates.length === 1 && second !== undefined)
    return { kind: 'suggest', candidates: [first, second] };
  return { kind: 'none', nearest: ranked.slice(0, 3) };
}

/** A title below this chance is not worth a customer's time. */
const SUGGEST_BAR = 0.3;
