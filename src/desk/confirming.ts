// The end of a ticket waits for the customer's word: since when he is asked, when he is reminded, when his silence ends it. Pure.
import type { Ticket } from '../model/ticket.ts';
import type { DeskRules } from './desk-rules.ts';

export interface Confirming {
  readonly asked: Date;
  /** When he was reminded, and the delivery that carried it; absent until then. */
  readonly reminded?: { readonly at: Date; readonly delivery: string | undefined };
  readonly remindAt: Date;
  /** Silence ends it then: always the same time after the reminder, however late that was. */
  readonly closeAt: Date;
}

const HOUR_MS = 3_600_000;

/** Undefined unless he is asked. */
export function confirmingOf({ status, history }: Ticket, rules: DeskRules): Confirming | undefined {
  const from = status === 'solved' ? history.findLastIndex(({ kind }) => kind === 'solved') : -1;
  const asked = history[from]?.at;
  if (!asked) return undefined;
  const last = history.slice(from).findLast(({ kind }) => kind === 'reminded');
  const remindAt = new Date(asked.getTime() + rules.confirm.remind_hours * HOUR_MS);
  return {
    asked,
    ...(last ? { reminded: { at: last.at, delivery: last.detail } } : {}),
    remindAt,
    closeAt: closeAfter(last?.at ?? remindAt, rules),
  };
}

/** When silence since that reminder ends it. */
export function closeAfter(reminder: Date, { confirm }: DeskRules): Date {
  return new Date(reminder.getTime() + (confirm.close_hours - confirm.remind_hours) * HOUR_MS);
}
