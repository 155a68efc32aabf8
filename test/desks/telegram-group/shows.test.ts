// What staff see in the group: a topic per ticket with a pinned card, and the conversation below it.
import { refOf } from '../../../src/desks/telegram-group/messages.ts';
import { describe, expect, test } from 'vitest';
import { readButton } from '../../../src/desks/telegram-group/buttons.ts';
import type { DeskPost, Person } from '../../../src/model/desk.ts';
import { fakeBoard } from '../../fakes/desk-board.ts';
import { TINY_JPEG } from '../../fakes/telegram-server/people.ts';
import { cardOf, deskHarness, entryOf, newKey, saidOf, TICKET } from './harness.ts';

describe('the card', () => {
  test('opens a topic named after the ticket, pinned, with the buttons that make sense', async () => {
    const { group, post } = await deskHarness();
    const receipt = await post({ kind: 'opened', card: cardOf() });
    const [topic] = group.topics();
    const [card] = group.messages(topic?.id ?? 0);
    expect(topic).toMatchObject({ title: '🔴 №1042 Чайник не греет · Мария', pinned: [card?.id] });
    expect(receipt.refs).toEqual([String(card?.id)]);
    expect(card?.text).toBe(
      [
        '🔴 №1042 · Чайник не греет',
        '',
        '👤 Мария',
        'никто не взял',
        '',
        'Канал: Telegram',
        'Модель: WK-17 <new>',
        '',
        'What the bot has answered',
        '',
        '• не греет → Проверьте подставку',
      ].join('\n'),
    );
    expect(card?.buttons.flat()).toEqual([
      { text: 'Взять', callback_data: `take:${TICKET}` },
      { text: 'Закрыть', callback_data: `close:${TICKET}` },
    ]);
  });

  test('is edited in place, and its state is in the name of the topic', async () => {
    const { group, post, topic } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    const assignee = { id: 'telegram-group:1', name: 'Олег' };
    await post({ kind: 'card', card: cardOf({ status: 'open', statusLabel: 'в работе', assignee }) });
    expect(group.messages(topic())).toMatchObject([
      { edits: 1, text: expect.stringContaining('в работе · Олег') as string },
    ]);
    expect(group.topics()[0]?.title).toBe('🟡 №1042 Чайник не греет · Мария');
    await post({ kind: 'card', card: cardOf({ status: 'closed', statusLabel: 'закрыто', actions: [] }) });
    expect(group.messages(topic())).toMatchObject([{ edits: 2, buttons: [] }]);
    expect(group.topics()[0]?.title).toMatch(/^✅/u);
  });

  test.each<[string, Parameters<typeof cardOf>[0], string]>([
    ['new', {}, '🔴'],
    ['waiting for us', { status: 'open' }, '🟡'],
    ['waiting for the customer', { status: 'waiting' }, '⏳'],
    ['asked whether it is solved', { status: 'solved' }, '☑️'],
    ['late', { status: 'open', late: true }, '⏰'],
    ['late and urgent', { status: 'open', late: true, priority: 'urgent' }, '⏰🔥'],
    ['snoozed', { status: 'open', snoozedUntil: new Date('2026-03-03T09:00:00Z') }, '💤'],
    ['closed', { status: 'closed' }, '✅'],
  ])('of a ticket that is %s has its sign in the name of the topic', async (_name, state, sign) => {
    const { group, post } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'card', card: cardOf(state) });
    expect(group.topics()[0]?.title).toBe(`${sign} №1042 Чайник не греет · Мария`);
  });

  test('has its acts in rows and a button for every article that may help', async () => {
    const { group, post, topic } = await deskHarness();
    const actions = (['take', 'close', 'up', 'priority', 'macros'] as const).map((kind) => ({
      kind,
      label: kind,
    }));
    const suggested = [
      { article: 'kettle', title: 'Чайник не включается' },
      { article: 'a-very-long-article-id-that-does-not-fit', title: 'длинно '.repeat(20) },
    ];
    const tried = [
      { question: 'не греет', answer: 'Проверьте подставку', verdict: 'not-helped' as const },
      { question: 'а гарантия?' },
    ];
    await post({ kind: 'opened', card: cardOf({ actions, suggested, tried }) });
    const [card] = group.messages(topic());
    expect(card?.buttons.map((row) => row.length)).toEqual([3, 2, 1, 1]);
    const [known, long] = card?.buttons.slice(2).flat() ?? [];
    expect(known).toEqual({
      text: '📖 Чайник не включается',
      callback_data: `answer:${TICKET}:kettle`,
    });
    expect(long?.text.length).toBeLessThan(70);
    expect(readButton(long?.callback_data ?? '')).toMatchObject({ action: 'answer', ticket: TICKET });
    expect(card?.text).toContain('• не греет → Проверьте подставку 👎\n• а гарантия? → —');
    expect(card?.text).toContain('Articles that may help\n\n• Чайник не включается');
  });

  test('whose values are long keeps every line, each a little shorter', async () => {
    const { group, post, topic } = await deskHarness();
    const lines = Array.from({ length: 20 }, (_, n) => ({ label: `Поле ${n}`, value: 'слово '.repeat(200) }));
    await post({ kind: 'opened', card: cardOf({ lines }) });
    const text = group.messages(topic())[0]?.text ?? '';
    expect(text.length).toBeLessThanOrEqual(4096);
    for (const { label } of lines) expect(text).toContain(`${label}: слово`);
    expect(text).toContain('What the bot has answered');
  });

  test('that has not changed costs no call that Telegram refuses', async () => {
    const { group, post, topic } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'card', card: cardOf() });
    expect(group.messages(topic())).toHaveLength(1);
  });

  test('that somebody deleted is sent and pinned again', async () => {
    const { group, post, topic } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    group.deleteMessage(group.messages(topic())[0]?.id ?? 0);
    await post({ kind: 'card', card: cardOf({ statusLabel: 'снова тут' }) });
    const messages = group.messages(topic());
    expect(messages).toMatchObject([{ text: expect.stringContaining('снова тут') as string }]);
    expect(group.topics()[0]?.pinned).toEqual([messages[0]?.id]);
  });

  test('with endless details is cut to one message, and a long subject to a topic name', async () => {
    const { group, post, topic } = await deskHarness();
    const lines = Array.from({ length: 90 }, (_, n) => ({
      label: `Поле ${n}`,
      value: 'много слов '.repeat(20),
    }));
    await post({ kind: 'opened', card: cardOf({ lines, subject: '🫖'.repeat(200) }) });
    const [card, ...more] = group.messages(topic());
    expect(more).toEqual([]);
    expect(card?.text.length).toBeLessThanOrEqual(4096);
    expect(card?.text.endsWith('…')).toBe(true);
    expect(group.topics()[0]?.title.length).toBeLessThanOrEqual(128);
    expect(group.topics()[0]?.title).toMatch(/^🔴 №1042 (?:🫖)+… · Мария$/u);
  });

  test("brings the customer's files below it", async () => {
    const { group, post, topic, files } = await deskHarness();
    const photos = [1, 2].map((n) => files.put('photo', TINY_JPEG, `${n}.jpg`, 'image/jpeg'));
    await post({ kind: 'opened', card: cardOf({ files: photos }) });
    expect(group.messages(topic()).map((one) => one.file?.kind)).toEqual([undefined, 'photo', 'photo']);
  });
});

