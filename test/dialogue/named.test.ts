// An errand called by its name starts without a ranking, in the language of the name.
import { beforeAll, describe, expect, test } from 'vitest';
import { toPlainText } from '../../src/model/rich-text.ts';
import { realShop, Talk } from '../dialogues/harness.ts';

beforeAll(() => realShop(), 120_000);

describe('the name of an errand', () => {
  test.each([
    ['en', 'Delete my data!', 'I will delete everything'],
    ['bg', 'изтриване на данните ми', 'Ще изтрия всичко'],
    ['ru', 'Отменить заказ', 'номер заказа'],
    // another number than the one in the trigger, and no bare order number either
    ['bg', 'анулирайте поръчка UT-10020', 'последните четири цифри'],
    // the name is Russian, whatever was spoken before
    ['en', 'найти инструкцию', 'К какой технике'],
  ] as const)('%s: %s', async (locale, words, answer) => {
    const talk = await Talk.begin(locale);
    await talk.says(words);
    expect(talk.heard.map(({ text }) => toPlainText(text)).join('\n')).toContain(answer);
    await talk.store.close();
  });
});
