// Words in the middle of an errand: an answer to the pending question, a question of the customer's own, another errand.
import type { FlowBook } from '../flows/flow.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { FlowId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Lookup } from '../model/order.ts';
import type { RichText } from '../model/rich-text.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { FlowProgress } from '../flows/walk.ts';
import { contextOf } from './about.ts';
import { articleText } from './answering.ts';
import { askToSwitch, lastAside, putAside, startErrand } from './aside.ts';
import type { Draft } from './draft.ts';
import { follow, progressOf, resumeErrand } from './errand.ts';
import { handOff } from './handoff.ts';
import { flowOfNamedWords, flowOfWords } from './starts.ts';

type Stack = readonly FlowRun[];

/** Details that cannot be mistaken for anything else, wherever they stand. */
const UNMISTAKABLE = ['order-number', 'phone', 'email', 'proof', 'serial'];

export function hearInFlow(draft: Draft, stack: Stack, text: string): EventOutcome | Lookup {
  const urgent = flowOfNamedWords(draft, text);
  if (urgent !== undefined && !stack.some((run) => run.flow === urgent)) {
    putAside(draft, stack);
    return startErrand(draft, urgent, text);
  }
  const progress = progressOf(draft, stack, { text });
  if (progress.end.kind === 'needs') return progress.end.lookup;
  const understood = isUnderstood(progress);
  const asks = /\?\s*$/u.test(text);
  const flow = otherErrand(draft, stack, text, asks || !understood);
  if (flow !== undefined) return askToSwitch(draft, stack, flow, text);
  if (asks || (!understood && text.trim().split(/\s+/u).length >= 2)) {
    const answered = answerBetween(draft, stack, text, progress);
    if (answered !== undefined) return answered;
  }
  if (!understood && draft.angry) {
    draft.say(draft.phrase('common.stuck'));
    const run = stack.at(-1);
    return handOff(draft, { reason: 'angry', ...(run ? { run } : {}) });
  }
  return follow(draft, progress, []);
}

/** Whether the pending question can be answered with a plain yes or no. */
export function asksYesOrNo({ state: { mode }, deps }: Draft): boolean {
  const step = mode.kind === 'flow' ? pendingStep(mode.stack, deps.flows) : undefined;
  return (
    step?.kind === 'confirm' ||
    step?.kind === 'guide' ||
    (step?.kind === 'collect' && [step.type].flat().includes('yes-no'))
  );
}

/**
 * The customer is back after a silence and answers the question that he had left: the errand goes on as if nothing had
 * happened. Undefined when the words are anything else.
 */
export function answerAfterSilence(draft: Draft, text: string): EventOutcome | Lookup | undefined {
  const { offer } = draft.state;
  const stack = offer?.kind === 'resume' && !offer.asked ? lastAside(draft) : undefined;
  if (!stack || !isUnmistakable(stack, draft.deps.flows)) return undefined;
  const progress = progressOf(draft, stack, { text });
  if (progress.end.kind === 'needs') return progress.end.lookup;
  if (!isUnderstood(progress)) return undefined;
  const others = draft.state.suspended?.slice(0, -1) ?? [];
  draft.remember({ offer: undefined, suspended: others.length > 0 ? others : undefined });
  return follow(draft, progress, []);
}

/** An errand that the words name, and that is not under way. */
function otherErrand(draft: Draft, stack: Stack, text: string, search: boolean): FlowId | undefined {
  const { flows, knowledge } = draft.deps;
  const isOther = (flow: FlowId | undefined): flow is FlowId =>
    flow !== undefined && flows.has(flow) && !stack.some((run) => run.flow === flow);
  const named = flowNamed(flows, text, draft.state.locale);
  if (isOther(named)) return named;
  if (!search) return undefined;
  const ruled = flowOfWords(draft, text);
  if (isOther(ruled)) return ruled;
  const answer = knowledge.ask(text, draft.state.locale, contextOf(draft));
  const found =
    answer.kind === 'answer' && answer.article.body.length === 0 ? answer.article.flow : undefined;
  return isOther(found) ? found : undefined;
}

/** The flow one of whose trigger questions is exactly this. */
function flowNamed(flows: FlowBook, text: string, locale: Locale): FlowId | undefined {
  const said = plain(text);
  for (const flow of flows.values()) {
    if (flow.triggers[locale]?.some((trigger) => plain(trigger) === said)) return flow.id;
  }
  return undefined;
}

/** The answer to a question in between, with what the message tells beside it; undefined when nothing is known. */
function answerBetween(
  draft: Draft,
  stack: Stack,
  text: string,
  progress: FlowProgress,
): EventOutcome | Lookup | undefined {
  const sentences = text.match(/[^.!?\n]+[.!?]*/gu) ?? [text];
  const questions = sentences.filter((sentence) => sentence.trim().endsWith('?'));
  const statement = sentences
    .filter((sentence) => !questions.includes(sentence))
    .join(' ')
    .trim();
  const words: RichText[] = (questions.length > 0 && statement !== '' ? questions : [text]).flatMap(
    (question) => {
      const answer = draft.deps.knowledge.ask(question.trim(), draft.state.locale, contextOf(draft));
      return answer.kind === 'answer' && answer.article.body.length > 0 ? [articleText(answer.article)] : [];
    },
  );
  if (words.length === 0) return undefined;
  const told = tellsBeside(draft, stack, statement, progress);
  if (told?.end.kind === 'needs') return told.end.lookup;
  return told ? follow(draft, told, words.flat()) : resumeErrand(draft, stack, words.flat());
}

/** How the errand goes on with what the message says beside its question. */
function tellsBeside(
  draft: Draft,
  stack: Stack,
  statement: string,
  progress: FlowProgress,
): FlowProgress | undefined {
  if (statement !== '') {
    const told = progressOf(draft, stack, { text: statement });
    return told.end.kind === 'needs' || isUnderstood(told) ? told : undefined;
  }
  return isUnderstood(progress) && isUnmistakable(stack, draft.deps.flows) ? progress : undefined;
}

function isUnderstood({ end }: FlowProgress): boolean {
  return !(end.kind === 'stuck' || (end.kind === 'waiting' && !end.understood));
}

function isUnmistakable(stack: Stack, flows: FlowBook): boolean {
  const step = pendingStep(stack, flows);
  return step?.kind === 'collect' && [step.type].flat().every((type) => UNMISTAKABLE.includes(type));
}

function pendingStep(stack: Stack, flows: FlowBook) {
  const run = stack.at(-1);
  return run && flows.get(run.flow)?.steps.find(({ id }) => id === run.step);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
