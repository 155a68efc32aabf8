// A question in free words: answered when sure, a choice of titles when close, otherwise honestly not.
import type { Answer, Article, Ranked } from '../model/knowledge.ts';
import type { ArticleId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { Block, RichText } from '../model/rich-text.ts';
import type { Tried } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { contextOf } from './about.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { startErrand } from './aside.ts';
import { handOff } from './handoff.ts';
import { MAX_TRIED, sayMenu } from './menu.ts';

/** No answer once: please rephrase; twice: a person is offered; three times: a person is called. */
const NEARLY = 0.9;
/** Share of the best candidate's chance from which another counts as a rival. */
const RIVAL = 0.5;
const MISSES_TO_OFFER = 2;
const MISSES_TO_CALL = 3;

export function answerQuestion(draft: Draft, question: string): EventOutcome | Lookup {
  return reply(draft, question, draft.deps.knowledge.ask(question, draft.state.locale, contextOf(draft)));
}

/** What became of a question. */
export function reply(draft: Draft, question: string, answer: Answer): EventOutcome | Lookup {
  switch (answer.kind) {
    case 'answer':
      return giveArticle(draft, errandBehind(answer) ?? answer.article, question);
    case 'suggest': {
      const errand = errandAmong(answer.candidates);
      return errand ? giveArticle(draft, errand, question) : suggest(draft, question, answer.candidates);
    }
    case 'none':
      return miss(draft, question);
  }
}

/** The flow's own entry, when it fits nearly as well as the article that offers the flow: doing beats reading. */
function errandBehind({
  article,
  confidence,
  nearest,
}: Extract<Answer, { kind: 'answer' }>): Article | undefined {
  if (article.flow === undefined) return undefined;
  const entry = nearest.find((one) => one.article.flow === article.flow && one.article.body.length === 0);
  return entry && entry.confidence >= confidence * NEARLY ? entry.article : undefined;
}

/** The flow's own entry when the doubt is only between it and articles that offer the same flow: one errand, not a choice. */
function errandAmong(candidates: readonly Ranked[]): Article | undefined {
  const [first, ...others] = candidates;
  const flow = first?.article.flow;
  if (first === undefined || flow === undefined) return undefined;
  const rivals = others.filter(({ confidence }) => confidence >= first.confidence * RIVAL);
  if (rivals.length === 0 || rivals.some(({ article }) => article.flow !== flow)) return undefined;
  return [first, ...rivals].find(({ article }) => article.body.length === 0)?.article;
}

/** The article itself with "did this help?"; a flow's own entry starts its flow. */
export function giveArticle(draft: Draft, article: Article, question: string): EventOutcome | Lookup {
  if (article.body.length === 0 && article.flow !== undefined)
    return startErrand(draft, article.flow, question);
  // in anger nobody is asked how it was
  const survey = draft.angry ? [] : draft.phrase('answer.helped');
  draft.say([...articleText(article), ...survey], {
    choices: [
      ...(draft.angry
        ? [button.operator(draft.label('menu.operator'))]
        : [button.helped(true, draft.label('answer.yes')), button.helped(false, draft.label('answer.no'))]),
      ...(article.flow !== undefined && draft.deps.flows.has(article.flow)
        ? [button.flow(article.flow, draft.label(`flow.${article.flow}.title`))]
        : []),
    ],
  });
  draft.remember({
    mode: { kind: 'idle' },
    misses: 0,
    prompt: undefined,
    feedback: { article: article.id, question },
    tried: [...draft.state.tried, { question, answer: article.title }].slice(-MAX_TRIED),
  });
  return 'answered';
}

/** A title from the suggestions, or from any older button, was chosen. */
export function giveChosen(draft: Draft, id: ArticleId): EventOutcome | Lookup {
  const article = draft.deps.knowledge.article(id, draft.state.locale);
  if (!article) return sayMenu(draft, draft.phrase('common.old-button'));
  const { mode } = draft.state;
  const asked = mode.kind === 'suggesting' && mode.candidates.includes(id) ? mode.question : undefined;
  if (asked !== undefined) draft.feedback({ article: id, question: asked, verdict: 'chosen' });
  return giveArticle(draft, article, asked ?? article.title);
}

/** "Did this help?" was answered. An answer with nothing to refer to (pressed twice, a week old) is taken politely. */
export function takeFeedback(draft: Draft, helped: boolean): EventOutcome | Lookup {
  const { feedback } = draft.state;
  if (feedback) {
    draft.feedback({ ...feedback, verdict: helped ? 'helped' : 'not-helped' });
    draft.remember({ feedback: undefined, ...(helped ? {} : { tried: missed(draft, feedback.question) }) });
  }
  if (helped) {
    draft.remember({ angryAt: undefined, angryWords: undefined });
    draft.say(draft.phrase('answer.glad'));
    return 'answered';
  }
  draft.remember({ misses: Math.max(draft.state.misses, MISSES_TO_OFFER - 1) });
  draft.say(draft.phrase('answer.sorry'), { choices: [button.operator(draft.label('menu.operator'))] });
  return 'answered';
}

/** The last answer to that question did not help: people are to see it, and an operator may teach a better one. */
function missed({ state: { tried } }: Draft, question: string): readonly Tried[] {
  const at = tried.findLastIndex((one) => one.question === question);
  const last = tried[at];
  return last === undefined ? tried : tried.with(at, { ...last, verdict: 'not-helped' });
}

/** Yes or no to "shall I call a person?"; undefined when that was not asked. */
export function takeOffer(draft: Draft, accepted: boolean): EventOutcome | Lookup | undefined {
  if (draft.state.misses < MISSES_TO_OFFER) return undefined;
  if (accepted) return handOff(draft, { reason: 'no-answer' });
  draft.remember({ misses: 0 });
  return sayMenu(draft, draft.phrase('menu.again'));
}

export function articleText(article: Article): RichText {
  const title: Block = { kind: 'heading', spans: [{ kind: 'text', text: article.title }] };
  return [title, ...article.body];
}

/** None of the suggestions fits. */
export function noneOfThese(draft: Draft): EventOutcome | Lookup {
  const { mode } = draft.state;
  return miss(draft, mode.kind === 'suggesting' ? mode.question : undefined);
}

function suggest(draft: Draft, question: string, candidates: readonly Ranked[]): EventOutcome {
  // a second list in a row did not fit either: a person is one button away
  const again = draft.state.mode.kind === 'suggesting' || draft.state.misses > 0 || draft.angry;
  draft.say(draft.phrase('answer.suggest'), {
    choices: [
      ...candidates.map(({ article }) => button.article(article.id, article.title)),
      button.other(draft.label('answer.other')),
      ...(again ? [button.operator(draft.label('menu.operator'))] : []),
    ],
  });
  draft.remember({
    mode: { kind: 'suggesting', question, candidates: candidates.map(({ article }) => article.id) },
    prompt: undefined,
    feedback: undefined,
  });
  return 'answered';
}

function miss(draft: Draft, question: string | undefined): EventOutcome | Lookup {
  const misses = draft.state.misses + 1;
  draft.remember({
    mode: { kind: 'idle' },
    misses,
    prompt: undefined,
    feedback: undefined,
    ...(question === undefined ? {} : { tried: [...draft.state.tried, { question }].slice(-MAX_TRIED) }),
  });
  if (draft.angry) return handOff(draft, { reason: 'angry' });
  if (misses >= MISSES_TO_CALL) return handOff(draft, { reason: 'no-answer' });
  if (misses >= MISSES_TO_OFFER) {
    draft.say(draft.phrase('answer.offer-person'), {
      choices: [button.operator(draft.label('menu.operator')), button.menu(draft.label('menu.more'))],
    });
    return 'answered';
  }
  draft.say(draft.phrase('answer.rephrase'));
  return 'asked';
}
