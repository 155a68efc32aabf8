// What every desk must do, whatever it is made of. A desk's own tests say how it looks there.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Desk, DeskEvent, DeskPost, TicketCard } from '../../src/model/desk.ts';
import type { OutboxId, TicketId } from '../../src/model/ids.ts';
import { DeliveryError } from '../../src/model/message.ts';
import { plain } from '../../src/model/rich-text.ts';
import { Changes } from '../fakes/waiting.ts';

export interface DeskHarness {
  /** Not started yet. */
  readonly desk: Desk;
  /**
   * Is told of every post just before it is made, for desks whose pages read the store: what the store would know by
   * then (the ticket, the transcript entry) must be put into its reader.
   */
  known?(post: DeskPost): void | Promise<void>;
  /** An operator writes a reply as the desk's own software lets him, which tries again when it was not accepted. */
  operatorSays(ticket: TicketId, text: string): Promise<void> | void;
  operatorActs(ticket: TicketId, action: 'take' | 'release' | 'close'): Promise<void> | void;
  /** Everything that staff see of a ticket, top to bottom. */
  shown(ticket: TicketId): Promise<readonly string[]> | readonly string[];
  close(): Promise<void> | void;
}

/** Runs the suite over the desk that `make` gives; each test gets a fresh one. */
export function deskContract(name: string, make: () => Promise<DeskHarness>): void {
  describe(`${name} keeps the contract of a desk`, () => {
    test('a new ticket shows its number, subject, customer, state and collected lines', async () => {
      const { post, harness } = await opened(make);
      await post({ kind: 'opened', card: card() });
      const seen = (await harness.shown(TICKET)).join('\n');
      for (const part of ['1042', 'Kettle does not heat', 'Мария', 'nobody has it', 'WK-17']) {
        expect(seen).toContain(part);
      }
    });

    test('a changed card replaces the one before it', async () => {
      const { post, harness } = await opened(make);
      await post({ kind: 'opened', card: card() });
      const operator = { id: 'x:1', name: 'Olga' };
      await post({
        kind: 'card',
        card: card({ status: 'open', statusLabel: 'in hand', assignee: operator }),
      });
      const seen = (await harness.shown(TICKET)).join('\n');
      expect(seen).toContain('in hand');
      expect(seen).toContain('Olga');
      expect(seen).not.toContain('nobody has it');
    });

    test('what is said and noticed stands in the order of posting, each once', async () => {
      const { post, harness } = await opened(make);
      await post({ kind: 'opened', card: card() });
      await post(said('It still does not heat'));
      await post(said('We will look into it', { kind: 'bot' }));
      await post({ kind: 'notice', ticket: TICKET, text: 'The customer has blocked the bot' });
      const seen = await harness.shown(TICKET);
      const places = ['It still does not heat', 'We will look into it', 'blocked the bot'].map((words) => {
        const found = seen.flatMap((line, index) => (line.includes(words) ? [index] : []));
        expect(found, words).toHaveLength(1);
        return found[0] ?? -1;
      });
      expect(places).toEqual([...places].sort((a, b) => a - b));
    });

    test('a repeated opening makes no second place', async () => {
      const { post, harness } = await opened(make);
      await post({ kind: 'opened', card: card() });
      await post({ kind: 'opened', card: card() });
      await post(said('only here'));
      const seen = await harness.shown(TICKET);
      expect(seen.filter((line) => line.includes('only here'))).toHaveLength(1);
      expect(seen.filter((line) => line.includes('WK-17'))).toHaveLength(1);
    });

    test("an operator's reply arrives once, with who said it and where, and can be marked", async () => {
      const { post, harness, events, first } = await opened(make);
      await post({ kind: 'opened', card: card() });
      await harness.operatorSays(TICKET, 'Please bring it in');
      const [event] = await first(1);
      expect(event).toMatchObject({
        desk: harness.desk.name,
        ticket: TICKET,
        body: { kind: 'reply', text: 'Please bring it in', files: [] },
      });
      // a member of the staff is the same person on every desk; others are known by the desk's own id
      expect(['staff', harness.desk.name]).toContain(event?.operator.id.split(':', 1)[0]);
      expect(event?.operator.name).not.toBe('');
      if (event?.ref !== undefined) {
        await post({ kind: 'mark', ticket: TICKET, ref: event.ref, outcome: 'delivered' });
        await post({ kind: 'mark', ticket: TICKET, ref: event.ref, outcome: 'failed' });
      }
      expect(events).toHaveLength(1);
    });

    test('taking, releasing and closing arrive in order, each with its own id', async () => {
      const { post, harness, first } = await opened(make);
      await post({ kind: 'opened', card: card() });
      for (const action of ['take', 'release', 'close'] as const) await harness.operatorActs(TICKET, action);
      const events = await first(3);
      expect(events.map((event) => event.body.kind)).toEqual(['take', 'release', 'close']);
      expect(new Set(events.map((event) => event.id)).size).toBe(3);
    });

    test('what could not be accepted comes again with the same id and is not lost', async () => {
      const { post, harness, failNext, tries, first } = await opened(make);
      await post({ kind: 'opened', card: card() });
      failNext(2);
      await harness.operatorSays(TICKET, 'first');
      await harness.operatorSays(TICKET, 'second');
      const events = await first(2);
      expect(events.map((event) => event.body)).toMatchObject([{ text: 'first' }, { text: 'second' }]);
      expect(tries.slice(0, 3)).toEqual(Array(3).fill(events[0]?.id));
    });

    test('a post that cannot be shown fails with a DeliveryError or not at all', async () => {
      const { harness } = await opened(make);
      const unknown = '0193a000-0000-7000-8000-00000000dead' as TicketId;
      const result: unknown = await harness.desk
        .post({ kind: 'notice', ticket: unknown, text: 'hello' }, 'key' as OutboxId)
        .catch((error: unknown) => error);
      const proper =
        result instanceof DeliveryError || (typeof result === 'object' && 'refs' in (result ?? {}));
      expect(proper).toBe(true);
    });
  });
}

