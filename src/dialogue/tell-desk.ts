// Lines for the staff: to the desk on which something was tried, or to all of them.
import type { DeskEvent } from '../model/desk.ts';
import type { Ticket } from '../model/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';

type Variables = Readonly<Record<string, string | number>>;

/** To the desk on which something was done, and to no other. */
export function tellDesk(
  draft: Draft,
  event: Pick<DeskEvent, 'desk' | 'ticket'>,
  key: string,
  variables: Variables = {},
): EventOutcome {
  const text = draft.deps.phrases.label(draft.deps.deskLocale, key, variables);
  const tone = draft.refused ? {} : { tone: 'answer' as const };
  draft.postTo(event.desk, { kind: 'notice', ...tone, ticket: event.ticket, text });
  return 'acted';
}

/** Nothing was done, and why: a phrase key. Words for the customer that went nowhere are marked so. */
export function refuse(draft: Draft, event: DeskEvent, key: string, variables: Variables = {}): EventOutcome {
  const { body, ref, ticket } = event;
  draft.refused = true;
  if (body.kind === 'reply' && ref !== undefined)
    draft.postTo(event.desk, { kind: 'mark', ticket, ref, outcome: 'failed' });
  return tellDesk(draft, event, key, variables);
}

/** To every desk, and with `to` to the managers besides. */
export function notice(
  draft: Draft,
  { id }: Pick<Ticket, 'id'>,
  key: string,
  variables: Variables = {},
  to?: 'managers',
): void {
  const text = draft.deps.phrases.label(draft.deps.deskLocale, key, variables);
  draft.post({ kind: 'notice', ticket: id, text, ...(to ? { to } : {}) });
}
