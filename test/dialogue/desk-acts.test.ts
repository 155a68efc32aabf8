// What operators' acts and customers' answers to them leave behind: quotes, rewritten words, the audit log, shifts, breaches.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Shop } from '../../src/dialogue/deps.ts';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import type { InboundBody } from '../../src/model/message.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import type { Ticket } from '../../src/model/ticket.ts';
import type { TurnChanges } from '../../src/model/turn.ts';
import { CUSTOMER, MARIA, realShop, Talk } from '../dialogues/harness.ts';

/** Trains the shop's whole base, which takes long on a busy machine. */
beforeAll(() => realShop(), 180_000);

const open: Talk[] = [];
afterEach(() => Promise.all(open.splice(0).map((talk) => talk.store.close())));

const BORIS = { id: 'desk:2', name: 'Борис' };

async function begin(locale: Locale = 'ru', shop?: Shop): Promise<Talk> {
  const talk = await Talk.begin(locale, shop);
  open.push(talk);
  return talk;
}

async function withTicket(locale: Locale = 'ru', shop?: Shop): Promise<Talk> {
  const talk = await begin(locale, shop);
  await talk.says({ ru: 'оператор', en: 'operator', bg: 'искам оператор' }[locale]);
  return talk;
}

/** What the following turns change. */
function watch(talk: Talk): TurnChanges[] {
  const seen: TurnChanges[] = [];
  const commit = talk.store.commit.bind(talk.store);
  talk.store.commit = (changes) => {
    seen.push(changes);
    return commit(changes);
  };
  return seen;
}

async function ticketOf(talk: Talk): Promise<Ticket> {
  const [ticket] = await talk.store.tickets({ limit: 1 });
  return ticket!;
}

function notices(talk: Talk): string[] {
  return talk.posts.flatMap((post) => (post.kind === 'notice' ? [post.text] : []));
}

async function sent(talk: Talk, body: InboundBody, ref: string, more: object = {}): Promise<void> {
  await talk.store.acceptMessage(
    { id: `test:${ref}` as never, from: CUSTOMER, at: talk.now, ref, body, ...more },
    'ru',
  );
  await talk.settle();
}

describe('a quote', () => {
  test('of the customer reaches the desk with the words that it answers', async () => {
    const talk = await withTicket();
    await talk.operator({ kind: 'reply', text: 'Какая модель?', files: [] });
    const [message] = talk.heard.slice(-1);
    expect(toPlainText(message!.text)).toBe('Какая модель?');
    const [said] = await talk.store.transcript((await ticketOf(talk)).conversation, 1);
    await sent(talk, { kind: 'text', text: 'K100' }, 'answer', { replyTo: said!.ref });
    expect(talk.posts).toContainEqual(
      expect.objectContaining({
        kind: 'said',
        entry: expect.objectContaining({
          quoted: expect.objectContaining({ text: 'Какая модель?' }) as unknown,
        }) as unknown,
      }),
    );
  });

  test("of an operator names the customer's message by the channel's id", async () => {
    const talk = await withTicket();
    await sent(talk, { kind: 'text', text: 'не включается' }, 'question');
    await talk.operator({ kind: 'reply', text: 'Давно?', files: [], quotes: 'question' });
    expect(talk.heard.at(-1)?.replyTo).toBe('question');
  });

  test("of an operator's own message is the delivery that carried it", async () => {
    const talk = await withTicket();
    await talk.operator({ kind: 'reply', text: 'Пришлите фото', files: [] });
    const changes = watch(talk);
    await talk.operator({ kind: 'reply', text: 'Или видео', files: [], quotes: talk.lastReply });
    const deliveries = changes.flatMap(({ outgoing }) => outgoing.map(({ delivery }) => delivery));
    const [reply] = deliveries.filter((one) => one.kind === 'message');
    expect(reply).toMatchObject({ quotes: expect.any(String) as unknown });
    expect(talk.heard.at(-1)?.replyTo).toBeUndefined();
  });

  test('of something that nobody said is left out', async () => {
    const talk = await withTicket();
    await talk.operator({ kind: 'reply', text: 'Слушаю', files: [], quotes: 'nothing' });
    expect(talk.heard.at(-1)?.replyTo).toBeUndefined();
    expect(toPlainText(talk.heard.at(-1)!.text)).toBe('Слушаю');
  });
});

