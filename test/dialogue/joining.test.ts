// Two addresses become one conversation, by the customer's one-time link or by an operator who merges two tickets: told through the
// real turn path.
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { continuationLinks } from '../../src/customers/continuation.ts';
import type { DeskBody, DeskPost } from '../../src/model/desk.ts';
import type { EventId, TicketId } from '../../src/model/ids.ts';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import type { Address } from '../../src/model/message.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import type { Ticket } from '../../src/model/ticket.ts';
import { newId } from '../../src/system/ids.ts';
import { CUSTOMER, MARIA, realShop, Talk } from '../dialogues/harness.ts';

beforeAll(() => realShop(), 120_000);

const PHONE: Address = { channel: 'telegram', chat: '77', user: '77' };
const ASK: Record<Locale, string> = { ru: 'оператор', en: 'operator', bg: 'искам оператор' };
const TABLET: Address = { channel: 'telegram', chat: '78', user: '78' };

let talk: Talk;
/** What went where since the last look, as `channel: text`. */
let sent: string[];
afterEach(() => talk.store.close());
beforeEach(() => void (sent = []));

async function begin(locale: Locale): Promise<void> {
  talk = await Talk.begin(locale);
  const { store } = talk;
  const claim = store.claimDelivery.bind(store);
  store.claimDelivery = async (...args) => {
    const claimed = await claim(...args);
    const delivery = claimed?.outgoing.delivery;
    if (delivery?.kind === 'message')
      sent.push(`${delivery.to.channel}: ${toPlainText(delivery.message.text)}`);
    return claimed;
  };
}

/** The payload of a link for the conversation that the last message came in. */
async function payload(): Promise<string> {
  const from = [...(await addresses())][0];
  if (from === undefined) throw new Error('nobody has written yet');
  const link = continuationLinks({
    store: talk.store,
    linkTo: (key) => Promise.resolve(`https://t.me/bot?start=${key}`),
    randomBytes: (count) => new Uint8Array(count).fill(7),
  });
  const url = await link(from, talk.now);
  return url?.split('start=')[1] ?? '';
}

async function addresses(): Promise<readonly Address[]> {
  const customer = await talk.store.findCustomer({ channel: 'test', chat: 'anna' });
  if (customer === undefined) throw new Error('the customer is not found');
  return (await talk.store.exportCustomer(customer))?.addresses ?? [];
}

test.each([
  ['ru', 'где мой заказ', 'Продолжаем здесь', 'продолжается в Telegram', 'UT-10001', '4512'],
  ['en', 'where is my order', 'Let us go on here', 'goes on in Telegram', 'UT-10001', '4512'],
  ['bg', 'къде е поръчката ми', 'Продължаваме тук', 'продължава в Telegram', 'UT-10001', '4512'],
] as const)(
  '%s: a pending question goes along, and the place left behind says so',
  async (locale, ask, here, there, number, proof) => {
    await begin(locale);
    await talk.says(ask);
    const start = await payload();
    sent = [];
    await talk.sends({ kind: 'start', payload: start }, PHONE);
    expect(sent.find((line) => line.startsWith('test:'))).toContain(there);
    expect(sent.find((line) => line.startsWith('telegram:'))).toContain(here);
    sent = [];
    await talk.sends({ kind: 'text', text: number }, PHONE);
    await talk.sends({ kind: 'text', text: proof }, PHONE);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.every((line) => line.startsWith('telegram:'))).toBe(true);
    expect(await addresses()).toHaveLength(2);
  },
);

test('whoever writes in the chat again is answered there', async () => {
  await begin('ru');
  await talk.says('здравствуйте');
  await talk.sends({ kind: 'start', payload: await payload() }, PHONE);
  sent = [];
  await talk.says('сколько стоит доставка');
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.every((line) => line.startsWith('test:'))).toBe(true);
});

