// What was said keeps its tie to what it answers, and changes in the topic as it changed where it was said.
import { refOf } from '../../../src/desks/telegram-group/messages.ts';
import { describe, expect, test } from 'vitest';
import { mute } from '../../../src/desks/telegram-group/mute.ts';
import { messageMap } from '../../../src/desks/telegram-group/messages.ts';
import type { Author, DeskPost, TranscriptEntry } from '../../../src/model/desk.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { TINY_JPEG } from '../../fakes/telegram-server/people.ts';
import { cardOf, deskHarness, entryOf, newKey, saidOf, TICKET } from './harness.ts';

const OLGA: Author = { kind: 'operator', operator: { id: 'staff:1', name: 'Ольга' } };

async function opened(...more: Parameters<typeof deskHarness>) {
  const harness = await deskHarness(...more);
  await harness.post({ kind: 'opened', card: cardOf() });
  return harness;
}

function editedOf(text: string, ref: string, author?: Author): DeskPost {
  const { at, ...said } = entryOf(text, author);
  const entry: TranscriptEntry = { at, author: said.author, text: plain(text), files: [], state: 'edited' };
  return { kind: 'edited', ticket: TICKET, ref, entry };
}

const removed = (ref: string): DeskPost => ({ kind: 'removed', ticket: TICKET, ref });

describe('a quote', () => {
  test('of something in the topic is a reply to it', async () => {
    const { post, group, topic } = await opened();
    await post(saidOf(entryOf('Какая модель?', OLGA), 'page-1'));
    await post(saidOf({ ...entryOf('Вот эта'), quoted: { ref: 'page-1', text: 'Какая модель?' } }));
    const [, question, answer] = group.messages(topic());
    expect(answer).toMatchObject({ replyTo: question?.id, text: '👤 Мария\nВот эта' });
  });

  test('of something that is not there shows how it began', async () => {
    const { post, below } = await opened();
    await post(saidOf({ ...entryOf('Да'), quoted: { ref: 'unknown', text: 'Чек сохранился?' } }));
    await post(saidOf({ ...entryOf('Нет'), quoted: { text: 'Гарантия есть?' } }));
    expect(below()).toEqual(['👤 Мария\n❝ Чек сохранился?\n\nДа', '👤 Мария\n❝ Гарантия есть?\n\nНет']);
  });

  test('of something that was deleted from the topic still arrives', async () => {
    const { post, group, topic, below } = await opened();
    await post(saidOf(entryOf('Вопрос', OLGA), 'page-1'));
    group.deleteMessage(group.messages(topic()).at(-1)?.id ?? 0);
    await post(saidOf({ ...entryOf('Ответ'), quoted: { ref: 'page-1', text: 'Вопрос' } }));
    expect(below()).toEqual(['👤 Мария\nОтвет']);
  });
});

describe('other words', () => {
  test('take the place of the old ones', async () => {
    const { post, group, topic, below } = await opened();
    await post(saidOf(entryOf('номер 4521'), '77'));
    const receipt = await post(editedOf('номер 4512', '77'));
    await post(editedOf('номер 4512', '77'));
    expect(below()).toEqual(['👤 Мария · ✏️ edited\nномер 4512']);
    expect(receipt.refs).toEqual([String(group.messages(topic()).at(-1)?.id)]);
  });

  test('take the place of a caption', async () => {
    const { post, group, topic, files } = await opened();
    const photos = [1, 2].map((n) => files.put('photo', TINY_JPEG, `${n}.jpg`, 'image/jpeg'));
    await post(saidOf(entryOf('вот', undefined, photos), '77'));
    await post(editedOf('вот фото', '77'));
    expect(group.messages(topic()).slice(1)).toMatchObject([
      { text: '👤 Мария · ✏️ edited\nвот фото', file: { kind: 'photo' } },
      { text: '', file: { kind: 'photo' } },
    ]);
  });

  test('that are fewer take the surplus away, and that are many more are said anew', async () => {
    const { post, below } = await opened();
    await post(saidOf(entryOf('много '.repeat(1000)), '77'));
    expect(below()).toHaveLength(2);
    await post(editedOf('мало', '77'));
    expect(below()).toEqual(['👤 Мария · ✏️ edited\nмало']);
    await post(editedOf('много '.repeat(1000), '77'));
    expect(below()).toHaveLength(3);
    expect(below()[1]).toMatch(/^👤 Мария · ✏️ new wording/u);
  });

  test.each<[string, (h: Awaited<ReturnType<typeof opened>>) => void]>([
    ['was never shown here', () => undefined],
    ['somebody deleted', (h) => h.group.deleteMessage(h.group.messages(h.topic()).at(-1)?.id ?? 0)],
    [
      'Telegram finds too old',
      (h) =>
        h.telegram.failNext('editMessageText', {
          status: 400,
          description: "Bad Request: message can't be edited",
        }),
    ],
  ])('of a message that %s are said anew, with a note', async (what, spoil) => {
    const harness = await opened();
    const ref = what.startsWith('was never') ? 'other' : '77';
    await harness.post(saidOf(entryOf('старое'), '77'));
    spoil(harness);
    await harness.post(editedOf('новое', ref));
    const anew = '👤 Мария · ✏️ new wording; the message before could not be changed\nновое';
    expect(harness.below().at(-1)).toBe(anew);
    await harness.post(editedOf('новейшее', ref));
    expect(harness.below().at(-1)).toBe('👤 Мария · ✏️ edited\nновейшее');
  });

  test("of an operator's own message stand under it, since the bot cannot change it", async () => {
    const { post, group, topic, bindings } = await opened();
    const own = group.operator('Олег').writes(topic(), 'в среду');
    const ref = String(own);
    await messageMap(bindings, group.id).remember({ ticket: TICKET, ref, as: 'operator', by: 'operator' }, [
      own,
    ]);
    await post(editedOf('в четверг', ref, OLGA));
    await post(editedOf('в пятницу', ref, OLGA));
    expect(group.messages(topic()).slice(2)).toMatchObject([
      { replyTo: own, text: '💬 Ольга · ✏️ edited\nв четверг' },
      { replyTo: own, text: '💬 Ольга · ✏️ edited\nв пятницу' },
    ]);
  });

  test("of a customer do not touch an operator's message with the same number", async () => {
    const { post, below } = await opened();
    await post(saidOf(entryOf('от оператора', OLGA), '77'));
    await post(saidOf(entryOf('от клиента'), '77'));
    await post(editedOf('новое от клиента', '77'));
    expect(below()).toEqual(['💬 Ольга\nот оператора', '👤 Мария · ✏️ edited\nновое от клиента']);
  });

  test('find the message in a topic that was made anew', async () => {
    const harness = await opened();
    const entry = { ...entryOf('старое'), ref: '77' };
    await harness.post(saidOf(entry, '77'));
    harness.group.deleteTopic(harness.topic());
    harness.transcript.push({ ...entry, text: plain('новое'), state: 'edited' });
    await harness.post(editedOf('новое', '77'));
    expect(harness.below()).toHaveLength(2);
    expect(harness.below()[1]).toBe('👤 Мария · ✏️ edited\nновое');
  });
});

