// What the buttons do: acts, choices that open and close, ready texts and articles that are sent once.
import { describe, expect, test } from 'vitest';
import { buttonData } from '../../../src/desks/telegram-group/buttons.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { cardOf, TICKET } from './harness.ts';
import { openHarness } from './open-harness.ts';

const DELAY = { id: 'delay', title: 'Delay', preview: plain('Dear Maria, we are late.') };
const LONG = {
  id: 'a-ready-text-with-a-very-long-name-indeed',
  title: 'Refund',
  preview: plain('You get it back.'),
};
const macros = () => Promise.resolve([DELAY, LONG]);

/** As `openHarness`, with what a preview or list shows. */
async function pressHarness(board: Parameters<typeof openHarness>[0] = {}) {
  const harness = await openHarness(board);
  const { operator, bot, telegram } = harness;
  return {
    ...harness,
    press: (message: number, data: string) => {
      const query = operator.presses(message, data);
      return telegram.until(() => bot.answered.find((one) => one.query === query), 'the answer');
    },
    buttonsOf: (message: number) =>
      harness.group.chat.messages.find((one) => one.id === message)?.buttons.flat() ?? [],
  };
}

describe('acts', () => {
  test.each([
    ['take', { kind: 'take' }],
    ['release', { kind: 'release' }],
    ['close', { kind: 'close' }],
    ['reopen', { kind: 'reopen' }],
    ['up', { kind: 'tier', tier: 3 }],
  ] as const)('%s', async (action, body) => {
    const { inbox, press, card } = await pressHarness();
    await press(card()?.id ?? 0, buttonData(action, TICKET));
    expect((await inbox.first(1))[0]?.body).toEqual(body);
  });
});

describe('the choice of priority', () => {
  test('opens under the card, sets what is chosen and closes', async () => {
    const { inbox, press, card, buttonsOf, telegram } = await pressHarness();
    const id = card()?.id ?? 0;
    const before = buttonsOf(id);
    await press(id, buttonData('priority', TICKET));
    await telegram.until(() => buttonsOf(id).length === 5, 'the choice');
    expect(buttonsOf(id).map((one) => one.text)).toEqual(['Low', 'Normal', '❗ High', '🔥 Urgent', '‹ Back']);
    await press(id, buttonsOf(id)[3]?.callback_data ?? '');
    expect((await inbox.first(1))[0]?.body).toEqual({ kind: 'priority', priority: 'urgent' });
    await telegram.until(() => buttonsOf(id).length === before.length, 'the card as it was');
    expect(buttonsOf(id)).toEqual(before);
  });

  test('closes without a choice', async () => {
    const { inbox, press, card, buttonsOf, telegram } = await pressHarness();
    const id = card()?.id ?? 0;
    const before = buttonsOf(id);
    await press(id, buttonData('priority', TICKET));
    await telegram.until(() => buttonsOf(id).length === 5, 'the choice');
    await press(id, buttonData('back', TICKET));
    await telegram.until(() => buttonsOf(id).length === before.length, 'the card as it was');
    expect(inbox.tries).toEqual([]);
  });
});

describe('ready texts', () => {
  test('are listed, shown, and sent once, however many press', async () => {
    const { inbox, press, card, told, buttonsOf, telegram, group } = await pressHarness({ macros });
    await press(card()?.id ?? 0, buttonData('macros', TICKET));
    const list = await told(/Which macro/u);
    expect(buttonsOf(list.id).map((one) => one.text)).toEqual(['Delay', 'Refund', 'Cancel']);
    await press(list.id, buttonsOf(list.id)[1]?.callback_data ?? '');
    const preview = await told(/You get it back/u);
    expect(preview.id).toBe(list.id);
    const send = buttonsOf(preview.id)[0]?.callback_data ?? '';
    group.operator('Вторая').presses(preview.id, send);
    await press(preview.id, send);
    await telegram.until(() => !group.chat.messages.some((one) => one.id === preview.id), 'no preview');
    expect(inbox.tries).toHaveLength(2);
    expect(inbox.events.map((event) => event.body)).toEqual([{ kind: 'macro', macro: LONG.id }]);
  });

  test('are put away again', async () => {
    const { inbox, press, card, told, telegram, group } = await pressHarness({ macros });
    await press(card()?.id ?? 0, buttonData('macros', TICKET));
    const list = await told(/Which macro/u);
    await press(list.id, buttonData('cancel', TICKET));
    await telegram.until(() => !group.chat.messages.some((one) => one.id === list.id), 'no list');
    expect(inbox.tries).toEqual([]);
  });

  test.each([
    ['that there are none', () => Promise.resolve([]), 'macros', undefined, /no macros yet/u],
    ['that one is there no longer', () => Promise.resolve([]), 'macro', 'delay', /no longer/u],
    ['that one is there no longer', () => Promise.resolve([]), 'send', LONG.id, /no longer/u],
    ['that they cannot be read', () => Promise.reject(new Error('x')), 'macros', undefined, /just now/u],
  ] as const)('say %s', async (_name, given, action, argument, words) => {
    const { press, card, inbox } = await pressHarness({ macros: given });
    const answer = await press(card()?.id ?? 0, buttonData(action, TICKET, argument));
    expect(answer.text).toMatch(words);
    expect(inbox.tries).toEqual([]);
  });
});

describe('articles on the card', () => {
  const long = 'how-to-descale-an-electric-kettle-with-vinegar';

  test.each([
    ['a short name', 'delivery-cost'],
    ['a long name, found on the card', long],
    ['a long name, found among the articles', 'how-to-clean-the-filter-of-a-washing-machine'],
  ])('are sent with one tap: %s', async (_name, article) => {
    const { inbox, press, post, card } = await pressHarness({
      articles: () => Promise.resolve([{ article, title: 'x', text: [] }]),
    });
    await post({ kind: 'card', card: cardOf({ suggested: [{ article: long, title: 'Descale' }] }) });
    await press(card()?.id ?? 0, buttonData('answer', TICKET, article));
    expect((await inbox.first(1))[0]?.body).toEqual({ kind: 'answer', article });
  });

  test('are not sent twice by an impatient thumb', async () => {
    const { inbox, press, card, clock } = await pressHarness();
    const data = buttonData('answer', TICKET, 'delivery-cost');
    await press(card()?.id ?? 0, data);
    const again = await press(card()?.id ?? 0, data);
    expect(again.text).toBe('It has just been sent.');
    expect(inbox.events).toHaveLength(1);
    const later = Promise.withResolvers<undefined>();
    clock.after(30_000, () => later.resolve(undefined));
    await later.promise;
    await press(card()?.id ?? 0, data);
    expect(inbox.events).toHaveLength(2);
  });

  test('that are offered no longer are said to be old', async () => {
    const { inbox, press, card } = await pressHarness();
    const answer = await press(card()?.id ?? 0, buttonData('answer', TICKET, long));
    expect(answer.text).toBe('This button no longer does anything.');
    expect(inbox.tries).toEqual([]);
  });
});
