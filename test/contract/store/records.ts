// What a turn finds in the records of what was said, and how it changes them.
import { describe, expect, test } from 'vitest';
import type { OutboxId } from '../../../src/model/ids.ts';
import { plain, toPlainText } from '../../../src/model/rich-text.ts';
import type { Store } from '../../../src/model/store.ts';
import type { NewEntry, TurnChanges, TurnInput } from '../../../src/model/turn.ts';
import { anna, entry, finishTurn, NOON, reply, sent, ticketOf, turnOf } from './samples.ts';

const photo = {
  kind: 'photo' as const,
  file: { origin: 'telegram', id: 'photo-1' },
  name: 'a.jpg',
  mime: 'image/jpeg',
  size: 10,
};

export function recordTests(store: () => Store): void {
  async function talk(transcript: readonly NewEntry[], more: Partial<TurnChanges> = {}): Promise<TurnInput> {
    const input = await turnOf(store(), 'ivan', '1');
    await finishTurn(store(), input, { transcript, ...more });
    return input;
  }
  async function rewrite(rewrites: NonNullable<TurnChanges['rewrites']>, person = 'ivan') {
    await finishTurn(store(), await turnOf(store(), person, `${person}-edit`), { rewrites });
  }
  const wordsIn = async ({ conversation }: TurnInput) =>
    (await store().transcript(conversation.id, 10)).map(({ text, state }) => [toPlainText(text), state]);

  describe('rewrites', () => {
    test('the newest entry said under that ref reads differently from then on', async () => {
      const input = await talk([
        entry('m1', { ref: '15' }),
        entry('m2', { ref: '15', quoted: { text: 'цитата' } }),
        entry('m3', { ref: '16' }),
      ]);
      await rewrite([{ ref: '15', text: plain('иначе') }]);
      expect(await wordsIn(input)).toEqual([
        ['запись m1', undefined],
        ['иначе', 'edited'],
        ['запись m3', undefined],
      ]);
      expect((await store().transcript(input.conversation.id, 10))[1]).toMatchObject({
        ref: '15',
        quoted: { text: 'цитата' },
      });
    });

    test('what was taken back keeps its place, without words and files, and the files are to go', async () => {
      const input = await talk([entry('m1', { ref: '15', files: [photo] })]);
      await rewrite([{ ref: '15' }]);
      expect(await store().transcript(input.conversation.id, 10)).toMatchObject([
        { id: 'm1', text: [], files: [], state: 'removed' },
      ]);
      expect(await store().doomedFiles(NOON, 10)).toEqual([]);
      expect(await store().doomedFiles(new Date('2100-01-01'), 10)).toEqual([photo.file]);
    });

    test('a ref that is unknown, or another conversation uses, changes nothing', async () => {
      const input = await talk([entry('m1', { ref: '15' })]);
      await rewrite([{ ref: '99', text: plain('иначе') }]);
      await rewrite([{ ref: '15', text: plain('иначе') }], 'maria');
      expect(await wordsIn(input)).toEqual([['запись m1', undefined]]);
    });

    test('a turn may rewrite what it says itself, and say what was edited before', async () => {
      const input = await talk([entry('m1', { ref: '15' }), entry('m2', { state: 'edited' })], {
        rewrites: [{ ref: '15', text: plain('иначе') }],
      });
      expect(await wordsIn(input)).toEqual([
        ['иначе', 'edited'],
        ['запись m2', 'edited'],
      ]);
    });
  });

  describe('records for a turn', () => {
    test('a ticket is found by its number', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const ticket = ticketOf(input.conversation, 1001);
      await finishTurn(store(), input, { ticket });
      expect(await store().ticketByNumber(1001)).toEqual(ticket);
      expect(await store().ticketByNumber(1002)).toBeUndefined();
    });

    test('the delivery that carried an operator’s words is found by their ref', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const outgoing = [reply(input.conversation, 'o1')];
      const author = { kind: 'operator', operator: anna } as const;
      await finishTurn(store(), input, {
        outgoing,
        transcript: [
          entry('m1', { ref: '15' }),
          entry('m2', { author, ref: 'g-7', outbox: 'o1' as OutboxId }),
        ],
      });
      const { id } = input.conversation;
      expect(await store().sentAs(id, 'g-7')).toMatchObject({ outbox: 'o1' });
      expect(await store().sentAs(id, '15')).toBeUndefined();
      expect(await store().sentAs(id, 'none')).toBeUndefined();
    });

    test('what became of a delivery, and when', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await finishTurn(store(), input, { outgoing: [reply(input.conversation, 'o1')] });
      expect(await store().settledAs('o1' as OutboxId)).toEqual({ state: 'pending' });
      await store().settle('o1' as OutboxId, sent, NOON);
      expect(await store().settledAs('o1' as OutboxId)).toEqual({ state: 'sent', at: NOON });
      expect(await store().settledAs('none' as OutboxId)).toBeUndefined();
    });

    test('what is quoted is found by the customer’s own ref, or by the receipt of ours', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      await finishTurn(store(), input, {
        outgoing: [reply(input.conversation, 'o1')],
        transcript: [
          entry('m1', { ref: '15', text: plain('а'.repeat(300)) }),
          entry('m2', { ref: 'g-7', outbox: 'o1' as OutboxId }),
        ],
      });
      await store().settle('o1' as OutboxId, sent, NOON);
      const { id } = input.conversation;
      expect(await store().quoted(id, '15')).toEqual({ ref: '15', text: 'а'.repeat(120) });
      expect(await store().quoted(id, '77')).toEqual({ ref: 'g-7', text: 'запись m2' });
      expect(await store().quoted(id, 'none')).toBeUndefined();
    });
  });
}
