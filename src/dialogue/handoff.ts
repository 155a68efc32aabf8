// Handing a matter to people: the case is made from what is known, the customer is told what happens next and when.
import { type Matter, routeOf } from '../desk/routing.ts';
import { customerWrote, isFirstWordSince } from '../desk/ticket.ts';
import type { ConversationState, FlowRun } from '../model/conversation.ts';
import type { TicketId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { Case, Priority, Ticket, Tier, Tried } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { fieldsOf, filesOf } from './case-fields.ts';
import type { Deps } from './deps.ts';
import type { Draft } from './draft.ts';
import { giveToSomebody, passOnFromAbsent } from './giving.ts';
import { MAX_TRIED } from './menu.ts';
import { deskFacts, isLookup } from './past.ts';
import { promiseFor } from './promising.ts';
import { variablesOf } from './slots.ts';
import { cancelFlowTimers } from './silence.ts';
import { weighedAtOpening } from './weighed.ts';

const MAX_EARLIER = 5;
/** Requests within this long are contacts about the same trouble. */
const CONTACT_WINDOW_MS = 7 * 24 * 60 * 60 * 1000;

export interface HandoffReason {
  readonly reason: Case['reason'];
  /** The run whose slots make the case. */
  readonly run?: FlowRun;
  /** Phrase key of the subject; without one the last question is the subject. */
  readonly subject?: string;
  readonly priority?: Priority;
  readonly tier?: Tier;
}

/** Opens a ticket and tells the customer; relays instead when one is open already. */
export function handOff(draft: Draft, why: HandoffReason): EventOutcome | Lookup {
  if (draft.ticket) {
    draft.say(draft.phrase('handoff.already', { number: draft.ticket.number }), {
      speaker: { kind: 'system' },
    });
    return 'relayed';
  }
  const lookup: Lookup = { kind: 'ticket-number' };
  const fact = draft.deps.fact(lookup);
  if (fact?.kind !== 'ticket-number') return lookup;
  const facts = deskFacts(draft);
  if (isLookup(facts)) return facts;
  const opened = newTicket(draft, fact.number, why, facts?.earlier ?? []);
  const promise = promiseFor(draft, opened, facts);
  const { number, follows } = opened;
  const ticket = giveToSomebody(draft, promise.by ? { ...opened, promisedBy: promise.by } : opened, facts);
  // said before the ticket is open, so that the desk does not read the bot's announcement
  draft.say(
    [
      ...draft.phrase('handoff.opened', { number }),
      ...(follows === undefined ? [] : draft.phrase('handoff.follows', { number: follows })),
      ...promise.text,
    ],
    { always: true },
  );
  cancelFlowTimers(draft);
  draft.remember({
    mode: { kind: 'handoff', ticket: ticket.id },
    misses: 0,
    prompt: undefined,
    feedback: undefined,
    lastTicket: ticket.id,
    ended: undefined,
    files: undefined,
  });
  draft.openTicket(ticket);
  return 'ticketed';
}

/**
 * A customer's words while a ticket is open: they have been recorded, and so shown on the desks. While nobody has taken it,
 * the customer hears once that they were added, unless he just heard something else.
 */
export function relay(draft: Draft, ticket: Ticket, { heard = false } = {}): EventOutcome | Lookup {
  const wrote = customerWrote(ticket, draft.deps.now);
  const back = wrote.status !== ticket.status;
  const after = back ? passOnFromAbsent(draft, wrote) : wrote;
  if (isLookup(after)) return after;
  if (!heard && (after.assignee?.id !== ticket.assignee?.id || isFirstWordSince(ticket))) {
    draft.say(draft.phrase('handoff.added', { number: ticket.number }), { speaker: { kind: 'system' } });
  }
  draft.keepTicket(after, { quiet: !back && !ticket.unreachable });
  return 'relayed';
}

function newTicket(draft: Draft, called: number, why: HandoffReason, earlier: readonly Ticket[]): Ticket {
  const { deps, state, conversation } = draft;
  const at = deps.now;
  const follows = earlierMatter(earlier, deps);
  const matter = matterOf(draft, why, earlier, follows);
  const route = routeOf(matter, deps.deskRules);
  const questions = triedIn(state).map(({ question }) => question);
  return {
    id: deps.newId() as TicketId,
    number: called,
    conversation: conversation.id,
    customer: conversation.customer,
    subject: subjectOf(draft, why),
    status: 'new',
    ...route,
    openedAt: at,
    case: {
      reason: why.reason,
      ...(why.run ? { flow: why.run.flow } : {}),
      locale: state.locale,
      channel: conversation.address.channel,
      ...(state.customerName === undefined ? {} : { customerName: state.customerName }),
      fields: fieldsOf(draft, why.run),
      files: [...(state.files ?? []), ...(why.run ? filesOf(why.run) : [])],
      tried: triedIn(state),
    },
    ...(follows ? { follows: follows.number } : {}),
    ...(earlier.length === 0
      ? {}
      : { earlier: earlier.slice(0, MAX_EARLIER).map(({ number, subject }) => ({ number, subject })) }),
    weighed: weighedAtOpening(draft, questions, matter),
    history: [{ at, kind: 'opened', detail: route.queue }],
  };
}

/** What the shop's rules look at. */
function matterOf(
  draft: Draft,
  why: HandoffReason,
  earlier: readonly Ticket[],
  follows: Ticket | undefined,
): Matter {
  const { deps, state } = draft;
  const since = deps.now.getTime() - CONTACT_WINDOW_MS;
  const recent = earlier.filter(({ openedAt }) => openedAt.getTime() >= since).length;
  const amount = why.run?.slots['order_total']?.value;
  const words = [
    ...triedIn(state).map(({ question }) => question),
    ...Object.values(why.run?.slots ?? {}).map(({ shown }) => shown),
  ];
  return {
    words: words.join(' '),
    ...(why.run ? { flow: why.run.flow } : {}),
    ...(typeof amount === 'number' ? { amount } : {}),
    contacts: Math.max(recent + 1, follows ? 2 : 1),
    locale: state.locale,
    angry: draft.angry,
    ...(why.priority ? { priority: why.priority } : {}),
    ...(why.tier ? { tier: why.tier } : {}),
  };
}

/** The ticket that this one goes on from: closed not long ago. */
function earlierMatter(earlier: readonly Ticket[], { deskRules, now }: Deps): Ticket | undefined {
  const since = now.getTime() - deskRules.link_hours * 3_600_000;
  return earlier.find(({ closedAt }) => closedAt !== undefined && closedAt.getTime() >= since);
}

/** With the question whose suggestions nobody has chosen from: it was not answered either. */
function triedIn({ tried, mode }: ConversationState): readonly Tried[] {
  return mode.kind === 'suggesting' ? [...tried, { question: mode.question }].slice(-MAX_TRIED) : tried;
}

function subjectOf({ deps, state }: Draft, { subject, run, reason }: HandoffReason): string {
  const words = (key: string): string =>
    deps.phrases.label(deps.deskLocale, key, run ? variablesOf(run.slots) : {});
  if (subject !== undefined) return words(subject).slice(0, 120);
  if (run) return words(`flow.${run.flow}.title`);
  const questions = triedIn(state).map(({ question }) => question);
  // a bare "yes" names no matter
  const asked = questions.findLast((one) => one.trim().includes(' ')) ?? questions.at(-1);
  return asked === undefined ? words(`desk.reason.${reason}`) : asked.replace(/\s+/gu, ' ').slice(0, 80);
}