test('a link that was used, or made up, is an ordinary greeting', async () => {
  await begin('ru');
  await talk.says('здравствуйте');
  const start = await payload();
  await talk.sends({ kind: 'start', payload: start }, PHONE);
  const thief: Address = { channel: 'telegram', chat: '13', user: '13' };
  for (const key of [start, 'c_made-up']) {
    sent = [];
    await talk.sends({ kind: 'start', payload: key }, thief);
    expect(sent.join()).not.toMatch(/Продолжаем здесь|продолжается в Telegram/u);
    expect(sent.every((line) => line.startsWith('telegram:'))).toBe(true);
  }
  expect(await addresses()).toHaveLength(2);
});

test('the key of a link is 128 bits, kept as a digest for a quarter of an hour', async () => {
  const kept: unknown[] = [];
  const now = new Date('2026-11-18T12:00:00Z');
  const link = continuationLinks({
    store: { allowContinuation: (...args) => Promise.resolve(kept.push(args) > 0) },
    linkTo: (key) => Promise.resolve(key),
    randomBytes: (count) => new Uint8Array(count).fill(1),
  });
  const key = (await link(PHONE, now))?.slice(2) ?? '';
  expect(Buffer.from(key, 'base64url')).toHaveLength(16);
  const digest = createHash('sha256').update(key).digest('base64url');
  expect(kept).toEqual([[PHONE, digest, new Date('2026-11-18T12:15:00Z')]]);
  await begin('ru');
});

async function says(text: string, from: Address): Promise<void> {
  await talk.sends({ kind: 'text', text }, from);
  talk.now = new Date(talk.now.getTime() + 60_000);
}

/** A ticket of each address, the oldest first. */
async function opened(locale: Locale, ...from: readonly Address[]): Promise<readonly Ticket[]> {
  for (const address of from) await says(ASK[locale], address);
  const tickets = (await talk.store.tickets({ limit: 9 })).toReversed();
  expect(tickets).toHaveLength(from.length);
  sent.length = 0;
  talk.posts.length = 0;
  return tickets;
}

async function operator(ticket: TicketId, body: DeskBody): Promise<string> {
  const id = `desk:${newId()}` as EventId;
  await talk.store.acceptDeskEvent({
    id,
    desk: 'desk',
    ticket,
    operator: MARIA,
    at: talk.now,
    ref: id,
    body,
  });
  await talk.settle();
  talk.now = new Date(talk.now.getTime() + 60_000);
  return id;
}

const now = async (ticket: Ticket): Promise<Ticket> => (await talk.store.ticket(ticket.id))!;

function notices(ticket: Ticket): string[] {
  return talk.posts.flatMap((post) =>
    post.kind === 'notice' && post.ticket === ticket.id ? [post.text] : [],
  );
}

function said(ticket: Ticket): Extract<DeskPost, { kind: 'said' }>['entry'][] {
  return talk.posts.flatMap((post) =>
    post.kind === 'said' && post.ticket === ticket.id ? [post.entry] : [],
  );
}