describe('what was taken back', () => {
  test('goes from the topic, all of it, and nothing happens the second time', async () => {
    const { post, below, files } = await opened();
    const photos = [1, 2].map((n) => files.put('photo', TINY_JPEG, `${n}.jpg`, 'image/jpeg'));
    await post(saidOf(entryOf('много '.repeat(1000), OLGA, photos), 'page-1'));
    await post(removed('page-1'));
    await post(removed('page-1'));
    expect(below()).toEqual([]);
  });

  test('and is too old to be deleted is overwritten', async () => {
    const { post, below, clock } = await opened();
    await post(saidOf(entryOf('секрет', OLGA), 'page-1'));
    await new Promise<void>((resolve) => void clock.after(49 * 3_600_000, resolve));
    await post(removed('page-1'));
    expect(below()).toEqual(['🗑 This message was taken back.']);
  });

  test("is an operator's own message: it is said under it", async () => {
    const { post, group, topic, bindings } = await opened();
    const own = group.operator('Олег').writes(topic(), 'ошибка');
    const shown = { ticket: TICKET, ref: refOf(own), as: 'operator', by: 'operator' } as const;
    await messageMap(bindings, group.id).remember(shown, [own]);
    await post(removed(refOf(own)));
    expect(group.messages(topic()).at(-1)).toMatchObject({
      replyTo: own,
      text: '🗑 This message was taken back.',
    });
  });

  test('and was never shown here is said', async () => {
    const { post, below } = await opened();
    await post(removed('unknown'));
    expect(below()).toEqual(['🗑 This message was taken back.']);
  });
});

describe('what may be there twice', () => {
  test('is marked when the answer to the try before was lost', async () => {
    const { post, telegram, below } = await opened();
    const key = newKey();
    const said = saidOf(entryOf('hello'), '77');
    telegram.dropConnection('sendMessage', { afterDoing: true });
    await expect(post(said, key)).rejects.toMatchObject({ sentForSure: 'unknown' });
    await post(said, key, true);
    expect(below()).toEqual(['👤 Мария\nhello', '↻ 👤 Мария · may be here twice\nhello']);
  });

  test('is not marked when Telegram has surely refused it, whatever the outbox fears', async () => {
    const { post, telegram, below } = await opened();
    const key = newKey();
    telegram.failNext('sendMessage', { status: 429, parameters: { retry_after: 0 } });
    const said = saidOf(entryOf('hello'));
    await expect(post(said, key)).rejects.toMatchObject({ sentForSure: 'no' });
    await post(said, key, true);
    expect(below()).toEqual(['👤 Мария\nhello']);
  });

  test('in the middle of a message is told by a line there, and the parts before it stay once', async () => {
    const { post, telegram, group, topic, files } = await opened();
    const key = newKey();
    const photo = files.put('photo', TINY_JPEG, 'a.jpg', 'image/jpeg');
    const said = saidOf(entryOf('много '.repeat(300), undefined, [photo]));
    telegram.dropConnection('sendPhoto', { afterDoing: true });
    await expect(post(said, key)).rejects.toMatchObject({ sentForSure: 'unknown' });
    await post(said, key, true);
    expect(
      group
        .messages(topic())
        .slice(1)
        .map((one) => one.file?.kind ?? one.text.slice(0, 8)),
    ).toEqual(['👤 Мария', 'photo', '↻ may be', 'photo']);
  });

  test('is marked after a restart, when only the outbox knows', async () => {
    const { post, below } = await opened();
    await post({ kind: 'notice', ticket: TICKET, text: 'blocked' }, newKey(), true);
    expect(below()).toEqual(['↻ ⚠️ blocked']);
  });
});

describe('a muted topic', () => {
  test('gets everything without a sound, until the time is over', async () => {
    const { post, group, topic, bindings, clock } = await opened();
    await mute(bindings, TICKET, new Date(clock.now().getTime() + 60_000));
    await post(saidOf(entryOf('тихо')));
    await post({ kind: 'notice', ticket: TICKET, text: 'тоже' });
    await new Promise<void>((resolve) => void clock.after(60_000, resolve));
    await post(saidOf(entryOf('громко')));
    expect(
      group
        .messages(topic())
        .slice(1)
        .map((one) => one.silent),
    ).toEqual([true, true, false]);
  });
});
