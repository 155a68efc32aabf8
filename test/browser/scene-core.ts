// What a core does with operators' acts, as far as the page can see it; every act is in the audit log.
import type { DeskEvent, DeskPost, TicketCard } from '../../src/model/desk.ts';
import { plain, toPlainText } from '../../src/model/rich-text.ts';
import type { Ticket, TicketEvent } from '../../src/model/ticket.ts';
import { cardOf, type MemoryDesk } from '../fakes/desk-memory.ts';
import type { StaffList } from '../fakes/staff-list.ts';
import { ARTICLES, MACROS } from './scene-board.ts';
import { DUE_IN } from './scene-tickets.ts';

/** Does the act; returns what the desks are told. */
export async function actOn(
  memory: MemoryDesk,
  people: StaffList,
  event: DeskEvent,
): Promise<readonly DeskPost[]> {
  const { body, operator, at, ref } = event;
  const ticket = await memory.ticket(event.ticket);
  if (!ticket) throw new Error('an act on an unknown ticket must not get this far');
  const { id } = ticket;
  const happened = (kind: TicketEvent['kind'], detail?: string): TicketEvent => ({
    at,
    kind,
    operator,
    ...(detail !== undefined && { detail }),
  });
  const line = { at, operator, desk: 'web', ticket: id, act: body.kind, outcome: 'done' as const };
  await people.addAudit('priority' in body ? { ...line, detail: body.priority } : line);
  const say = (author: 'operator' | 'bot', text: Parameters<MemoryDesk['say']>[1]['text']) =>
    memory.say(id, {
      author: author === 'bot' ? { kind: 'bot' } : { kind: 'operator', operator },
      text,
      at,
      delivery: 'sent',
      ...(ref !== undefined && { ref }),
    });
  switch (body.kind) {
    case 'reply': {
      const transcript = await memory.transcript(ticket.conversation, 100);
      const quoted = transcript.find((one) => one.ref !== undefined && one.ref === body.quotes);
      memory.say(id, {
        author: { kind: 'operator', operator },
        text: body.text,
        files: body.files,
        at,
        delivery: 'sent',
        ...(ref !== undefined && { ref }),
        ...(quoted?.ref !== undefined && {
          quoted: { ref: quoted.ref, text: toPlainText(quoted.text).slice(0, 120) },
        }),
      });
      memory.alter(id, { status: 'waiting', assignee: operator }, happened('operator-wrote'));
      break;
    }
    case 'macro':
      say('operator', plain(MACROS.find((one) => one.id === body.macro)?.text ?? ''));
      break;
    case 'answer':
      say('bot', plain(ARTICLES.find((one) => one.article === body.article)?.text ?? ''));
      break;
    case 'edit':
      memory.rewrite(id, body.of, { text: plain(body.text), files: [], state: 'edited' });
      break;
    case 'delete':
      memory.rewrite(id, body.of, { text: [], files: [], state: 'removed' });
      break;
    case 'assign':
      memory.alter(
        id,
        { status: 'open', assignee: body.to },
        { ...happened('assigned', body.to.id), to: body.to.name },
      );
      break;
    case 'priority':
      memory.alter(id, { priority: body.priority }, happened('priority', body.priority));
      break;
    case 'tier': {
      const queue = body.queue ?? 'specialists';
      memory.alter(id, { tier: body.tier, queue }, happened('queue', queue));
      break;
    }
    case 'snooze':
      memory.alter(id, { snoozedUntil: body.until }, happened('snoozed'));
      break;
    case 'wake':
      memory.alter(id, { snoozedUntil: at }, happened('woken'));
      break;
    case 'merge':
      memory.alter(id, { status: 'closed', mergedInto: body.into }, happened('merged', String(body.into)));
      break;
    case 'close':
      if (body.unasked) memory.alter(id, { status: 'closed', closedAt: at }, happened('closed'));
      else memory.alter(id, { status: 'solved' }, happened('solved'));
      break;
    case 'reopen':
      memory.alter(id, { status: 'open', assignee: operator }, happened('reopened'));
      break;
    case 'note':
    case 'take':
    case 'release':
      memory.act(event);
      break;
    case 'language':
      memory.stand(ticket.conversation, { locale: body.locale });
      break;
    case 'block':
    case 'unblock':
      memory.stand(ticket.conversation, { blocked: body.kind === 'block' });
      break;
    case 'absorb':
    case 'hand-over':
    case 'show':
  }
  const after = (await memory.ticket(id)) ?? ticket;
  return [{ kind: 'card', card: sceneCard(after) }];
}

/** A card with clocks, articles and every button. */
export function sceneCard(ticket: Ticket): TicketCard {
  const card = cardOf(ticket);
  const inMinutes = ticket.status === 'new' || ticket.status === 'open' ? DUE_IN[ticket.id] : undefined;
  const labels = { new: 'Ждёт нас', open: 'Ждёт нас', waiting: 'Ждёт клиента', solved: '', closed: '' };
  return {
    ...card,
    statusLabel: labels[ticket.status],
    ...(inMinutes !== undefined && {
      dueAt: new Date(Date.now() + inMinutes * 60_000),
      late: inMinutes < 0,
    }),
    suggested: ARTICLES.slice(0, 2).map(({ article, title }) => ({ article, title })),
  };
}