describe('a merge', () => {
  test.each(LOCALES)(
    'is told once, where the customer wrote about the ticket that ends (%s)',
    async (locale) => {
      await begin(locale);
      const [kept, gone] = await opened(locale, CUSTOMER, PHONE);
      await operator(gone!.id, { kind: 'merge', into: kept!.number });
      expect(sent).toHaveLength(1);
      expect(sent[0]).toMatch(new RegExp(`^telegram: .*${gone!.number}.*${kept!.number}`, 'su'));
      expect(sent[0]).toContain({ ru: 'объединили', en: 'put together', bg: 'Обединихме' }[locale]);
    },
  );

  test('says in the place of the ticket that ends where it goes on, and that the customers are one', async () => {
    await begin('ru');
    const [kept, gone] = await opened('ru', CUSTOMER, PHONE);
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    expect(notices(gone!).join()).toContain(`№${kept!.number}`);
    expect(notices(gone!).join()).toContain('один клиент');
    expect(await now(gone!)).toMatchObject({
      status: 'closed',
      resolution: 'by-desk',
      mergedInto: kept!.number,
    });
    const cards = talk.posts.flatMap((post) => (post.kind === 'card' ? [post.card] : []));
    expect(cards.find(({ ticket }) => ticket === gone!.id)).toMatchObject({
      mergedInto: kept!.number,
      actions: [],
    });
  });

  test('shows the operators of the kept one all that the other case held', async () => {
    await begin('ru');
    await says('оператор', CUSTOMER);
    await says('сколько стоит доставка за границу на луну', PHONE);
    await talk.sends(
      {
        kind: 'files',
        files: [{ kind: 'photo', file: { origin: 'test', id: 'p' }, name: 'p.jpg', mime: 'image/jpeg' }],
      },
      PHONE,
    );
    await says('оператор', PHONE);
    const [gone, kept] = await talk.store.tickets({ limit: 2 });
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    const [note] = said(kept!).slice(-1);
    expect(note).toMatchObject({ author: { kind: 'note', operator: MARIA }, files: gone!.case.files });
    const text = toPlainText(note!.text);
    expect(text).toContain(`№${gone!.number}`);
    expect(text).toContain('Telegram');
    for (const { question } of gone!.case.tried) expect(text).toContain(question);
    const after = await now(kept!);
    expect(after.case.files).toEqual(gone!.case.files);
    expect(after.history.at(-1)).toMatchObject({ kind: 'merged', detail: String(gone!.number) });
    expect(talk.card?.lines).toContainEqual({ label: 'Присоединены', value: `№ ${gone!.number}` });
    expect(await talk.store.audit({ ticket: kept!.id, limit: 9 })).toMatchObject([
      { act: 'absorb', detail: String(gone!.number), outcome: 'done' },
    ]);
  });

  test('leaves one conversation: words come in there, and answers go where the customer wrote last', async () => {
    await begin('ru');
    const [kept, gone] = await opened('ru', CUSTOMER, PHONE);
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    sent.length = 0;
    // the telephone was written from later
    await operator(kept!.id, { kind: 'reply', text: 'Здравствуйте', files: [] });
    expect(sent).toEqual(['telegram: Здравствуйте']);
    await says('я за компьютером', CUSTOMER);
    await says('ещё раз', PHONE);
    await says('снова тут', CUSTOMER);
    await operator(kept!.id, { kind: 'reply', text: 'Понятно', files: [] });
    expect(sent.at(-1)).toBe('test: Понятно');
    expect(said(kept!).map(({ text }) => toPlainText(text))).toEqual(
      expect.arrayContaining(['я за компьютером', 'ещё раз', 'снова тут']),
    );
  });

  test('makes what waited for us there wait for us here, as urgently', async () => {
    await begin('ru');
    const [kept, gone] = await opened('ru', CUSTOMER, PHONE);
    await operator(gone!.id, { kind: 'priority', priority: 'urgent' });
    await operator(kept!.id, { kind: 'reply', text: 'Здравствуйте', files: [] });
    await operator(kept!.id, { kind: 'close' });
    expect((await now(kept!)).status).toBe('solved');
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    expect(await now(kept!)).toMatchObject({ status: 'open', priority: 'urgent' });
  });

  test('needs one short line where the customer had both tickets in one place', async () => {
    await begin('ru');
    const [kept, gone] = await opened('ru', CUSTOMER, PHONE);
    // the telephone was joined meanwhile; its own ticket stayed behind
    const there = { ...(await now(kept!)) };
    const standing = talk.store.standing.bind(talk.store);
    talk.store.standing = async (id) =>
      id === there.conversation ? { address: PHONE, locale: 'ru', blocked: false } : standing(id);
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    expect(sent).toEqual([`telegram: Обращение ${gone!.number} дальше идёт под номером ${kept!.number}.`]);
  });

  test('of a ticket that is closed in the same moment opens it again: the matter is not over', async () => {
    await begin('ru');
    const [kept, gone] = await opened('ru', CUSTOMER, PHONE);
    const commit = talk.store.commit.bind(talk.store);
    talk.store.commit = async (changes) => {
      if (changes.effects !== undefined) {
        talk.store.commit = commit;
        await operator(kept!.id, { kind: 'close', unasked: true });
      }
      return commit(changes);
    };
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    expect(await now(kept!)).toMatchObject({ status: 'new' });
    await says('вы тут?', PHONE);
    expect(said(kept!).map(({ text }) => toPlainText(text))).toContain('вы тут?');
  });
});