describe('changed words', () => {
  test('of the customer stand where the old ones stood, and make no second entry', async () => {
    const talk = await withTicket();
    await sent(talk, { kind: 'text', text: 'заказ 10002' }, 'one');
    const changes = watch(talk);
    talk.posts.length = 0;
    await sent(talk, { kind: 'edited', of: 'one', text: 'заказ 10003' }, 'two');
    expect(talk.posts).toContainEqual(expect.objectContaining({ kind: 'edited', ref: 'one' }));
    expect(talk.posts.map(({ kind }) => kind)).not.toContain('said');
    expect(changes[0]?.rewrites).toEqual([{ ref: 'one', text: expect.anything() as unknown }]);
    expect(changes[0]?.transcript).toEqual([]);
  });

  test('of the operator change at the customer and in the record; what was taken back changes no more', async () => {
    const talk = await withTicket();
    await talk.operator({ kind: 'reply', text: 'до пятницы', files: [] });
    const ref = talk.lastReply;
    const changes = watch(talk);
    await talk.operator({ kind: 'edit', of: ref, text: 'до субботы' });
    expect(toPlainText(talk.heard.at(-1)!.text)).toBe('до субботы');
    await talk.operator({ kind: 'delete', of: ref });
    expect(talk.removed).toBe(1);
    expect(changes.map(({ rewrites }) => rewrites)).toEqual([
      [{ ref, text: expect.anything() as unknown }],
      [{ ref }],
    ]);
    await talk.operator({ kind: 'edit', of: ref, text: 'до воскресенья' });
    await talk.operator({ kind: 'delete', of: ref });
    expect(talk.removed).toBe(1);
    expect(notices(talk).filter((text) => text.includes('уже удалено'))).toHaveLength(2);
  });
});

test('every act leaves one line in the audit log, with what was chosen and nobody’s words', async () => {
  const talk = await withTicket();
  for (const body of [
    { kind: 'take' },
    { kind: 'take' },
    { kind: 'priority', priority: 'high' },
    { kind: 'macro', macro: 'hello' },
    { kind: 'macro', macro: 'мои тайные слова' },
    { kind: 'tier', tier: 3 },
    { kind: 'tier', tier: 2, queue: 'nowhere' },
    { kind: 'answer', article: 'delivery-abroad' },
    { kind: 'answer', article: 'тайные слова' },
    { kind: 'language', locale: 'bg' },
    { kind: 'merge', into: 7 },
    { kind: 'reply', text: 'тайные слова', files: [] },
    { kind: 'note', text: 'тайные слова', files: [] },
    { kind: 'close', unasked: true },
    { kind: 'reply', text: 'тайные слова', files: [] },
    { kind: 'show', what: 'explain' },
  ] as const)
    await talk.operator(body);
  const lines = await talk.store.audit({ limit: 50 });
  expect(JSON.stringify(lines)).not.toContain('тайные');
  const told = lines.map(({ act, detail, outcome }) => [act, detail, outcome].filter(Boolean).join(' '));
  expect(told.sort()).toEqual(
    [
      'take done',
      'take refused',
      'priority high done',
      'macro hello done',
      'macro refused',
      'tier 3 done',
      'tier 2 refused',
      'answer delivery-abroad done',
      'answer refused',
      'language bg done',
      'merge 7 refused',
      'reply done',
      'note done',
      'close unasked done',
      'reply refused',
      'show explain done',
    ].sort(),
  );
});

test.each(LOCALES)('the language that an operator chose is that of what follows (%s)', async (locale) => {
  const talk = await withTicket(locale);
  const other = locale === 'en' ? 'bg' : 'en';
  await talk.operator({ kind: 'language', locale: other });
  await talk.operator({ kind: 'close' });
  expect(talk.heard.at(-1)?.locale).toBe(other);
  expect((await ticketOf(talk)).case.locale).toBe(other);
});

