// What an operator did on a desk: the ticket's rules decide, the customer and the other desks are told.
import { act } from '../desk/ticket.ts';
import type { DeskEvent } from '../model/desk.ts';
import { plain } from '../model/rich-text.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { articleFor, sendArticle } from './teaching.ts';

export function hearOperator(draft: Draft, event: DeskEvent): EventOutcome {
  const { ticket } = draft;
  // colleagues may still write to each other about a ticket that is closed
  if (ticket?.id !== event.ticket && event.body.kind === 'note') return speak(draft, event, event.body);
  if (ticket?.id !== event.ticket)
    return refuse(draft, event, event.body.kind === 'close' ? 'already-closed' : 'closed');
  const found = event.body.kind === 'answer' ? articleFor(draft, event.body.article) : undefined;
  if (found?.kind === 'unclear')
    return tell(draft, event, `desk.answer.${found.why}`, { titles: found.titles });
  const result = act(ticket, event.body.kind, event.operator, draft.deps.now);
  if (result.kind === 'refused') return refuse(draft, event, result.why);
  // the card is shown anew even for a note, as that tells every open desk that there is something new
  draft.keepTicket(result.ticket);
  switch (event.body.kind) {
    case 'reply':
    case 'note':
      return speak(draft, event, event.body);
    case 'answer':
      return found ? sendArticle(draft, event, result.ticket, found.article) : 'acted';
    case 'take':
      draft.say(draft.phrase('handoff.taken', { name: event.operator.name }), {
        speaker: { kind: 'system' },
      });
      return 'acted';
    case 'release':
      return 'acted';
    case 'close':
      draft.say(draft.phrase('handoff.closed', { number: ticket.number }), { speaker: { kind: 'system' } });
      draft.remember({
        mode: { kind: 'idle' },
        misses: 0,
        prompt: undefined,
        feedback: undefined,
        tried: [],
      });
      return 'acted';
  }
}

function speak(
  draft: Draft,
  event: DeskEvent,
  body: Extract<DeskEvent['body'], { kind: 'reply' | 'note' }>,
): EventOutcome {
  const text = plain(body.text);
  const ref = event.ref === undefined ? {} : { ref: event.ref };
  if (body.kind === 'note') {
    draft.record({ kind: 'note', operator: event.operator }, text, body.files, {
      ...ref,
      exceptDesk: event.desk,
      ticket: event.ticket,
    });
    return 'acted';
  }
  const outbox = draft.say(text, {
    files: body.files,
    speaker: { kind: 'operator', name: event.operator.name },
    ...(event.ref === undefined
      ? {}
      : { origin: { desk: event.desk, ref: event.ref, ticket: event.ticket } }),
  });
  draft.record({ kind: 'operator', operator: event.operator }, text, body.files, {
    ...ref,
    outbox,
    exceptDesk: event.desk,
  });
  return 'relayed';
}

/** Said where it was tried, and nowhere else. */
function refuse(draft: Draft, event: DeskEvent, why: string): EventOutcome {
  return tell(draft, event, `desk.refused.${why}`);
}

function tell(
  draft: Draft,
  event: DeskEvent,
  key: string,
  variables: Readonly<Record<string, string>> = {},
): EventOutcome {
  const text = draft.deps.phrases.label(draft.deps.deskLocale, key, variables);
  draft.postTo(event.desk, { kind: 'notice', ticket: event.ticket, text });
  return 'acted';
}
