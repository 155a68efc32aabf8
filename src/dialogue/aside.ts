// Another errand in the middle of one: asked whether to switch; what is put aside is kept and offered again.
import type { FlowRun, Mode, Offer } from '../model/conversation.ts';
import type { FlowId } from '../model/ids.ts';
import type { Choice } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { findOrderNumber } from '../flows/slots/order-number.ts';
import { button } from './buttons.ts';
import type { KnownCommand } from './commands.ts';
import type { Draft } from './draft.ts';
import { beginErrand, resumeErrand } from './errand.ts';
import { sayMenu } from './menu.ts';
import { cancelFlowTimers, setFlowTimers } from './silence.ts';

const MOST_SUSPENDED = 2;
/** What was put aside longer ago is not spoken of again. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

type Stack = readonly FlowRun[];

/** Starts the errand, or goes on with it where it had been put aside. */
export function startErrand(draft: Draft, flow: FlowId, words = ''): EventOutcome | Lookup {
  const others = kept(draft).filter((stack) => stack[0]?.flow !== flow);
  const aside = kept(draft).findLast((stack) => stack[0]?.flow === flow);
  draft.remember({ suspended: others.length > 0 ? others : undefined });
  // another order than the one it was about
  const anew = findOrderNumber(words, draft.deps.orderPattern) !== undefined;
  return aside && !anew ? goOnWith(draft, aside) : beginErrand(draft, flow, words);
}

/** "Now it is the return. Switch to the order's status?" The errand under way waits meanwhile. */
export function askToSwitch(draft: Draft, stack: Stack, flow: FlowId, words: string): EventOutcome {
  draft.remember({ mode: { kind: 'flow', stack } });
  ask(
    draft,
    'errand.switch',
    { now: titleOf(draft, stack), other: draft.label(`flow.${flow}.title`) },
    'errand.stay',
  );
  draft.remember({ offer: { kind: 'switch', flow, words } });
  setFlowTimers(draft);
  return 'asked';
}

/** Puts the errand under way aside, for the next one or for silence. */
export function putAside(draft: Draft, stack: Stack): void {
  cancelFlowTimers(draft);
  draft.remember({
    mode: { kind: 'idle' },
    prompt: undefined,
    suspended: [...kept(draft), stack].slice(-MOST_SUSPENDED),
    suspendedAt: draft.deps.now.getTime(),
  });
}

/** Takes the answer to an offer. */
export function settleOffer(draft: Draft, offer: Offer, accepted: boolean): EventOutcome | Lookup {
  draft.remember({ offer: undefined });
  const { mode } = draft.state;
  if (offer.kind === 'resume') return accepted ? resumeLast(draft) : dropLast(draft);
  if (mode.kind !== 'flow') return startErrand(draft, offer.flow, offer.words);
  if (!accepted) return resumeErrand(draft, mode.stack, draft.phrase('errand.staying'));
  putAside(draft, mode.stack);
  return startErrand(draft, offer.flow, offer.words);
}

/** The offer that the customer has been asked about, if any. */
export function askedOffer({ state: { offer } }: Draft): Offer | undefined {
  return offer?.kind === 'switch' || offer?.asked ? offer : undefined;
}

/** Whether the words take the offer up, decline it, or are about something else. */
export function consentOf({ kind }: Offer, known: KnownCommand | undefined): boolean | undefined {
  switch (known?.command) {
    case 'helped':
    case 'thanks':
      return true;
    case 'not-helped':
    case 'cancel':
      return false;
    // "let us go on" with what is under way
    case 'resume':
      return kind === 'resume';
    default:
      return undefined;
  }
}

/** Goes on with the errand put aside last; undefined when there is none. */
export function resumeAside(draft: Draft): EventOutcome | Lookup | undefined {
  return kept(draft).length > 0 ? resumeLast(draft) : undefined;
}

/** The errand put aside last, while it is not forgotten. */
export function lastAside(draft: Draft): Stack | undefined {
  return kept(draft).at(-1);
}

/** What was put aside is offered again once nothing else is under way, or the customer is back. */
export function offerAgain(draft: Draft, before: Mode): void {
  const { mode, offer, suspended } = draft.state;
  if (draft.ticket && draft.ticket.status !== 'closed') return;
  if (mode.kind !== 'idle' || !suspended) return;
  const stack = lastAside(draft);
  if (!stack) {
    draft.remember({ suspended: undefined, suspendedAt: undefined, offer: undefined });
    return;
  }
  const justNow = draft.state.suspendedAt === draft.deps.now.getTime();
  const ended = justNow || before.kind === 'flow' || before.kind === 'handoff';
  if (!ended && (offer?.kind !== 'resume' || offer.asked)) return;
  ask(draft, 'errand.resume', { title: titleOf(draft, stack) }, 'errand.drop');
  draft.remember({ offer: { kind: 'resume', asked: true } });
}

export function titleOf(draft: Draft, stack: Stack): string {
  const flow = stack[0]?.flow ?? '';
  return draft.deps.flows.has(flow as FlowId)
    ? draft.label(`flow.${flow}.title`)
    : draft.label('errand.nameless');
}

function ask(draft: Draft, key: string, words: Readonly<Record<string, string>>, no: string): void {
  const nonce = draft.deps.newId().slice(-6);
  const choices: Choice[] = [
    button.answer(nonce, 'yes', draft.label('common.yes')),
    button.answer(nonce, 'no', draft.label(no)),
  ];
  draft.say(draft.phrase(key, words), { choices });
  draft.remember({ prompt: { nonce, choices } });
}

function resumeLast(draft: Draft): EventOutcome | Lookup {
  const stacks = kept(draft);
  const stack = stacks.at(-1);
  if (!stack) return sayMenu(draft, draft.phrase('menu.again'));
  const others = stacks.slice(0, -1);
  draft.remember({ suspended: others.length > 0 ? others : undefined });
  return goOnWith(draft, stack);
}

function goOnWith(draft: Draft, stack: Stack): EventOutcome | Lookup {
  draft.remember({ misses: 0, feedback: undefined });
  return resumeErrand(draft, stack, draft.phrase('errand.resumed', { title: titleOf(draft, stack) }));
}

function dropLast(draft: Draft): EventOutcome {
  const others = kept(draft).slice(0, -1);
  draft.remember({ suspended: others.length > 0 ? others : undefined, prompt: undefined });
  return sayMenu(draft, draft.phrase('errand.dropped'));
}

function kept(draft: Draft): readonly Stack[] {
  const { suspended, suspendedAt } = draft.state;
  const fresh = suspendedAt === undefined || draft.deps.now.getTime() - suspendedAt <= KEPT_MS;
  return fresh ? (suspended ?? []) : [];
}
