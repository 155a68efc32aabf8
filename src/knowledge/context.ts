// A question that leans on the one before it: "а за границу?" after a question about delivery is about delivery abroad.
import { fold, words } from './normalise.ts';

/** Words of a question that can be too short to stand alone. */
const FEW_WORDS = 4;

const LEANING =
  /^(?:(?:а|и|но|ну а|а если|и если|тогда|and|but|what about|how about|and if|then|ами|а ако|а за|и за|тогава)(?![\p{L}\p{N}]))/iu;

/**
 * The question with what it follows in front, when it leans on it; otherwise the question itself. `previous` is the customer's
 * last question, or the title of the last article. Pure.
 */
export function inContext(question: string, previous: string | undefined): string {
  if (previous === undefined || previous.trim() === '') return question;
  if (!leans(question)) return question;
  return `${previous.trim()} ${question.trim()}`;
}

/** Few words that begin as if something had gone before. Pure. */
export function leans(question: string): boolean {
  const asked = words(question);
  return asked.length > 0 && asked.length <= FEW_WORDS && LEANING.test(fold(question).trim());
}
