// A line to the desk on which something was tried, and to no other.
import type { DeskEvent } from '../model/desk.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';

export function tellDesk(
  draft: Draft,
  event: Pick<DeskEvent, 'desk' | 'ticket'>,
  key: string,
  variables: Readonly<Record<string, string | number>> = {},
): EventOutcome {
  const text = draft.deps.phrases.label(draft.deps.deskLocale, key, variables);
  draft.postTo(event.desk, { kind: 'notice', ticket: event.ticket, text });
  return 'acted';
}