describe('where tickets are given away', () => {
  async function giving(people: Shop['deskRules']['people'] = {}): Promise<Shop> {
    const shop = await realShop();
    return { ...shop, deskRules: { ...shop.deskRules, assign: 'least-loaded', people } };
  }

  test('what the bot said for safety before it handed over reaches the customer all the same', async () => {
    const talk = await begin('ru', await giving());
    await talk.store.setPresence({ operator: MARIA, on: true, at: talk.now });
    await talk.says('утюг искрит и дым идёт');
    expect((await ticketOf(talk)).assignee).toEqual(MARIA);
    const words = talk.heard.map(({ text }) => toPlainText(text)).join();
    expect(words).toContain('выньте вилку');
    expect(words).toContain('номер обращения');
  });

  test.each(LOCALES)(
    'a new one goes to whoever is there, and the customer hears nothing of it (%s)',
    async (locale) => {
      const talk = await begin(locale, await giving());
      await talk.store.setPresence({ operator: MARIA, on: true, at: talk.now });
      await talk.says({ ru: 'оператор', en: 'operator', bg: 'искам оператор' }[locale]);
      const ticket = await ticketOf(talk);
      expect(ticket).toMatchObject({ status: 'open', assignee: MARIA });
      expect(ticket.history.at(-1)).toMatchObject({ kind: 'assigned', detail: MARIA.id });
      expect(talk.heard.map(({ text }) => toPlainText(text)).join()).not.toContain('Мария');
    },
  );

  test('it stays in the queue while nobody is there', async () => {
    const talk = await withTicket('ru', await giving());
    expect((await ticketOf(talk)).status).toBe('new');
  });

  test('nobody gets it who works on other queues', async () => {
    const talk = await begin('ru', await giving({ Мария: { queues: ['specialists'] } }));
    await talk.store.setPresence({ operator: MARIA, on: true, at: talk.now });
    await talk.store.setPresence({ operator: BORIS, on: true, at: talk.now });
    await talk.says('оператор');
    expect((await ticketOf(talk)).assignee).toEqual(BORIS);
    await talk.operator({ kind: 'tier', tier: 3 });
    expect(await ticketOf(talk)).toMatchObject({ assignee: MARIA, queue: 'specialists', status: 'open' });
  });

  test('one who has it and goes off hands it to the colleague who is left', async () => {
    const talk = await begin('ru', await giving());
    await talk.store.setPresence({ operator: MARIA, on: true, at: talk.now });
    await talk.says('оператор');
    await talk.store.setPresence({ operator: BORIS, on: true, at: talk.now });
    await talk.shift(false);
    const ticket = await ticketOf(talk);
    expect(ticket).toMatchObject({ status: 'open', assignee: BORIS });
    expect(ticket.history.at(-1)).toMatchObject({ kind: 'handed-over', operator: MARIA, detail: BORIS.id });
    expect(notices(talk)).toContain('Смена закончилась: Мария. Теперь обращение ведёт Борис.');
  });

  test('one that was given is still promised, until somebody takes it', async () => {
    const talk = await begin('ru', await giving());
    await talk.store.setPresence({ operator: MARIA, on: true, at: talk.now });
    await talk.says('оператор');
    talk.heard.length = 0;
    await talk.passes(28 * 60_000);
    expect(talk.heard.map(({ text }) => toPlainText(text)).join()).toContain('отвечаем дольше');
    await talk.operator({ kind: 'take' });
    talk.heard.length = 0;
    await talk.passes(60 * 60_000);
    expect(talk.heard).toEqual([]);
  });
});

describe('at the end of a rostered shift', () => {
  const day = '09:00-13:00';
  const people = { Мария: { hours: { shifts: { wed: [day] }, holidays: [] } } };

  async function rostered(): Promise<Talk> {
    const shop = await realShop();
    const talk = await withTicket('ru', { ...shop, deskRules: { ...shop.deskRules, people } });
    await talk.operator({ kind: 'take' });
    return talk;
  }

  test('what waits for us goes back to the queue', async () => {
    const talk = await rostered();
    await talk.passes(59 * 60_000);
    expect((await ticketOf(talk)).assignee).toEqual(MARIA);
    await talk.passes(60_000);
    expect(await ticketOf(talk)).toMatchObject({ status: 'new' });
    expect(notices(talk).join()).toContain('Смена закончилась: Мария');
  });

  test('what waits for the customer is left until he writes', async () => {
    const talk = await rostered();
    await talk.operator({ kind: 'reply', text: 'Какая модель?', files: [] });
    await talk.passes(2 * 60 * 60_000);
    expect(await ticketOf(talk)).toMatchObject({ status: 'waiting', assignee: MARIA });
    await talk.says('K100');
    expect(await ticketOf(talk)).toMatchObject({ status: 'new' });
  });

  test('whoever works on after it keeps what she works on', async () => {
    const talk = await rostered();
    await talk.passes(2 * 60 * 60_000);
    await talk.operator({ kind: 'reply', text: 'Я ещё здесь', files: [] });
    await talk.says('хорошо');
    expect(await ticketOf(talk)).toMatchObject({ status: 'open', assignee: MARIA });
  });
});