describe('the conversation', () => {
  test('says who speaks', async () => {
    const { post, below } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    const operator = { id: 'web:1', name: 'Ольга' };
    for (const entry of [
      entryOf('Здравствуйте'),
      entryOf('Привет <b>', { kind: 'customer' }),
      entryOf('Чем помочь?', { kind: 'bot' }),
      entryOf('Я посмотрю', { kind: 'operator', operator }),
      entryOf('сложный случай', { kind: 'note', operator }),
    ]) {
      await post(saidOf(entry));
    }
    expect(below()).toEqual([
      '👤 Мария\nЗдравствуйте',
      '👤 Customer\nПривет <b>',
      '🤖 Bot\nЧем помочь?',
      '💬 Ольга\nЯ посмотрю',
      '📝 Ольга · note, the customer does not see it\nсложный случай',
    ]);
  });

  test('splits long texts and keeps albums together', async () => {
    const { group, post, topic, files } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post(saidOf(entryOf('слово '.repeat(1000))));
    const photos = [1, 2, 3].map((n) => files.put('photo', TINY_JPEG, `${n}.jpg`, 'image/jpeg'));
    const receipt = await post(saidOf(entryOf('Вот фото', undefined, photos)));
    const messages = group.messages(topic()).slice(1);
    expect(messages.map((one) => one.file?.kind)).toEqual([undefined, undefined, 'photo', 'photo', 'photo']);
    expect(receipt.refs).toEqual(messages.slice(2).map((one) => String(one.id)));
    expect(new Set(messages.slice(2).map((one) => one.album)).size).toBe(1);
    expect(messages[2]?.text).toBe('👤 Мария\nВот фото');
  });

  test.each([
    ['voice', 'audio/ogg', 'voice'],
    ['video', 'video/mp4', 'video'],
    ['sticker', 'image/webp', 'sticker'],
    ['document', 'application/pdf', 'document'],
    ['audio', 'audio/mpeg', 'audio'],
  ] as const)('shows a %s', async (kind, mime, as) => {
    const { group, post, topic, files } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post(saidOf(entryOf('', undefined, [files.put(kind, TINY_JPEG, 'f', mime)])));
    expect(group.messages(topic()).map((one) => one.file?.kind)).toContain(as);
    expect(group.messages(topic()).map((one) => one.text)).toContain('👤 Мария');
  });

  test('shows a round video as one', async () => {
    const { group, post, topic, files } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    const note = { ...files.put('video', TINY_JPEG, 'f.mp4', 'video/mp4'), round: true } as const;
    await post(saidOf(entryOf('', undefined, [note])));
    const [, words, video] = group.messages(topic());
    expect([words?.text, video?.file?.kind]).toEqual(['👤 Мария', 'video_note']);
  });

  test('says in place of a file that is gone what it was, and loses no words', async () => {
    const { post, below, files } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    const gone = {
      kind: 'photo',
      file: { origin: 'web', id: 'x' },
      name: 'чек<1>.jpg',
      mime: 'image/jpeg',
    } as const;
    await post(saidOf(entryOf('Вот', undefined, [gone])));
    await post(saidOf(entryOf('', undefined, [files.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg'), gone])));
    expect(below()).toEqual([
      '👤 Мария\nВот\n📎 The file cannot be fetched: чек_1_.jpg',
      '👤 Мария\n📎 The file cannot be fetched: чек_1_.jpg',
    ]);
  });

  test('shows a broken photo as a document', async () => {
    const { group, post, topic, files } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post(
      saidOf(entryOf('', undefined, [files.put('photo', Buffer.from('broken'), 'a.jpg', 'image/jpeg')])),
    );
    expect(group.messages(topic()).at(-1)).toMatchObject({ file: { kind: 'document' } });
  });

  test('a notice is marked as one', async () => {
    const { post, below } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'notice', ticket: TICKET, text: 'Клиент заблокировал бота' });
    expect(below()).toEqual(['⚠️ Клиент заблокировал бота']);
  });

  test('an answer is no warning, and one sign in front is enough', async () => {
    const { post, below } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'notice', tone: 'answer', ticket: TICKET, text: 'Других обращений нет' });
    await post({ kind: 'notice', ticket: TICKET, text: '🔴 Просрочено' });
    expect(below()).toEqual(['Других обращений нет', '🔴 Просрочено']);
  });
});

