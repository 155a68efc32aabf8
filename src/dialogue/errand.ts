// Flows inside the conversation: begins one, feeds it what the customer says, and turns its progress into messages.
import { advance, askAgain, goBack, startFlow } from '../flows/advance.ts';
import type { Slots, StepContext, Utterance } from '../flows/types.ts';
import type { FlowProgress } from '../flows/walk.ts';
import type { FlowRun } from '../model/conversation.ts';
import type { ArticleId, FlowId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { RichText } from '../model/rich-text.ts';
import type { EventOutcome } from '../model/turn.ts';
import { noteFact } from './about.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { handOff } from './handoff.ts';
import { sayMenu } from './menu.ts';
import { cancelFlowTimers, setFlowTimers } from './silence.ts';
import { rulesAsVariables, variablesOf } from './slots.ts';

/**
 * Starts the errand from its first step. What `words` already tell is not asked again. A flow that cannot be begun (an
 * old button) is said to be gone.
 */
export function beginErrand(draft: Draft, flow: FlowId, words = ''): EventOutcome | Lookup {
  if (!canBegin(draft, flow)) {
    draft.say(draft.phrase('common.old-button'));
    return 'answered';
  }
  draft.remember({ misses: 0, feedback: undefined });
  return follow(draft, startFlow(flow, draft.deps.flows, contextOf(draft), {}, words), []);
}

/** A flow without triggers is made to be called by others, unless a rule or the menu starts it. */
function canBegin({ deps: { flows, rules, menu } }: Draft, id: FlowId): boolean {
  const flow = flows.get(id);
  if (!flow) return false;
  const offered = menu.includes(id) || rules.start.some((rule) => rule.flow === id);
  return offered || Object.keys(flow.triggers).length > 0;
}

/** What the customer said goes to the waiting step; `before` is said first. */
export function continueErrand(
  draft: Draft,
  stack: readonly FlowRun[],
  said: Utterance,
): EventOutcome | Lookup {
  return follow(draft, progressOf(draft, stack, said), []);
}

export function progressOf(draft: Draft, stack: readonly FlowRun[], said: Utterance): FlowProgress {
  return advance(stack, said, draft.deps.flows, contextOf(draft));
}

/** Says `before`, then asks the pending question again. */
export function resumeErrand(
  draft: Draft,
  stack: readonly FlowRun[],
  before: RichText,
): EventOutcome | Lookup {
  return follow(draft, askAgain(stack, draft.deps.flows, contextOf(draft)), before);
}

/** Takes the last answer back and asks for it again. */
export function stepBack(draft: Draft, stack: readonly FlowRun[]): EventOutcome | Lookup {
  return follow(draft, goBack(stack, draft.deps.flows, contextOf(draft)), []);
}

export function endErrand(draft: Draft): void {
  cancelFlowTimers(draft);
  draft.remember({ mode: { kind: 'idle' }, prompt: undefined });
}

/** Turns a flow's progress into what is said and remembered. */
export function follow(draft: Draft, progress: FlowProgress, before: RichText): EventOutcome | Lookup {
  const { end } = progress;
  if (end.kind === 'needs') return end.lookup;
  for (const order of progress.verified ?? []) rememberVerified(draft, order);
  for (const effect of progress.effects ?? []) draft.effect(effect);
  const files = progress.files ?? [];
  const text = [...before, ...progress.says.flatMap((saying) => textOf(draft, saying))];
  switch (end.kind) {
    case 'waiting': {
      const nonce = draft.deps.newId().slice(-6);
      const choices = end.ask.choices.map(({ value, label }) => button.answer(nonce, value, label));
      draft.say([...text, ...end.ask.text], { choices, files });
      draft.remember({ mode: { kind: 'flow', stack: end.stack }, prompt: { nonce, choices } });
      setFlowTimers(draft);
      return 'asked';
    }
    case 'ticket': {
      if (text.length > 0 || files.length > 0) draft.say(text, { files });
      const { subject, priority, tier } = end.request;
      return handOff(draft, { reason: 'flow', run: end.run, subject, priority, tier });
    }
    case 'stuck':
      draft.say([...text, ...draft.phrase('common.stuck')], { files });
      return handOff(draft, { reason: 'stuck', run: end.run });
    case 'done':
      endErrand(draft);
      if (text.length > 0 || files.length > 0) draft.say(text, { files });
      return 'answered';
    case 'gone':
      endErrand(draft);
      return sayMenu(draft, [...text, ...draft.phrase('common.flow-gone')]);
    case 'cancelled':
      endErrand(draft);
      draft.say([...text, ...draft.phrase('common.cancelled')], {
        choices: [button.menu(draft.label('menu.more'))],
        files,
      });
      return 'answered';
  }
}

function textOf(draft: Draft, saying: FlowProgress['says'][number]): RichText {
  if (saying.kind === 'text') return saying.text;
  return draft.deps.knowledge.article(saying.article as ArticleId, draft.state.locale)?.body ?? [];
}

function rememberVerified(draft: Draft, order: string): void {
  const now = draft.deps.now.getTime();
  const until = now + draft.deps.verifiedForMs;
  const others = draft.state.verified.filter((one) => one.order !== order && one.until > now);
  draft.remember({ verified: [...others, { order, until }] });
}

/** What a step may know, for slots of one of the flows. */
export function contextOf(draft: Draft): (flow: FlowId, slots: Slots) => StepContext {
  const { deps, state, conversation } = draft;
  return (flow, slots) => ({
    flow,
    slots,
    locale: state.locale,
    now: deps.now,
    timeZone: deps.calendar.timeZone,
    by: conversation.address,
    customer: conversation.customer,
    verified: state.verified.filter(({ until }) => until > deps.now.getTime()).map(({ order }) => order),
    rules: deps.rules,
    orderPattern: deps.orderPattern,
    fact: (lookup) => noteFact(draft, deps.fact(lookup)),
    say: (key, more) =>
      deps.phrases.say(state.locale, key, {
        ...rulesAsVariables(deps.rules),
        ...variablesOf(slots),
        ...more,
      }),
    label: (key) =>
      deps.phrases.label(state.locale, key, { ...rulesAsVariables(deps.rules), ...variablesOf(slots) }),
    has: (key) => deps.phrases.has(state.locale, key),
    article: (id) => deps.knowledge.article(id as ArticleId, state.locale),
  });
}
