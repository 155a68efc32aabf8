// Several questions in one message, courtesy and story around them: what is to be answered, each on its own.
import { fold } from './normalise.ts';

/** Questions of one message that are answered apart. */
const MOST_QUESTIONS = 4;
/** Words of a part that can stand as a question of its own. */
const FEWEST_WORDS = 2;
/** A message up to this many words is one question unless it says otherwise. */
const SHORT_WORDS = 12;

/**
 * The questions in `text` as they were written, at least one, at most four; the text itself when nothing can be told apart.
 * Greetings, thanks and the story around a question are left out when a question stands beside them. Pure and linear in the length.
 */
export function splitQuestions(text: string): string[] {
  const whole = withoutCourtesy(text);
  const parts = sentences(whole)
    .map(withoutCourtesy)
    .filter((part) => countWords(part) >= FEWEST_WORDS);
  const asked = parts.filter(isQuestion);
  if (asked.length >= 2) return asked.flatMap(splitJoined).slice(0, MOST_QUESTIONS);
  const [only] = asked;
  if (only !== undefined && countWords(only) >= 3) {
    const joined = splitJoined(only);
    if (joined.length > 1 || countWords(whole) > SHORT_WORDS) return joined.slice(0, MOST_QUESTIONS);
  }
  return [whole === '' ? text : whole];
}

/** The text without a greeting in front and thanks behind; the text itself when there is nothing else in it. */
export function withoutCourtesy(text: string): string {
  const calm = calmed(text);
  let rest = calm;
  for (let round = 0; round < 4; round += 1) {
    const before = rest;
    rest = rest.replace(GREETING, '').replace(THANKS, '').trim();
    if (rest === before) break;
  }
  return countWords(rest) === 0 ? calm : rest;
}

/** The beginning of a text with long runs of blanks and marks cut short: a pattern that begins with a run would try each part of it. */
function calmed(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/[\s.,;:!?()-]{9,}/gu, (run) => run.slice(0, LONGEST_RUN))
    .trim();
}

const MAX_TEXT = 5_000;
const LONGEST_RUN = 8;

const GREETING =
  /^(?:(?:а|и|но|ну|так|слушайте|and|but|so|well|ами|ама|хайде)(?=\s+\S+\s+\S)|здравствуйте|здравствуй|приветствую|привет|добрый (?:день|вечер)|доброе утро|доброго (?:дня|времени суток)|подскажите|скажите|будьте добры|пожалуйста|уважаемые|hello|hi|hey|good (?:morning|afternoon|evening|day)|please|excuse me|sorry|could you tell me|can you tell me|здравейте|здравей|добър ден|добро утро|добър вечер|моля|кажете|извинете|бихте ли ми казали)(?![\p{L}\p{N}])[\s,.!:)-]*/iu;
const THANKS =
  /[\s,.!(-]*(?<![\p{L}\p{N}])(?:заранее спасибо|заранее благодарю|большое спасибо|спасибо(?: большое| заранее)?|благодарю(?: вас)?|пожалуйста|с уважением|thanks(?: a lot| in advance)?|thank you(?: very much| in advance)?|cheers|благодаря(?: ви| предварително)?|мерси)[\s,.!)]*$/iu;

/** Words that begin a question in our three languages. */
const QUESTION_WORD =
  /^(?:(?:а|и|ещ[её]|также|кроме того|and|also|а и|също)\s+)*(?:как|когда|где|куда|откуда|почему|зачем|сколько|можно|нельзя|какой|какая|какие|какое|каков|что|кто|чем|могу|можете|есть|нужно|нужен|где|how|what|when|where|why|who|which|can|could|do|does|did|is|are|will|would|should|may|кога|къде|защо|колко|може|мога|какъв|каква|какви|какво|кой|коя|има|трябва)(?![\p{L}\p{N}])/iu;

const JOINED =
  /[\s,;]+(?:и|а|а также|и ещ[её]|ещ[её]|and|and also|also|plus|както и|а също|и освен това)\s+(?=(?:как|когда|где|куда|почему|сколько|можно ли|какой|какая|какие|какое|how|what|when|where|why|which|can i|do you|is it|кога|къде|защо|колко|може ли|мога ли|какъв|каква|какви|какво)(?![\p{L}\p{N}]))/iu;

function sentences(text: string): string[] {
  return text.match(/[^.!?\n]+[.!?]*/gu) ?? [];
}

function isQuestion(part: string): boolean {
  return part.trimEnd().endsWith('?') || QUESTION_WORD.test(fold(part).trim());
}

/** "сколько стоит доставка и как вернуть товар" are two. */
function splitJoined(question: string): string[] {
  const parts = question.split(new RegExp(JOINED, 'giu')).map((part) => part.trim());
  return parts.every((part) => countWords(part) >= FEWEST_WORDS) ? parts : [question.trim()];
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
