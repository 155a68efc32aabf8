// Small labels: status, priority, who has it.
import type { Operator, Priority, TicketStatus } from '../../../model/ticket.ts';
import { h } from './dom.ts';
import type { Text } from './text.ts';

export function statusMark(status: TicketStatus, text: Text, hint?: string): HTMLElement {
  return h('span', { class: `mark status-${status}`, title: hint }, text.status[status]);
}

/** Only what stands out: high and urgent. */
export function priorityMark(priority: Priority, text: Text): HTMLElement | undefined {
  if (priority === 'low' || priority === 'normal') return undefined;
  return h('span', { class: `mark priority-${priority}` }, text.priority[priority]);
}

export function assigneeMark(
  assignee: Operator | undefined,
  me: string,
  text: Text,
): HTMLElement | undefined {
  if (!assignee) return undefined;
  return h('span', { class: 'assignee' }, assignee.id === me ? text.you : assignee.name);
}