describe('a closed ticket', () => {
  const CLOSED = cardOf({ status: 'closed', statusLabel: 'закрыто', actions: [] });

  test('has its topic closed, once, after its card', async () => {
    const { group, post, telegram } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'card', card: CLOSED });
    await post({ kind: 'card', card: { ...CLOSED, statusLabel: 'закрыто молча' } });
    expect(group.topics()).toMatchObject([{ closed: true }]);
    expect(telegram.calls.filter(({ method }) => method === 'closeForumTopic')).toHaveLength(1);
  });

  test('that is reopened has its topic opened', async () => {
    const { group, post, topic } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'card', card: CLOSED });
    await post({ kind: 'card', card: cardOf({ status: 'open' }) });
    expect(group.topics()).toMatchObject([{ closed: false }]);
    expect(group.messages(topic())).toHaveLength(1);
  });

  test('whose customer speaks has its topic opened, so that he can be answered', async () => {
    const { group, post, below } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'card', card: CLOSED });
    await post(saidOf(entryOf('Спасибо')));
    expect(group.topics()).toMatchObject([{ closed: false }]);
    expect(below()).toEqual(['👤 Мария\nСпасибо']);
    await post({ kind: 'card', card: CLOSED });
    expect(group.topics()).toMatchObject([{ closed: true }]);
  });

  test('that there is a notice about stays closed', async () => {
    const { group, post, below } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    await post({ kind: 'card', card: CLOSED });
    await post({ kind: 'notice', ticket: TICKET, text: 'Оценка: 5' });
    expect(group.topics()).toMatchObject([{ closed: true }]);
    expect(below()).toEqual(['⚠️ Оценка: 5']);
  });
});