const TICKET = '0193a000-0000-7000-8000-000000001042' as TicketId;

function card(more: Partial<TicketCard> = {}): TicketCard {
  return {
    ticket: TICKET,
    number: 1042,
    subject: 'Kettle does not heat',
    status: 'new',
    statusLabel: 'nobody has it',
    priority: 'normal',
    tier: 2,
    openedAt: new Date('2026-03-02T09:00:00Z'),
    customerName: 'Мария',
    lines: [{ label: 'Model', value: 'WK-17' }],
    tried: [{ question: 'does not heat?', answer: 'Check the base' }],
    files: [],
    actions: [
      { kind: 'take', label: 'Take' },
      { kind: 'release', label: 'Release' },
      { kind: 'close', label: 'Close' },
    ],
    ...more,
  };
}

let seconds = 0;

function said(
  text: string,
  author: Extract<DeskPost, { kind: 'said' }>['entry']['author'] = { kind: 'customer', name: 'Мария' },
): DeskPost {
  seconds += 1;
  const at = new Date(Date.parse('2026-03-02T09:00:00Z') + seconds * 1000);
  return { kind: 'said', ticket: TICKET, entry: { at, author, text: plain(text), files: [] } };
}

let keys = 0;

/** A started desk whose events are collected; an id that comes again after it was accepted is absorbed. */
async function opened(make: () => Promise<DeskHarness>) {
  const harness = await make();
  const events: DeskEvent[] = [];
  const tries: string[] = [];
  const changes = new Changes();
  let failures = 0;
  onTestFinished(async () => {
    await harness.desk.stop();
    await harness.close();
  });
  await harness.desk.start(async (event) => {
    tries.push(event.id);
    await Promise.resolve();
    if (failures > 0) {
      failures -= 1;
      throw new Error('the disk is full');
    }
    if (!events.some((one) => one.id === event.id)) events.push(event);
    changes.changed();
  });
  return {
    harness,
    events,
    tries,
    failNext: (times: number) => void (failures = times),
    first: async (count: number): Promise<readonly DeskEvent[]> => {
      await changes.until(() => events.length >= count, `${count} desk events`);
      return events.slice(0, count);
    },
    post: async (post: DeskPost): Promise<void> => {
      keys += 1;
      await harness.known?.(post);
      await harness.desk.post(post, `outbox-${keys}` as OutboxId);
    },
  };
}
