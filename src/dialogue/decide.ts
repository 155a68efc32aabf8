// The decision of one turn: a pure function from what is stored and what happened to what changes.
import type { Lookup } from '../model/order.ts';
import type { EventOutcome, LaneEvent, PendingEvent, TimerKind, TurnInput } from '../model/turn.ts';
import { offerAgain, putAside } from './aside.ts';
import { gather, type Gathered } from './burst.ts';
import { hearCustomer, keepUnanswered } from './customer.ts';
import type { Decision, Deps } from './deps.ts';
import { Draft } from './draft.ts';
import { resumeErrand } from './errand.ts';
import { handOff } from './handoff.ts';
import { hearOperator } from './operator.ts';
import { remindOnlyOnce } from './silence.ts';
import { hearTicketTimer } from './ticket-timers.ts';
import { hearUndelivered } from './undelivered.ts';

/** Decides the oldest pending event of `input`, with those that belong to it. Throws only on our own mistakes. */
export function decide(input: TurnInput, deps: Deps): Decision {
  return conclude(input, deps, (draft, { event }, gathered) => {
    const before = draft.state.mode;
    const outcome = hear(draft, event, gathered, input);
    if (typeof outcome === 'string' && (event.kind === 'message' || event.kind === 'desk'))
      offerAgain(draft, before);
    return outcome;
  });
}

/** The turn that is made when deciding failed: the customer is told, and people get the matter with the message itself. */
export function decideFailure(input: TurnInput, deps: Deps): Decision {
  return conclude(input, deps, (draft, _, { messages }) => {
    keepUnanswered(draft, messages);
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

/** The last resort, when even that failed time and again: the event is over, marked as failed, and stays in the transcript. */
export function decideLost(input: TurnInput, deps: Deps): Decision {
  return conclude(input, deps, (draft, _, { messages }) => {
    keepUnanswered(draft, messages);
    if (draft.ticket) {
      const text = deps.phrases.label(deps.deskLocale, 'desk.notice.failure');
      draft.post({ kind: 'notice', ticket: draft.ticket.id, text });
    }
    return 'failed';
  });
}

function conclude(
  input: TurnInput,
  deps: Deps,
  hearing: (draft: Draft, pending: PendingEvent, gathered: Gathered) => EventOutcome | Lookup,
): Decision {
  const pending = input.pending[0];
  if (!pending) throw new RangeError('a turn needs a pending event');
  const gathered = gather(input);
  const draft = new Draft(input, deps);
  const result = hearing(draft, pending, gathered);
  if (typeof result === 'object') return { kind: 'needs', lookup: result };
  return { kind: 'done', changes: draft.changes(gathered.ids, result) };
}

function hear(
  draft: Draft,
  event: LaneEvent,
  { body, messages, act }: Gathered,
  { pending }: TurnInput,
): EventOutcome | Lookup {
  switch (event.kind) {
    case 'message':
      return hearCustomer(draft, body ?? event.message.body, messages);
    case 'desk':
      return hearOperator(draft, act ?? event.event);
    case 'undelivered':
      return hearUndelivered(draft, event);
    case 'timer': {
      const isBack = pending.some((other) => other.event.kind === 'message');
      if (event.timer.what.kind === 'ticket')
        return hearTicketTimer(draft, event.timer.what.ticket, event.timer.what.step, isBack);
      return isBack ? 'ignored' : hearTimer(draft, event.timer.what);
    }
  }
}

function hearTimer(draft: Draft, what: Exclude<TimerKind, { kind: 'ticket' }>): EventOutcome | Lookup {
  const { mode } = draft.state;
  if (draft.ticket || mode.kind !== 'flow') return 'ignored';
  switch (what.kind) {
    case 'flow-reminder': {
      draft.remember({ offer: undefined });
      const asked = resumeErrand(draft, mode.stack, draft.phrase('silence.reminder'));
      remindOnlyOnce(draft);
      return asked;
    }
    case 'flow-expiry':
      putAside(draft, mode.stack);
      draft.remember({ offer: { kind: 'resume', asked: false } });
      draft.say(draft.phrase('silence.expired'));
      return 'answered';
  }
}