describe('a notice to the managers', () => {
  const person = (name: string, more: Partial<Person>): Person => ({
    operator: { id: `staff:${name}`, name },
    onShift: true,
    tickets: 0,
    ...more,
  });

  test('stands in the topic and, with the way to it and their names, where everybody sees it', async () => {
    const people = [
      person('Вера', { role: 'manager', telegram: 501 }),
      person('Глеб', { role: 'manager' }),
      person('Олег', { role: 'operator', telegram: 502 }),
    ];
    const { group, post, topic, below } = await deskHarness({
      board: fakeBoard({ people: () => Promise.resolve(people) }),
    });
    await post({ kind: 'opened', card: cardOf({ subject: 'Чайник <сгорел>' }) });
    await post({ kind: 'notice', ticket: TICKET, text: 'Срок ответа вышел', to: 'managers' });
    expect(below()).toEqual(['⚠️ Срок ответа вышел']);
    const general = group.chat.messages.filter(
      (one) => one.thread === undefined && Object.keys(one.raw).length === 0,
    );
    expect(general.map((one) => one.text)).toEqual(['⚠️ №1042 Чайник <сгорел>\nСрок ответа вышел\nВера']);
    expect(general[0]?.entities.map((one) => one.url ?? one.type)).toEqual([
      `https://t.me/c/${String(group.id).slice(4)}/${topic()}`,
      'tg://user?id=501',
    ]);
  });

  test('is not repeated in the topic when its second half had to wait', async () => {
    const { post, patiently, below, group } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    for (let n = 0; n < 14; n += 1) await post(saidOf(entryOf(`${n}`)));
    const key = newKey();
    const notice: DeskPost = { kind: 'notice', ticket: TICKET, text: 'Срок вышел', to: 'managers' };
    await expect(post(notice, key)).rejects.toMatchObject({ outcome: 'retry' });
    await patiently(notice, key);
    expect(below().filter((text) => text.includes('Срок вышел'))).toHaveLength(1);
    expect(group.chat.messages.at(-1)?.text).toContain('Срок вышел');
  });
});

describe('marks', () => {
  test.each([
    ['delivered', '👍'],
    ['failed', '👎'],
    ['unsure', '🤔'],
  ] as const)('%s is %s on the message', async (outcome, emoji) => {
    const { group, post, topic } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    const ref = group.operator('Олег').writes(topic(), 'ответ');
    await post({ kind: 'mark', ticket: TICKET, ref: refOf(ref), outcome });
    expect(group.messages(topic()).find((one) => one.id === ref)?.reaction).toBe(emoji);
  });

  test('where reactions are forbidden only a failure is told, in words', async () => {
    const { group, post, topic, below } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    group.forbidReactions();
    const ref = String(group.operator('Олег').writes(topic(), 'ответ'));
    await post({ kind: 'mark', ticket: TICKET, ref, outcome: 'delivered' });
    await post({ kind: 'mark', ticket: TICKET, ref, outcome: 'failed' });
    expect(below()).toEqual(['ответ', '⚠️ This message did not reach the customer.']);
  });

  test('that the customer may have it twice is told in words too, whether reactions are allowed or not', async () => {
    const { group, post, topic } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    const own = group.operator('Олег').writes(topic(), 'ответ');
    const mark = { kind: 'mark', ticket: TICKET, ref: refOf(own), outcome: 'unsure' } as const;
    await post(mark);
    group.forbidReactions();
    await post(mark);
    const text = '⚠️ The customer may have this message twice: the connection broke while it was sent.';
    expect(group.messages(topic()).slice(2)).toMatchObject(Array(2).fill({ text, replyTo: own }));
  });

  test('a message that is gone needs no mark', async () => {
    const { post, below } = await deskHarness();
    await post({ kind: 'opened', card: cardOf() });
    expect(await post({ kind: 'mark', ticket: TICKET, ref: refOf(9999), outcome: 'delivered' })).toEqual({
      refs: [],
    });
    expect(below()).toEqual([]);
  });
});
