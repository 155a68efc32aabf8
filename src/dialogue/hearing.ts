// A customer's words: commands first, then a typed button, then the pending question, then the knowledge base.
import { detectLanguage } from '../knowledge/language.ts';
import { isYesOrNo } from '../flows/slots/yes-no.ts';
import { findOrderNumber } from '../flows/slots/order-number.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { FlowId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { contextOf } from './about.ts';
import { answerWords, articleText, noneOfThese, takeFeedback, takeOffer } from './answering.ts';
import type { Command } from './commands.ts';
import type { Draft } from './draft.ts';
import {
  beginErrand,
  continueErrand,
  endErrand,
  follow,
  progressOf,
  resumeErrand,
  stepBack,
} from './errand.ts';
import { handOff } from './handoff.ts';
import { sayMenu } from './menu.ts';
import { pressButton } from './pressing.ts';

/** Words below this count carry too little to switch the language by. */
const LETTERS_TO_SWITCH = 6;
const WORDS_TO_SWITCH_IN_FLOW = 3;

export function hearText(draft: Draft, text: string): EventOutcome | Lookup {
  const answers = isYesOrNo(text) && asksYesOrNo(draft);
  if (!answers && !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) {
    return again(draft, 'common.not-understood');
  }
  // "ok" under a summary is a yes, not small talk
  const known = answers ? undefined : draft.deps.commands.recognise(text);
  if (!known) speakTheirLanguage(draft, text);
  else if (known.locale) draft.remember({ locale: known.locale });
  const done = known && obey(draft, known.command);
  if (done !== undefined) return done;
  const typed = draft.state.prompt?.choices.find(
    ({ label }) => label.toLowerCase() === text.trim().toLowerCase(),
  );
  if (typed) return pressButton(draft, typed.value);
  const { mode } = draft.state;
  if (mode.kind === 'flow') return hearInFlow(draft, mode.stack, text);
  return isOrderNumber(text, draft.deps.orderPattern)
    ? hearOrderNumber(draft, text)
    : answerWords(draft, text);
}

/** An order number and next to nothing else. */
function isOrderNumber(text: string, pattern: RegExp): boolean {
  return findOrderNumber(text, pattern) !== undefined && text.trim().split(/\s+/u).length <= 3;
}

/** It belongs to the errand that the last answer offered; otherwise the customer wants to know where the order is. */
function hearOrderNumber(draft: Draft, text: string): EventOutcome | Lookup {
  const { deps, state } = draft;
  const answered = state.feedback && deps.knowledge.article(state.feedback.article, state.locale);
  const flow = answered?.flow ?? ('order-status' as FlowId);
  return deps.flows.has(flow) ? beginErrand(draft, flow, text) : answerWords(draft, text);
}

/** Undefined when the command means nothing here, so that the words are taken as words. */
function obey(draft: Draft, command: Command): EventOutcome | Lookup | undefined {
  const { mode, feedback } = draft.state;
  const stack = mode.kind === 'flow' ? mode.stack : undefined;
  const run = stack?.at(-1);
  switch (command) {
    case 'operator':
      return handOff(draft, { reason: 'asked', ...(run ? { run } : {}) });
    case 'cancel':
      if (!stack) return sayMenu(draft, draft.phrase('common.nothing-to-cancel'));
      endErrand(draft);
      return sayMenu(draft, draft.phrase('common.cancelled'));
    case 'back':
      return stack ? stepBack(draft, stack) : sayMenu(draft, draft.phrase('menu.again'));
    case 'restart':
      return stack?.[0] ? beginErrand(draft, stack[0].flow) : sayMenu(draft, draft.phrase('menu.again'));
    case 'repeat':
      return again(draft, 'menu.again');
    case 'skip':
      return stack ? continueErrand(draft, stack, { choice: 'skip' }) : undefined;
    case 'menu':
      if (stack) endErrand(draft);
      return sayMenu(draft, draft.phrase('menu.again'));
    case 'greeting':
      return stack
        ? resumeErrand(draft, stack, draft.phrase('talk.hello'))
        : sayMenu(draft, draft.phrase('menu.greeting'));
    case 'thanks':
    case 'bye': {
      const words = draft.phrase(`talk.${command}`);
      if (stack) return resumeErrand(draft, stack, words);
      draft.say(words);
      return 'answered';
    }
    case 'helped':
    case 'not-helped':
      if (stack) return undefined;
      if (mode.kind === 'suggesting' && command === 'not-helped') return noneOfThese(draft);
      return feedback ? takeFeedback(draft, command === 'helped') : takeOffer(draft, command === 'helped');
  }
}

/** Whether the pending question can be answered with a plain yes or no. */
function asksYesOrNo({ state: { mode }, deps }: Draft): boolean {
  const run = mode.kind === 'flow' ? mode.stack.at(-1) : undefined;
  const step = run && deps.flows.get(run.flow)?.steps.find(({ id }) => id === run.step);
  return (
    step?.kind === 'confirm' ||
    step?.kind === 'guide' ||
    (step?.kind === 'collect' && [step.type].flat().includes('yes-no'))
  );
}

function hearInFlow(draft: Draft, stack: readonly FlowRun[], text: string): EventOutcome | Lookup {
  const progress = progressOf(draft, stack, { text });
  const { end } = progress;
  if (end.kind === 'needs') return end.lookup;
  const misunderstood = end.kind === 'stuck' || (end.kind === 'waiting' && !end.understood);
  const looksLikeQuestion = /\?\s*$/u.test(text) || (misunderstood && text.trim().split(/\s+/u).length >= 2);
  if (looksLikeQuestion) {
    const answer = draft.deps.knowledge.ask(text, draft.state.locale, contextOf(draft));
    if (answer.kind === 'answer' && answer.article.body.length > 0) {
      return resumeErrand(draft, stack, articleText(answer.article));
    }
  }
  return follow(draft, progress, []);
}

/** The pending question once more, or the menu. */
function again(draft: Draft, key: string): EventOutcome | Lookup {
  const { mode } = draft.state;
  return mode.kind === 'flow'
    ? resumeErrand(draft, mode.stack, draft.phrase('common.again'))
    : sayMenu(draft, draft.phrase(key));
}

function speakTheirLanguage(draft: Draft, text: string): void {
  // an address or a model number is in no language
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word) && !/[@\d]/u.test(word));
  // a brand or a name is often the whole answer to a question of ours
  if (draft.state.mode.kind === 'flow' && words.length < WORDS_TO_SWITCH_IN_FLOW) return;
  const spoken = words.join(' ');
  const letters = (spoken.match(/\p{L}/gu) ?? []).length;
  const latin = (spoken.match(/\p{Script=Latin}/gu) ?? []).length;
  if (letters < LETTERS_TO_SWITCH) return;
  // two words in the alphabet of the conversation prove nothing
  if (words.length < WORDS_TO_SWITCH_IN_FLOW && latin > 0 === (draft.state.locale === 'en')) return;
  const locale = detectLanguage(spoken, draft.state.locale);
  // a brand name among Cyrillic words makes nobody English
  if (locale === 'en' && latin * 2 < letters) return;
  if (locale !== draft.state.locale) draft.remember({ locale });
}
