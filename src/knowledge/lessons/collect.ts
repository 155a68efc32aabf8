// Feedback becomes lessons: personal data is left out here, before anything is kept to learn from. Pure.
import type { NewLesson, StoredFeedback } from '../../model/lesson.ts';
import { maskPersonal } from './mask.ts';

/** A thumb down is kept as a counter-example: refused from the start, so that nothing can make it a question. */
export function lessonOf(said: StoredFeedback, orderPattern: RegExp, now: Date): NewLesson {
  const { question, article, locale, verdict, conversation, customer, operator, at } = said;
  const masked = maskPersonal(question, orderPattern);
  const trail = {
    article,
    locale,
    source: verdict,
    asked: { conversation, customer },
    ...(operator === undefined ? {} : { operator }),
    at,
  };
  const refused = (words: string, why: string): NewLesson => ({
    ...trail,
    question: words,
    state: 'refused',
    decided: { at: now, why },
  });
  if (masked.kind === 'refused') return refused('', masked.why);
  if (verdict === 'not-helped')
    return refused(masked.question, 'the customer said that this article did not help');
  return { ...trail, question: masked.question, state: 'pending' };
}
