// A customer's words: anger first, then an offer, commands, a typed button, the pending question, the knowledge base.
import { isYesOrNo } from '../flows/slots/yes-no.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { answerOutburst, noteAnger } from './anger.ts';
import { noneOfThese, takeFeedback, takeOffer } from './answering.ts';
import { askedOffer, consentOf, lastAside, resumeAside, settleOffer, startErrand } from './aside.ts';
import type { Command } from './commands.ts';
import type { Draft } from './draft.ts';
import { beginErrand, continueErrand, endErrand, resumeErrand, stepBack } from './errand.ts';
import { handOff } from './handoff.ts';
import { answerAfterSilence, asksYesOrNo, hearInFlow } from './in-flow.ts';
import { greet, sayMenu } from './menu.ts';
import { namedErrand } from './named.ts';
import { pressButton } from './pressing.ts';
import { answerWords } from './several.ts';
import { speakTheirLanguage, switchTo } from './speaking.ts';
import { flowOfWords } from './starts.ts';

export function hearText(draft: Draft, text: string): EventOutcome | Lookup {
  const { commands, moods } = draft.deps;
  const offer = askedOffer(draft);
  const answers = !offer && isYesOrNo(text) && asksYesOrNo(draft);
  if (!answers && !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) {
    return again(draft, 'common.not-understood');
  }
  const mood = answers ? undefined : moods.hear(text);
  if (mood?.angry) noteAnger(draft, mood.because);
  if (mood?.empty) return answerOutburst(draft);
  const words = answers ? text : commands.essence(mood?.rest ?? text);
  // "ok" under a summary is a yes, not small talk
  const known = answers ? undefined : commands.recognise(words);
  const named = known || draft.state.mode.kind === 'flow' ? undefined : namedErrand(draft, words);
  const needs = known || named ? switchTo(draft, (known ?? named)?.locale) : speakTheirLanguage(draft, words);
  if (needs) return needs;
  const typed = draft.state.prompt?.choices.find(
    ({ label }) => label.toLowerCase() === words.trim().toLowerCase(),
  );
  if (offer) {
    const accepted = consentOf(offer, known);
    if (accepted !== undefined) return settleOffer(draft, offer, accepted);
    if (typed) return pressButton(draft, typed.value);
    draft.remember({ offer: undefined });
  }
  const done = known && obey(draft, known.command);
  if (done !== undefined) return done;
  if (typed) return pressButton(draft, typed.value);
  const { mode } = draft.state;
  // a detail is kept as it was told
  if (mode.kind === 'flow') return hearInFlow(draft, mode.stack, mood?.angry ? text : words);
  return hearIdle(draft, words);
}

function hearIdle(draft: Draft, words: string): EventOutcome | Lookup {
  if (!/[\p{L}\p{N}]/u.test(words)) {
    draft.say(draft.phrase('talk.emoji'));
    return 'answered';
  }
  const resumed = answerAfterSilence(draft, words);
  if (resumed !== undefined) return resumed;
  const flow = flowOfWords(draft, words);
  return flow === undefined ? answerWords(draft, words) : startErrand(draft, flow, words);
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
    case 'resume':
      if (stack) return again(draft, 'menu.again');
      return resumeAside(draft) ?? sayMenu(draft, draft.phrase('menu.again'));
    case 'menu':
      if (stack) endErrand(draft);
      return sayMenu(draft, draft.phrase('menu.again'));
    case 'greeting':
      if (stack) return resumeErrand(draft, stack, draft.phrase('talk.hello'));
      return isBack(draft) ? welcomeBack(draft) : greet(draft);
    case 'thanks':
    case 'bye': {
      const words = draft.phrase(`talk.${command}`);
      if (stack) return resumeErrand(draft, stack, words);
      draft.say(words);
      return 'answered';
    }
    case 'close':
      // "not needed any more" ends what is under way
      if (stack) {
        endErrand(draft);
        return sayMenu(draft, draft.phrase('common.cancelled'));
      }
      draft.say(draft.phrase('closing.nothing'));
      return 'answered';
    case 'helped':
    case 'not-helped':
      if (stack) return undefined;
      if (mode.kind === 'suggesting' && command === 'not-helped') return noneOfThese(draft);
      return feedback ? takeFeedback(draft, command === 'helped') : takeOffer(draft, command === 'helped');
  }
}

/** After a silence that ended an errand, which is still to be offered. */
function isBack(draft: Draft): boolean {
  const { offer } = draft.state;
  return offer?.kind === 'resume' && !offer.asked && lastAside(draft) !== undefined;
}

/** The offer to go on follows in the same message. */
function welcomeBack(draft: Draft): EventOutcome {
  draft.preface(draft.phrase('talk.hello-again'));
  return 'asked';
}

/** The pending question once more, or the menu. */
function again(draft: Draft, key: string): EventOutcome | Lookup {
  const { mode } = draft.state;
  return mode.kind === 'flow'
    ? resumeErrand(draft, mode.stack, draft.phrase('common.again'))
    : sayMenu(draft, draft.phrase(key));
}