test('a warning stays with the ticket; a breach goes to the managers, a step and a tier up', async () => {
  const talk = await withTicket();
  await talk.passes(50 * 60_000);
  const warnings = talk.posts.filter((post) => post.kind === 'notice' && post.text.includes('почти'));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).not.toHaveProperty('to');
  await talk.passes(12 * 60_000);
  expect(talk.posts).toContainEqual(expect.objectContaining({ kind: 'notice', to: 'managers' }));
  expect(await ticketOf(talk)).toMatchObject({ priority: 'high', tier: 3, queue: 'specialists' });
});

describe('after five days without a server', () => {
  const FIVE_DAYS = 5 * 24 * 60 * 60_000;

  test('the staff hears of what is late and no warning, the customer of one new promise', async () => {
    const talk = await withTicket();
    talk.posts.length = 0;
    talk.heard.length = 0;
    await talk.passes(FIVE_DAYS);
    expect(notices(talk).filter((text) => text.includes('почти'))).toEqual([]);
    expect(notices(talk).filter((text) => text.includes('Просрочено'))).not.toEqual([]);
    expect(talk.heard.map(({ text }) => toPlainText(text))).toEqual([
      expect.stringContaining('отвечаем дольше, чем обещали'),
    ]);
    const { promisedBy } = await ticketOf(talk);
    expect(promisedBy!.getTime()).toBeGreaterThan(talk.now.getTime());
  });

  test('what the customer wrote meanwhile comes before the reminder', async () => {
    const talk = await withTicket();
    await talk.operator({ kind: 'close' });
    talk.heard.length = 0;
    talk.now = new Date(talk.now.getTime() + FIVE_DAYS);
    const claimed = await talk.store.claimTurn(talk.now, 0);
    await talk.accepts({ kind: 'text', text: 'да' });
    await talk.store.releaseTurn(claimed!);
    await talk.settle();
    expect(talk.heard.map(({ text }) => toPlainText(text))).toEqual([
      expect.stringContaining('обращение 1001 закрыто'),
    ]);
    expect(await ticketOf(talk)).toMatchObject({ resolution: 'confirmed' });
  });

  test('a reminder that could not go out for days gives the whole time from when it did', async () => {
    const talk = await withTicket();
    await talk.operator({ kind: 'close' });
    const claim = talk.store.claimDelivery.bind(talk.store);
    talk.store.claimDelivery = () => Promise.resolve(undefined);
    await talk.passes(24 * 60 * 60_000);
    await talk.passes(4 * 24 * 60 * 60_000);
    talk.store.claimDelivery = claim;
    talk.heard.length = 0;
    await talk.passes(60_000);
    expect(talk.heard.map(({ text }) => toPlainText(text))).toEqual([expect.stringContaining('Напомню')]);
    await talk.passes(47 * 60 * 60_000);
    expect(await ticketOf(talk)).toMatchObject({ status: 'solved' });
    await talk.passes(60 * 60_000);
    expect(await ticketOf(talk)).toMatchObject({ status: 'closed', resolution: 'unconfirmed' });
  });
});

describe('a yes after silence closed the ticket', () => {
  async function closedBySilence(talk: Talk): Promise<void> {
    await talk.operator({ kind: 'close' });
    await talk.passes(24 * 60 * 60_000);
    await talk.passes(48 * 60 * 60_000);
  }

  test('changes how it ended and not when, with a line in its history and none in the audit log', async () => {
    const talk = await withTicket();
    await closedBySilence(talk);
    const before = await ticketOf(talk);
    const changes = watch(talk);
    await talk.presses('Да, решён');
    const after = await ticketOf(talk);
    expect(after).toMatchObject({ resolution: 'confirmed', closedAt: before.closedAt });
    expect(after.history.at(-1)).toMatchObject({ kind: 'confirmed', at: talk.now });
    expect(changes.flatMap(({ audit }) => audit ?? [])).toEqual([]);
  });

  test("of somebody else's ticket changes nothing", async () => {
    const talk = await withTicket();
    await closedBySilence(talk);
    const value = talk.valueOf('Да, решён');
    await talk.sends({ kind: 'choice', value }, { channel: 'test', chat: 'eve', user: 'eve' });
    expect(await ticketOf(talk)).toMatchObject({ resolution: 'unconfirmed' });
  });

  test('leaves the one that is open meanwhile as it is', async () => {
    const talk = await withTicket();
    await closedBySilence(talk);
    const value = talk.valueOf('Да, решён');
    await talk.says('оператор');
    const open = await ticketOf(talk);
    await talk.sends({ kind: 'choice', value });
    const [now, old] = await talk.store.tickets({ limit: 2 });
    expect(now).toEqual(open);
    expect(old).toMatchObject({ status: 'closed', resolution: 'confirmed' });
    await talk.says('вы тут');
    expect((await ticketOf(talk)).history.at(-1)).toMatchObject({ kind: 'customer-wrote' });
  });
});

