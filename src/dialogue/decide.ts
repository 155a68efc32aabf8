// The decision of one turn: a pure function from what is stored and what happened to what changes.
import type { Lookup } from '../model/order.ts';
import type { EventOutcome, LaneEvent, PendingEvent, TimerKind, TurnInput } from '../model/turn.ts';
import { hearCustomer, keepUnanswered } from './customer.ts';
import type { Decision, Deps } from './deps.ts';
import { Draft } from './draft.ts';
import { endErrand, resumeErrand } from './errand.ts';
import { handOff } from './handoff.ts';
import { hearOperator } from './operator.ts';
import { remindOnlyOnce } from './silence.ts';
import { hearUndelivered } from './undelivered.ts';

/** Decides the oldest pending event of `input`. Throws only on our own mistakes. */
export function decide(input: TurnInput, deps: Deps): Decision {
  return conclude(input, deps, (draft, { event }) => hear(draft, event));
}

/** The turn that is made when deciding failed: the customer is told, and people get the matter with the message itself. */
export function decideFailure(input: TurnInput, deps: Deps): Decision {
  return conclude(input, deps, (draft, { event }) => {
    if (event.kind === 'message') keepUnanswered(draft, event.message);
    draft.remember({ mode: draft.ticket ? draft.state.mode : { kind: 'idle' }, prompt: undefined });
    if (draft.ticket) {
      const text = deps.phrases.label(deps.deskLocale, 'desk.notice.failure');
      draft.post({ kind: 'notice', ticket: draft.ticket.id, text });
      return 'failed';
    }
    const opened = handOff(draft, { reason: 'failure', priority: 'high' });
    return typeof opened === 'object' ? opened : 'failed';
  });
}

function conclude(
  input: TurnInput,
  deps: Deps,
  hearing: (draft: Draft, pending: PendingEvent) => EventOutcome | Lookup,
): Decision {
  const pending = input.pending[0];
  if (!pending) throw new RangeError('a turn needs a pending event');
  const draft = new Draft(input, deps);
  const result = hearing(draft, pending);
  if (typeof result === 'object') return { kind: 'needs', lookup: result };
  return { kind: 'done', changes: draft.changes([pending.id], result) };
}

function hear(draft: Draft, event: LaneEvent): EventOutcome | Lookup {
  switch (event.kind) {
    case 'message':
      return hearCustomer(draft, event.message);
    case 'desk':
      return hearOperator(draft, event.event);
    case 'undelivered':
      return hearUndelivered(draft, event);
    case 'timer':
      return hearTimer(draft, event.timer.what);
  }
}

function hearTimer(draft: Draft, what: TimerKind): EventOutcome | Lookup {
  const { mode } = draft.state;
  if (draft.ticket || mode.kind !== 'flow') return 'ignored';
  switch (what.kind) {
    case 'flow-reminder': {
      const asked = resumeErrand(draft, mode.stack, draft.phrase('silence.reminder'));
      remindOnlyOnce(draft);
      return asked;
    }
    case 'flow-expiry':
      endErrand(draft);
      draft.say(draft.phrase('silence.expired'));
      return 'answered';
    case 'ticket':
      return 'ignored';
  }
}