describe('in the place of a ticket that was merged', () => {
  test('nothing goes to the customer any more, and whoever tries hears the number', async () => {
    await begin('ru');
    const [last, kept, gone] = await opened('ru', CUSTOMER, PHONE, TABLET);
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    await operator(kept!.id, { kind: 'merge', into: last!.number });
    sent.length = 0;
    talk.posts.length = 0;
    const ref = await operator(gone!.id, { kind: 'reply', text: 'Слышно?', files: [] });
    expect(sent).toEqual([]);
    expect(talk.posts).toContainEqual({ kind: 'mark', ticket: gone!.id, ref, outcome: 'failed' });
    expect(notices(gone!)).toEqual([expect.stringContaining(`Пишите в №${last!.number}`)]);
    for (const body of [{ kind: 'reopen' }, { kind: 'take' }, { kind: 'close' }] as const) {
      talk.posts.length = 0;
      await operator(gone!.id, body);
      expect(notices(gone!)).toEqual([expect.stringContaining(`№${last!.number}`)]);
    }
    expect((await now(gone!)).status).toBe('closed');
  });

  test('the history of the kept one lists it', async () => {
    await begin('ru');
    const [kept, gone] = await opened('ru', CUSTOMER, PHONE);
    await operator(gone!.id, { kind: 'merge', into: kept!.number });
    await operator(kept!.id, { kind: 'show', what: 'history' });
    expect(notices(kept!).at(-1)).toContain(`№${gone!.number}`);
  });
});

describe('what cannot be merged is said', () => {
  /** The answer to a merge of the second ticket into that number. */
  async function answer(gone: Ticket, into: number): Promise<string> {
    talk.posts.length = 0;
    await operator(gone.id, { kind: 'merge', into });
    return notices(gone).join();
  }

  test('into itself, into nothing, into a closed one, back into itself', async () => {
    await begin('ru');
    const [shut, old, gone] = await opened('ru', CUSTOMER, PHONE, TABLET);
    expect(await answer(gone!, gone!.number)).toContain('с самим собой');
    expect(await answer(gone!, 77)).toContain('№77 нет');
    await operator(shut!.id, { kind: 'close', unasked: true });
    expect(await answer(gone!, shut!.number)).toContain(`№${shut!.number} закрыто`);
    await operator(old!.id, { kind: 'merge', into: gone!.number });
    expect(await answer(gone!, old!.number)).toContain(`№${old!.number} само перенесено в это`);
    expect((await now(gone!)).status).toBe('new');
  });

  test('a blocked customer, on either side: the block is neither lifted nor spread by the way', async () => {
    await begin('ru');
    const [kept, gone] = await opened('ru', CUSTOMER, PHONE);
    await operator(kept!.id, { kind: 'block' });
    expect(await answer(gone!, kept!.number)).toContain(`№${kept!.number} заблокирован`);
    await operator(kept!.id, { kind: 'unblock' });
    await operator(gone!.id, { kind: 'block' });
    expect(await answer(gone!, kept!.number)).toContain(`№${gone!.number} заблокирован`);
    expect((await now(gone!)).status).toBe('new');
  });

  test('and a ticket that was itself merged is followed to where its matter goes on', async () => {
    await begin('ru');
    const [last, middle, gone] = await opened('ru', CUSTOMER, PHONE, TABLET);
    await operator(middle!.id, { kind: 'merge', into: last!.number });
    const told = await answer(gone!, middle!.number);
    expect(told).toContain(`№${middle!.number} само было перенесено в №${last!.number}`);
    expect(await now(gone!)).toMatchObject({ mergedInto: last!.number });
    await says('это я с планшета', TABLET);
    expect(said(last!).map(({ text }) => toPlainText(text))).toContain('это я с планшета');
  });
});
