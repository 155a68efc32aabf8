// Words without an errand under way: one question, or several, each of which is answered or honestly not.
import { newRun } from '../flows/run.ts';
import { splitQuestions } from '../knowledge/questions.ts';
import type { FlowId } from '../model/ids.ts';
import type { Answer, Article } from '../model/knowledge.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { contextOf } from './about.ts';
import { answerQuestion, articleText, giveArticle, reply } from './answering.ts';
import { putAside, startErrand } from './aside.ts';
import type { Draft } from './draft.ts';
import { askFollowing } from './leaning.ts';
import { MAX_TRIED } from './menu.ts';

interface Asked {
  readonly question: string;
  readonly answer: Answer;
}

const MAX_QUOTED = 80;

/** What was asked in free words: each of several questions apart, a leaning one ("а за границу?") with what it follows. */
export function answerWords(draft: Draft, words: string): EventOutcome | Lookup {
  // a line that begins small goes on with the one before it
  const spoken = words.replace(/(?<![.!?\n])\n(?=\p{Ll})/gu, ' ');
  const questions = splitQuestions(spoken);
  if (questions.length > 1) return answerSeveral(draft, questions);
  const { feedback, tried } = draft.state;
  const follows = { question: feedback?.question ?? tried.at(-1)?.question, article: feedback?.article };
  const { knowledge } = draft.deps;
  const read = askFollowing(knowledge, spoken, follows, draft.state.locale, contextOf(draft));
  return reply(draft, read.question, read.answer);
}

/** The sure answers and what was not understood, then what needs more: an errand, a choice, "did this help?". */
function answerSeveral(draft: Draft, questions: readonly string[]): EventOutcome | Lookup {
  const asked = questions.map((question): Asked => ({
    question,
    answer: draft.deps.knowledge.ask(question, draft.state.locale, contextOf(draft)),
  }));
  const read = asked.flatMap((one) => articleOf(one) ?? []);
  const articles = read.filter(
    ({ article }, at) => read.findIndex((one) => one.article.id === article.id) === at,
  );
  const errands = asked.flatMap((one) => errandOf(one) ?? []);
  const doubtful = asked.filter(({ answer }) => answer.kind === 'suggest');
  const choice = errands.length === 0 ? doubtful[0] : undefined;
  const last = articles.at(-1);
  const [errand] = errands;
  if (!last && !errand) return answerQuestion(draft, (choice ?? asked[0])?.question ?? '');

  const ending = errand === undefined && choice === undefined;
  for (const { article, question } of ending ? articles.slice(0, -1) : articles) {
    draft.preface(articleText(article));
    tried(draft, question, article.title);
  }
  for (const { question, answer } of asked) {
    if (answer.kind === 'answer' || question === choice?.question) continue;
    const key = answer.kind === 'suggest' ? 'answer.part-later' : 'answer.part-unknown';
    draft.preface(draft.phrase(key, { question: question.trim().slice(0, MAX_QUOTED) }));
    tried(draft, question);
  }
  if (errand) {
    for (const other of errands.slice(1).reverse()) keepFor(draft, other.flow);
    return startErrand(draft, errand.flow, errand.question);
  }
  if (choice) return answerQuestion(draft, choice.question);
  return last ? giveArticle(draft, last.article, last.question) : 'ignored';
}

function articleOf({ question, answer }: Asked): { question: string; article: Article } | undefined {
  return answer.kind === 'answer' && answer.article.body.length > 0
    ? { question, article: answer.article }
    : undefined;
}

function errandOf({ question, answer }: Asked): { question: string; flow: FlowId } | undefined {
  const article = answer.kind === 'answer' && answer.article.body.length === 0 ? answer.article : undefined;
  return article?.flow === undefined ? undefined : { question, flow: article.flow };
}

/** The second errand is offered when the first is done. */
function keepFor(draft: Draft, id: FlowId): void {
  const flow = draft.deps.flows.get(id);
  if (flow) putAside(draft, [newRun(flow)]);
}

function tried(draft: Draft, question: string, answer?: string): void {
  const one = { question, ...(answer === undefined ? {} : { answer }) };
  draft.remember({ tried: [...draft.state.tried, one].slice(-MAX_TRIED) });
}
