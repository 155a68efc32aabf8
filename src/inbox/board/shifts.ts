// Going on and off shift: the word is kept, and whoever goes off hands over, ticket by ticket, what waits for us.
import type { DeskEvent } from '../../model/desk.ts';
import type { EventId } from '../../model/ids.ts';
import type { Store } from '../../model/store.ts';
import type { Operator, Ticket, TicketStatus } from '../../model/ticket.ts';
import { actorOf } from '../operators.ts';
import { MOST_OPEN } from './queue.ts';

export interface ShiftParts {
  readonly store: Pick<Store, 'tickets' | 'staff' | 'setPresence' | 'acceptDeskEvent' | 'addAudit'>;
  /** The desk that is told what became of each hand-over. */
  readonly desk: string;
  readonly now: Date;
}

/** The hand-over of each ticket is its own event in its own lane; asked again before it is handled, it is the same one. */
export async function changeShift(
  { store, desk, now: at }: ShiftParts,
  who: Operator,
  on: boolean,
): Promise<{ readonly handedOver: number }> {
  const { operator, left } = actorOf(who, await store.staff());
  const line = { at, operator, desk, act: 'shift', detail: on ? 'on' : 'off' };
  if (left) {
    await store.addAudit({ ...line, outcome: 'refused' });
    return { handedOver: 0 };
  }
  await store.setPresence({ operator, on, at });
  await store.addAudit({ ...line, outcome: 'done' });
  if (on) return { handedOver: 0 };
  return { handedOver: await handOverAll(store, operator, desk, at, WAITING) };
}

/** What waits for us; whoever goes off for the day comes back to the rest. */
const WAITING: readonly TicketStatus[] = ['new', 'open'];

/** Asks for the hand-over of every such ticket that the person has, and answers how many they are. */
export async function handOverAll(
  store: Pick<Store, 'tickets' | 'acceptDeskEvent'>,
  operator: Operator,
  desk: string,
  at: Date,
  status: readonly TicketStatus[],
): Promise<number> {
  const all = await store.tickets({ status, limit: MOST_OPEN });
  const theirs = all.filter(({ assignee }) => assignee?.id === operator.id);
  for (const ticket of theirs) await store.acceptDeskEvent(handOver(ticket, operator, desk, at));
  return theirs.length;
}

function handOver(ticket: Ticket, operator: Operator, desk: string, at: Date): DeskEvent {
  const id = `hand-over:${ticket.id}:${operator.id}:${ticket.history.length}` as EventId;
  return { id, desk, ticket: ticket.id, operator, at, body: { kind: 'hand-over' } };
}
