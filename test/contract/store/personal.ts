// What customers have done to their own records: registering, subscribing, seeing everything, being forgotten.
import { describe, expect, test } from 'vitest';
import { plain } from '../../../src/model/rich-text.ts';
import type { Attachment } from '../../../src/model/attachment.ts';
import type { TicketId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import {
  addressOf,
  anna,
  at,
  changesOf,
  claimAll,
  claimAndLoad,
  claimOne,
  deskReply,
  entry,
  finishTurn,
  LEASE,
  NOON,
  notice,
  reply,
  sent,
  textFrom,
  ticketOf,
  timer,
  turnOf,
} from './samples.ts';

const photo: Attachment = {
  kind: 'photo',
  file: { origin: 'telegram', id: 'photo-1' },
  name: 'a.jpg',
  mime: 'image/jpeg',
};
const local: Attachment = { ...photo, file: { origin: 'local', id: 'kept-1' } };
const OLD = { transcripts: NOON, settled: NOON, guesses: NOON, audit: NOON };

export function personalTests(store: () => Store): void {
  /** A customer of whom there is something in every place. */
  async function fullTalk() {
    const input = await turnOf(store(), 'ivan', '1');
    const { conversation } = input;
    const name = { ...conversation.state, customerName: 'Иван' };
    await finishTurn(store(), input, {
      conversation: { ...conversation, state: { ...name, files: [local] } },
      transcript: [
        entry('m1', { author: { kind: 'customer', name: 'Иван' }, text: plain('не греет'), files: [photo] }),
        entry('m2', { author: { kind: 'note', operator: { id: 'web:anna', name: 'Анна' } } }),
      ],
      ticket: ticketOf(conversation, 1001, {
        subject: 'Чайник Ивана',
        case: {
          reason: 'flow',
          locale: 'ru',
          channel: 'telegram',
          customerName: 'Иван',
          fields: [{ label: 'Серийный номер', value: 'SN-1' }],
          files: [photo],
          tried: [{ question: 'не греет' }],
        },
      }),
      timers: { set: [timer(conversation.id, 't1', at(600))], cancel: [] },
      outgoing: [reply(conversation, 'o1'), notice(conversation.id, 'o2')],
      effects: [
        { kind: 'register-product', product: 'KET-1', serial: 'SN-1', bought: '2026-05-01' },
        { kind: 'subscription', on: true },
      ],
    });
    return conversation;
  }

  async function erase(extra: Parameters<typeof finishTurn>[2] = {}, id = 'bye') {
    const input = await turnOf(store(), 'ivan', id);
    await store().commit(changesOf(input, { effects: [{ kind: 'erase-customer' }], ...extra }));
    await store().releaseTurn(input.conversation.id);
    return input.conversation;
  }

  describe('effects of a turn', () => {
    test('a product is registered and a subscription remembered with its time', async () => {
      const { customer } = await fullTalk();
      const known = await store().exportCustomer(customer);
      expect(known?.newsletters).toEqual({ subscribed: true, changed: NOON.toISOString() });
      expect(known?.registeredProducts).toEqual([
        { product: 'KET-1', serial: 'SN-1', bought: '2026-05-01', registered: NOON.toISOString() },
      ]);
      await finishTurn(store(), await turnOf(store(), 'ivan', '2'), {
        transcript: [entry('m3', { at: at(60) })],
        effects: [{ kind: 'subscription', on: false }],
      });
      expect((await store().exportCustomer(customer))?.newsletters).toEqual({
        subscribed: false,
        changed: at(60).toISOString(),
      });
    });

    test('of a turn that was decided on an old state nothing is done', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const effects = [{ kind: 'register-product' as const, product: 'KET-1' }];
      await store().commit(changesOf(input, { effects }));
      expect(await store().commit(changesOf(input, { effects }))).not.toBe('committed');
      expect((await store().exportCustomer(input.conversation.customer))?.registeredProducts).toHaveLength(1);
    });
  });

  describe('seeing everything', () => {
    test('an export holds what was said, asked, opened and done, but not the notes of operators', async () => {
      const { customer, id } = await fullTalk();
      const known = await store().exportCustomer(customer);
      expect(known).toMatchObject({ customer, addresses: [addressOf('ivan')] });
      expect(known?.conversations).toMatchObject([
        {
          id,
          name: 'Иван',
          messages: [{ from: 'Иван', text: 'не греет', files: [photo] }],
          requests: [{ number: 1001, subject: 'Чайник Ивана', details: [{ value: 'SN-1' }] }],
        },
      ]);
    });

    test('a customer is found by id, by address and by the number of a ticket', async () => {
      const { customer } = await fullTalk();
      const found = (by: Parameters<Store['findCustomer']>[0]) => store().findCustomer(by);
      expect(await found({ id: customer })).toBe(customer);
      expect(await found({ channel: 'telegram', chat: 'chat-ivan' })).toBe(customer);
      expect(await found({ ticket: 1001 })).toBe(customer);
      expect(await found({ id: 'nobody' })).toBeUndefined();
      expect(await found({ channel: 'telegram', chat: 'nobody' })).toBeUndefined();
      expect(await found({ ticket: 9 })).toBeUndefined();
    });
  });

  describe('being forgotten', () => {
    test('nothing that was said or named is left; what only counts stays', async () => {
      const { customer, id } = await fullTalk();
      await store().append('telegram', 'chat-ivan', 'k1', '{"text":"не греет"}', NOON);
      await store().setBinding('telegram', 'chat-ivan', 'Иван');
      await store().setBinding('telegram-group', 'card:7:ticket-1001', 'Иван');
      const [open] = await store().tickets({ limit: 1 });
      await store().setBinding('telegram-group', 'message:7:1', 'shown', open!.id);
      await store().setBinding('telegram-group', 'message:7:2', 'of another', 'other' as TicketId);
      const before = await store().counts();
      await erase();
      expect(JSON.stringify(await store().exportCustomer(customer))).not.toMatch(
        /Иван|греет|SN-1|chat-ivan|user-ivan|photo-1|kept-1/u,
      );
      expect(await store().transcript(id, 10)).toEqual([]);
      const after = await store().counts();
      expect(after.tickets).toEqual({ ...before.tickets, new: 0, closed: 1 });
      const [ticket] = await store().tickets({ limit: 5 });
      expect(ticket).toMatchObject({
        number: 1001,
        status: 'closed',
        case: { fields: [], files: [], tried: [] },
      });
      expect(JSON.stringify(ticket)).not.toMatch(/Иван|греет/u);
      expect(await store().getBinding('telegram-group', 'card:7:ticket-1001')).toBeUndefined();
      expect(await store().getBinding('telegram', 'chat-ivan')).toBeUndefined();
      expect(await store().getBinding('telegram-group', 'message:7:1')).toBeUndefined();
      expect(await store().getBinding('telegram-group', 'message:7:2')).toBe('of another');
      expect(await store().claimTurn(at(601), LEASE)).toBeUndefined();
    });

    test('what waits to be sent is not sent; the last words of the turn are, and are then forgotten', async () => {
      const { id } = await fullTalk();
      const input = await turnOf(store(), 'ivan', 'bye');
      await store().setBinding('telegram', 'chat-ivan', 'how to reach Ivan');
      await store().commit(
        changesOf(input, {
          effects: [{ kind: 'erase-customer' }],
          transcript: [entry('m9')],
          outgoing: [reply(input.conversation, 'last')],
        }),
      );
      await store().releaseTurn(id);
      const claimed = await claimOne(store());
      expect(claimed.outgoing).toMatchObject({ id: 'last', delivery: { to: addressOf('ivan') } });
      expect(await store().getBinding('telegram', 'chat-ivan')).toBe('how to reach Ivan');
      await store().settle(claimed.outgoing.id, sent, NOON);
      expect(await claimAll(store())).toEqual([]);
      expect(await store().transcript(id, 5)).toEqual([]);
      expect(await store().getBinding('telegram', 'chat-ivan')).toBeUndefined();
    });

    test('last words that cannot be delivered trouble nobody', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await finishTurn(store(), input, {
        effects: [{ kind: 'erase-customer' }],
        outgoing: [reply(input.conversation, 'last')],
      });
      const { outgoing } = await claimOne(store());
      await store().settle(outgoing.id, { kind: 'failed', outcome: 'gone', reason: 'blocked' }, NOON);
      expect(await store().claimTurn(at(1), LEASE)).toBeUndefined();
    });

    test('the same address is a stranger afterwards', async () => {
      const { customer } = await fullTalk();
      const { id } = await erase();
      const input = await turnOf(store(), 'ivan', 'hello');
      expect(input.conversation.id).not.toBe(id);
      expect(input.conversation.customer).not.toBe(customer);
      expect(input.conversation.state).toMatchObject({ tried: [], verified: [] });
    });

    test('a message that came while it was decided begins a conversation of its own', async () => {
      const input = await turnOf(store(), 'ivan', 'bye');
      await store().acceptMessage(textFrom('ivan', 'later'), 'ru');
      await store().commit(changesOf(input, { effects: [{ kind: 'erase-customer' }] }));
      await store().releaseTurn(input.conversation.id);
      const next = await claimAndLoad(store());
      expect(next.conversation.id).not.toBe(input.conversation.id);
      expect(next.conversation.address).toEqual(addressOf('ivan'));
      expect(next.pending.map(({ id }) => id)).toEqual(['telegram:later']);
    });

    test('an act of an operator on the forgotten ticket reaches nobody', async () => {
      await fullTalk();
      const input = await turnOf(store(), 'ivan', 'bye');
      await store().acceptDeskEvent(deskReply('ticket-1001', 'd1'));
      await store().commit(changesOf(input, { effects: [{ kind: 'erase-customer' }] }));
      await store().releaseTurn(input.conversation.id);
      expect(await store().claimTurn(at(1), LEASE)).toBeUndefined();
    });

    test('the places in a chat go on counting', async () => {
      await fullTalk();
      await store().append('telegram', 'chat-ivan', 'k1', 'one', NOON);
      await store().append('telegram', 'chat-ivan', 'k2', 'two', NOON);
      await erase();
      expect(await store().read('telegram', 'chat-ivan', 0, 9)).toEqual([{ seq: 2, payload: '' }]);
      expect(await store().append('telegram', 'chat-ivan', 'k3', 'three', NOON)).toEqual({
        seq: 3,
        added: true,
      });
    });

    test('files are told until they are deleted', async () => {
      await fullTalk();
      expect(await store().doomedFiles(at(9), 9)).toEqual([]);
      await erase({ transcript: [entry('m9')] });
      const doomed = await store().doomedFiles(at(9), 9);
      expect(doomed).toEqual(expect.arrayContaining([photo.file, local.file]));
      expect(doomed).toHaveLength(2);
      await store().settleDoomed(photo.file);
      expect(await store().doomedFiles(at(9), 9)).toEqual([local.file]);
    });

    test('wrong guesses are not forgiven by it', async () => {
      await store().recordWrongAttempt(addressOf('ivan'), 'UT-1', 'short', NOON);
      await fullTalk();
      await erase();
      expect((await store().wrongAttempts(addressOf('ivan'), 'UT-1', NOON)).byAddress).toEqual([NOON]);
    });

    test('by an operator: at once, or not while something waits', async () => {
      const { customer, id } = await fullTalk();
      await store().acceptMessage(textFrom('ivan', '2'), 'ru');
      expect(await store().eraseCustomer(customer, NOON)).toBe('busy');
      const input = await claimAndLoad(store());
      await finishTurn(store(), input);
      expect(await store().eraseCustomer(customer, NOON)).toBe('erased');
      await store().compact();
      expect(await store().transcript(id, 5)).toEqual([]);
      expect(await claimAll(store())).toEqual([]);
      expect(await store().eraseCustomer('nobody' as typeof customer, NOON)).toBe('unknown');
    });

    test('a turn decided before brings nothing back', async () => {
      await fullTalk();
      const input = await turnOf(store(), 'ivan', '2');
      await store().commit(changesOf(input, { effects: [{ kind: 'erase-customer' }] }));
      const late = changesOf(input, { transcript: [entry('late')] });
      expect(await store().commit(late)).not.toBe('committed');
      expect(await store().transcript(input.conversation.id, 5)).toEqual([]);
    });
  });

  describe('letting go of what is old', () => {
    test('what is older goes, with its files; what is newer or pending stays', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const { id } = input.conversation;
      await finishTurn(store(), input, {
        transcript: [entry('old', { files: [local] }), entry('new', { at: at(60) })],
        outgoing: [reply(input.conversation, 'o1'), reply(input.conversation, 'o2')],
      });
      const { outgoing } = await claimOne(store());
      await store().settle(outgoing.id, sent, NOON);
      await store().acceptMessage(textFrom('ivan', '2'), 'ru');
      expect(await store().purge({ ...OLD, transcripts: at(1), settled: at(1) })).toBe(3);
      expect(await store().purge({ ...OLD, transcripts: at(1), settled: at(1) })).toBe(0);
      expect((await store().transcript(id, 9)).map((one) => one.id)).toEqual(['new']);
      expect(await store().doomedFiles(at(9), 9)).toEqual([local.file]);
      expect(await claimAll(store(), at(9))).toEqual(['o2']);
      expect((await claimAndLoad(store(), at(9))).pending.map((one) => one.id)).toEqual(['telegram:2']);
    });

    test('what adapters keep about a ticket goes when that has long been closed', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const closed = ticketOf(input.conversation, 1001, { status: 'closed', closedAt: at(60) });
      await finishTurn(store(), input, { ticket: closed });
      const other = await turnOf(store(), 'maria', '2');
      const open = ticketOf(other.conversation, 1002);
      await finishTurn(store(), other, { ticket: open });
      for (const { id } of [closed, open]) await store().setBinding('group', `message of ${id}`, 'x', id);
      await store().setBinding('group', `topic of ${closed.id}`, 'x');

      await store().purge({ ...OLD, settled: at(60) });
      expect(await store().getBinding('group', `message of ${closed.id}`)).toBe('x');
      expect(await store().purge({ ...OLD, settled: at(61) })).toBe(1);
      expect(await store().getBinding('group', `message of ${closed.id}`)).toBeUndefined();
      expect(await store().getBinding('group', `message of ${open.id}`)).toBe('x');
      expect(await store().getBinding('group', `topic of ${closed.id}`)).toBe('x');
    });

    test('the newest place of a chat stays', async () => {
      await store().append('webchat', 'a', 'k1', 'one', NOON);
      await store().append('webchat', 'a', 'k2', 'two', NOON);
      await store().purge({ ...OLD, transcripts: at(60) });
      expect(await store().read('webchat', 'a', 0, 9)).toEqual([{ seq: 2, payload: 'two' }]);
    });

    test('guesses of days ago go', async () => {
      await store().recordWrongAttempt(addressOf('ivan'), 'UT-1', 'short', NOON);
      await store().purge({ ...OLD, guesses: at(1) });
      expect((await store().wrongAttempts(addressOf('ivan'), 'UT-1', NOON)).byAddress).toEqual([]);
    });

    test('acts of long ago go from the audit log, the newer ones stay', async () => {
      const line = { operator: anna, desk: 'web', act: 'take', outcome: 'done' } as const;
      for (const when of [at(1), at(2), at(3)]) await store().addAudit({ ...line, at: when });
      expect(await store().purge({ ...OLD, audit: at(3) })).toBe(2);
      expect(await store().purge({ ...OLD, audit: at(3) })).toBe(0);
      expect(await store().audit({ limit: 9 })).toEqual([{ ...line, at: at(3) }]);
    });

    test('a file with a day of its own is told when it has come', async () => {
      await store().doomFile(local.file, at(60));
      expect(await store().doomedFiles(at(59), 9)).toEqual([]);
      expect(await store().doomedFiles(at(60), 9)).toEqual([local.file]);
    });
  });
}