test('an order that is named later counts for the rules with its total, when it is proved to be his', async () => {
  const talk = await begin();
  await talk.says('где мой заказ UT-10001');
  await talk.says('4512');
  await talk.says('оператор');
  await talk.says('это про заказ UT-10005');
  expect((await ticketOf(talk)).weighed).not.toHaveProperty('amount');
  await talk.says('то есть UT-10001');
  expect((await ticketOf(talk)).weighed?.amount).toBeGreaterThan(0);
});

test('whoever is in the middle of it keeps a ticket that is late', async () => {
  const talk = await withTicket();
  await talk.operator({ kind: 'reply', text: 'Какая модель?', files: [] });
  await talk.says('K100');
  await talk.passes(3 * 60 * 60_000);
  expect(await ticketOf(talk)).toMatchObject({
    assignee: MARIA,
    tier: 3,
    queue: 'general',
    priority: 'high',
  });
});

test('a reply that finds nobody marks the customer as unreachable until he writes', async () => {
  const talk = await withTicket();
  talk.gone = true;
  await talk.operator({ kind: 'reply', text: 'Здравствуйте', files: [] });
  expect(await ticketOf(talk)).toMatchObject({ unreachable: true });
  talk.posts.length = 0;
  await talk.operator({ kind: 'reply', text: 'Вы здесь?', files: [] });
  expect(notices(talk).join()).toContain('не доставлено');
  talk.gone = false;
  await talk.says('я здесь');
  const ticket = await ticketOf(talk);
  expect(ticket.unreachable).toBeUndefined();
  expect(ticket.history.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['unreachable', 'reachable']),
  );
});

test.each(LOCALES)(
  'what was written before the end was said to the person: the bot does not answer it (%s)',
  async (locale) => {
    const talk = await withTicket(locale);
    const { id } = await ticketOf(talk);
    const before = new Date(talk.now.getTime() - 1_500);
    await talk.operator({ kind: 'take' });
    await talk.operator({ kind: 'close', unasked: true });
    talk.heard.length = 0;
    talk.posts.length = 0;
    const text = { ru: 'сколько стоит доставка', en: 'how much is delivery', bg: 'колко струва доставката' }[
      locale
    ];
    await sent(talk, { kind: 'text', text }, 'late', { at: before });
    expect(talk.heard).toEqual([]);
    expect(talk.posts).toContainEqual(expect.objectContaining({ kind: 'said', ticket: id, ref: 'late' }));
    expect(notices(talk).join()).toContain('ещё до закрытия');
    await talk.says(text);
    expect(talk.heard).toHaveLength(1);
  },
);

test.each([['a claim', 'UT-10002', ['Гарантия: ', 'Покупка: UT-10002', 'Статус заказа: ']]])(
  '%s brings the order, its state and the verdict onto the card',
  async (_, order, wanted) => {
    const talk = await begin();
    for (const words of [
      'хочу оформить обращение по гарантии',
      'чайник Aurora K100',
      'не включается',
      order,
      '4512',
    ])
      await talk.says(words);
    await talk.says('оператор');
    const lines = talk.card!.lines.map(({ label, value }) => `${label}: ${value}`).join('\n');
    for (const line of wanted) expect(lines).toContain(line);
  },
);

test('an order that was proved earlier is on the card, whatever the talk is about then', async () => {
  const talk = await begin();
  for (const words of ['где мой заказ', 'UT-10001', '4512', 'оператор']) await talk.says(words);
  expect(talk.card!.lines).toContainEqual({ label: 'Заказ', value: 'UT-10001' });
});
