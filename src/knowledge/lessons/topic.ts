// When two people ask the same thing: the same topic words, in whatever order, form and courtesy.
import type { Locale } from '../../model/locale.ts';
import { words } from '../normalise.ts';
import { withoutCourtesy } from '../questions.ts';
import { stem } from '../stem.ts';
import { isStopWord } from '../stop-words.ts';

/** Equal for questions that say the same; the words themselves when all of them are without a topic. Pure. */
export function topicOf(question: string, locale: Locale): string {
  const asked = words(withoutCourtesy(question));
  const content = asked.filter((word) => !isStopWord(word, locale));
  const telling = content.length >= 2 ? content : asked;
  return [...new Set(telling.map((word) => stem(word, locale)))].sort().join(' ');
}
