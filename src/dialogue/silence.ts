// What happens when a customer falls silent in the middle of an errand: one reminder, later a polite end.
import type { TimerId } from '../model/ids.ts';
import type { Timer } from '../model/turn.ts';
import type { Draft } from './draft.ts';

const REMIND_AFTER_MS = 20 * 60 * 1000;
const EXPIRE_AFTER_MS = 24 * 60 * 60 * 1000;

export function setFlowTimers(draft: Draft): void {
  draft.setTimer(timer(draft, 'flow-reminder', REMIND_AFTER_MS));
  draft.setTimer(timer(draft, 'flow-expiry', EXPIRE_AFTER_MS));
}

export function cancelFlowTimers(draft: Draft): void {
  draft.cancelTimer(idOf(draft, 'flow-reminder'));
  draft.cancelTimer(idOf(draft, 'flow-expiry'));
}

/** After the reminder only the end may come. */
export function remindOnlyOnce(draft: Draft): void {
  draft.cancelTimer(idOf(draft, 'flow-reminder'));
}

function timer(draft: Draft, kind: 'flow-reminder' | 'flow-expiry', afterMs: number): Timer {
  return {
    id: idOf(draft, kind),
    conversation: draft.conversation.id,
    due: new Date(draft.deps.now.getTime() + afterMs),
    what: { kind },
  };
}

function idOf(draft: Draft, kind: string): TimerId {
  return `${kind}:${draft.conversation.id}` as TimerId;
}
