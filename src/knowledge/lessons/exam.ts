// One examination of the lessons: what can be decided at sight, then the regression gate for those that enough people agree on. Pure.
import type { Lesson, LessonVerdict } from '../../model/lesson.ts';
import type { Article } from '../../model/knowledge.ts';
import { withExamples } from '../examples.ts';
import type { Synonyms } from '../lexicon.ts';
import { openGate } from './gate.ts';
import { type Candidate, review } from './review.ts';

export interface ExamOrder {
  /** As authors wrote them, flow entries among them. */
  readonly articles: readonly Article[];
  /** The pending and the accepted ones and the counter-examples, in the order of their ids. */
  readonly lessons: readonly Lesson[];
  /** Customers who must agree when no operator taught it. */
  readonly agreement: number;
  readonly maxWrongIn: number;
  readonly now: Date;
}

export interface ExamResult {
  readonly verdicts: readonly LessonVerdict[];
  /** More are ready than one examination takes. */
  readonly more: boolean;
}

/** Candidates that go through the gate at a time: each takes seconds. */
const MOST_CANDIDATES = 10;

export function examine(order: ExamOrder, synonyms: Synonyms): ExamResult {
  const { verdicts, ready } = review(order.lessons, order);
  if (ready.length === 0) return { verdicts, more: false };
  const changed = new Set(verdicts.map(({ id }) => id));
  const accepted = order.lessons.filter(({ id, state }) => state === 'accepted' && !changed.has(id));
  const gate = openGate(withExamples(order.articles, accepted), synonyms, order.maxWrongIn);
  const tried = ready.slice(0, MOST_CANDIDATES).flatMap((candidate): LessonVerdict[] => {
    const [first] = candidate.lessons;
    const { article, locale } = first;
    const verdict = gate.judge({ question: candidate.question, article, locale });
    return verdictsOn(candidate, verdict.accepted, verdict.why, order.now);
  });
  return { verdicts: [...verdicts, ...tried], more: ready.length > MOST_CANDIDATES };
}

/** All who agreed share the verdict, so that the trail shows on whose word it was taken. */
function verdictsOn({ lessons }: Candidate, accepted: boolean, why: string, at: Date): LessonVerdict[] {
  return lessons.map(({ id, state }) => ({
    id,
    from: state,
    state: accepted ? 'accepted' : 'refused',
    at,
    why: accepted ? `${agreed(lessons)}; ${why}` : why,
  }));
}

function agreed(lessons: readonly Lesson[]): string {
  const operator = lessons.find((lesson) => lesson.operator !== undefined)?.operator;
  if (operator !== undefined) return `taught by ${operator}`;
  return `customers who agree: ${new Set(lessons.flatMap(({ asked }) => asked?.customer ?? [])).size}`;
}
