// Small labels: status, priority, tier, clocks, who has it.
import type { Operator, Priority, TicketStatus } from '../../../model/ticket.ts';
import type { Board, TicketRow } from '../wire.ts';
import { avatar } from './avatar.ts';
import { h, type Child } from './dom.ts';
import { icon } from './icons.ts';
import type { Text } from './text.ts';
import { briefly, due, moment, soon } from './time.ts';

/** With less than this left on its clock a request stands out. */
const PRESSING_MS = 15 * 60_000;

export function statusMark(status: TicketStatus, text: Text, hint?: string): HTMLElement {
  return h('span', { class: `mark status-${status}`, title: hint }, text.status[status]);
}

/** Only what stands out: high and urgent. */
export function priorityMark(priority: Priority, text: Text): HTMLElement | undefined {
  if (priority === 'low' || priority === 'normal') return undefined;
  return h('span', { class: `mark priority-${priority}` }, text.priority[priority]);
}

/** What makes a request stand out: late or soon so, put aside, out of reach, in a queue of its own. */
export function rowMarks(
  row: TicketRow,
  board: Board | undefined,
  now: number,
  text: Text,
): readonly Child[] {
  return [
    clockMark(row, now, text),
    row.snoozedUntil !== undefined &&
      row.snoozedUntil > now &&
      h(
        'span',
        { class: 'mark plain', title: moment(row.snoozedUntil, text) },
        icon('moon'),
        text.until(soon(row.snoozedUntil, now, text)),
      ),
    row.unreachable &&
      h('span', { class: 'mark unreachable', title: text.unreachable }, icon('alert'), text.unreachableShort),
    queueMark(row, board, text),
  ];
}

/** Only of what is not in the usual queue, the first one. */
export function queueMark(
  { queue, tier }: Pick<TicketRow, 'queue' | 'tier'>,
  board: Board | undefined,
  text: Text,
): HTMLElement | undefined {
  const known = board?.queues.find(({ name }, at) => at > 0 && name === queue);
  const words = known?.titles[text.locale] ?? (tier === 3 ? text.tier3 : undefined);
  return words === undefined ? undefined : h('span', { class: 'mark tier' }, words);
}

export function clockMark(
  { dueAt, late, status }: TicketRow,
  now: number,
  text: Text,
): HTMLElement | undefined {
  if (status === 'closed' || (dueAt === undefined && !late)) return undefined;
  if (dueAt === undefined) return h('span', { class: 'mark late' }, icon('clock'), text.late);
  const isLate = late === true || dueAt < now;
  const kind = isLate ? 'late' : dueAt - now < PRESSING_MS ? 'pressing' : 'calm';
  const words = due(Math.min(dueAt, isLate ? now - 1 : dueAt), now, text);
  return h(
    'span',
    { class: `mark clock ${kind}`, title: `${words} · ${moment(dueAt, text)}` },
    icon('clock'),
    h('span', { class: 'full' }, words),
    h('span', { class: 'brief', 'aria-hidden': 'true' }, briefly(dueAt, now, text)),
  );
}

export function assigneeMark(
  assignee: Operator | undefined,
  me: string,
  text: Text,
): HTMLElement | undefined {
  if (!assignee) return undefined;
  const name = assignee.id === me ? text.you : assignee.name;
  return h(
    'span',
    { class: 'assignee', title: name },
    avatar(assignee.name, 'small'),
    h('span', { class: 'visually-hidden' }, name),
  );
}
