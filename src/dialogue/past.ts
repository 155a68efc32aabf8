// What came before: the customer's earlier tickets, as lines in the desk's language.
import { formatDay, localDay } from '../model/day.ts';
import type { Quoted } from '../model/desk.ts';
import type { DeskFacts, Lookup } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import type { Draft } from './draft.ts';

/** How the desk stands; the lookup while it is not known, undefined when it cannot be known. */
export function deskFacts(draft: Draft): DeskFacts | Lookup | undefined {
  const lookup: Lookup = { kind: 'desk', conversation: draft.conversation.id };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  return fact.kind === 'desk' ? fact.desk : undefined;
}

export function isLookup(found: DeskFacts | Ticket | Quoted | Lookup | undefined): found is Lookup {
  return found !== undefined && 'kind' in found;
}

/** What was said under `ref`; the lookup while it is not known, undefined when nothing was. */
export function quotedAs(draft: Draft, ref: string): Quoted | Lookup | undefined {
  const lookup: Lookup = { kind: 'quoted', conversation: draft.conversation.id, ref };
  const fact = draft.deps.fact(lookup);
  if (!fact) return lookup;
  return fact.kind === 'quoted' ? fact.quoted : undefined;
}

/** Every ticket but this one, newest first, or a line that there is none. */
export function pastOf(draft: Draft, ticket: Ticket): string[] | Lookup {
  const facts = deskFacts(draft);
  if (isLookup(facts)) return facts;
  const { phrases, deskLocale, calendar } = draft.deps;
  const others = (facts?.earlier ?? []).filter(({ id }) => id !== ticket.id);
  if (others.length === 0) return [phrases.label(deskLocale, 'desk.history.none')];
  return others.map((one) =>
    phrases.label(deskLocale, 'desk.history.line', {
      number: one.number,
      day: formatDay(localDay(one.openedAt, calendar.timeZone), deskLocale),
      subject: one.subject,
      status: phrases.label(deskLocale, `desk.status.${one.status}`),
    }),
  );
}
