// Whose act it is: what a person's own account does on some desk is done by that person of the staff list. Pure.
import type { DeskBody, DeskEvent } from '../model/desk.ts';
import type { StaffMember } from '../model/staff.ts';
import type { Operator } from '../model/ticket.ts';

/** A desk that knows people by their Telegram accounts calls them so. */
const TELEGRAM_ACCOUNT = /^telegram-group:(\d+)$/u;

export interface Actor {
  readonly operator: Operator;
  /** On the list, but gone: may do nothing. */
  readonly left: boolean;
}

/** Somebody who is not on the list stays who he is. */
export function actorOf(operator: Operator, staff: readonly StaffMember[]): Actor {
  const account = TELEGRAM_ACCOUNT.exec(operator.id)?.[1];
  const member = staff.find(
    ({ id, telegram }) => id === operator.id || (account !== undefined && telegram === Number(account)),
  );
  if (!member) return { operator, left: false };
  return { operator: { id: member.id, name: member.name }, left: !member.active };
}

/** The event as it is stored: by and for people of the list, refused when whoever acts, or is to be given it, has left. */
export function asStaffActs(event: DeskEvent, staff: readonly StaffMember[]): DeskEvent {
  const { operator, left } = actorOf(event.operator, staff);
  const to = event.body.kind === 'assign' ? actorOf(event.body.to, staff) : undefined;
  const body: DeskBody = to ? { kind: 'assign', to: to.operator } : event.body;
  return { ...event, operator, body, ...(left || to?.left === true ? { refused: 'left' as const } : {}) };
}
