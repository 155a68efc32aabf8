// The web desk keeps the contract of every desk, seen through its API and its live stream.
import { vi } from 'vitest';
import type { DeskPost, TicketCard } from '../../../src/model/desk.ts';
import { toPlainText } from '../../../src/model/rich-text.ts';
import type { Change, TicketDetail } from '../../../src/desks/web/wire.ts';
import { deskContract } from '../../contract/desk.ts';
import { listenTo } from './event-stream.ts';
import { OperatorBrowser, startKit } from './kit.ts';

deskContract('the web desk', async () => {
  const cards = new Map<string, TicketCard>();
  const kit = await startKit({ started: false, cardOf: (ticket) => cards.get(ticket.id)! });
  await kit.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await OperatorBrowser.signedIn(kit);
  const stream = await listenTo(kit, browser.headers['cookie'] ?? '');
  const notices: string[] = [];
  let noticed = 0;
  const listening = (async () => {
    for (let event = await stream.next(); event; event = await stream.next()) {
      const [name, data] = event;
      const { text } = data as Partial<Change>;
      if (name === 'change' && text !== undefined) notices.push(text);
    }
  })();

  function known(post: DeskPost): void {
    if (post.kind === 'notice') noticed += 1;
    if (post.kind === 'said') kit.memory.say(post.ticket, { ...post.entry });
    if (!('card' in post)) return;
    const { card } = post;
    const { number, subject, status, priority, tier, openedAt, assignee } = card;
    cards.set(card.ticket, card);
    kit.memory.open({
      ...{ id: card.ticket, number, subject, status, priority, tier, openedAt },
      ...(assignee && { assignee }),
    });
  }

  /** As the page's outbox does: the same key until it is accepted. */
  async function untilAccepted(ticket: string, act: string, payload: object): Promise<void> {
    const body = { id: browser.newKey(), ...payload };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const response = await browser.post(`/desk/api/tickets/${ticket}/${act}`, body);
      if (response.statusCode === 202) return;
    }
    throw new Error(`the desk did not accept ${act}`);
  }

  return {
    desk: kit.desk,
    known,
    operatorSays: (ticket, text) => untilAccepted(ticket, 'reply', { text }),
    operatorActs: (ticket, kind) => untilAccepted(ticket, 'act', { act: { kind } }),
    async shown(ticket) {
      await vi.waitFor(() => {
        if (notices.length < noticed) throw new Error('a notice has not arrived');
      });
      return [...linesOf(await browser.detail(ticket)), ...notices];
    },
    async close() {
      await kit.close();
      await listening;
    },
  };
});

function linesOf({ row, statusLabel, lines, tried, entries }: TicketDetail): string[] {
  return [
    `#${String(row.number)} ${row.subject}`,
    `${row.customerName}, ${statusLabel}, ${row.assignee?.name ?? ''}`,
    ...lines.map(({ label, value }) => `${label}: ${value}`),
    ...tried.map(({ question, answer }) => `${question} ${answer ?? ''}`),
    ...entries.map((entry) => toPlainText(entry.text)),
  ];
}
