// What the golden conversations do not show: the corners of the dialogue, each as what a customer or an operator notices.
import { afterEach, describe, expect, test } from 'vitest';
import type { Shop } from '../../src/dialogue/deps.ts';
import type { Locale } from '../../src/model/locale.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import { realShop, Talk } from '../dialogues/harness.ts';

const open: Talk[] = [];
afterEach(() => Promise.all(open.splice(0).map((talk) => talk.store.close())));

async function talk(locale: Locale = 'ru', shop?: Shop): Promise<Talk> {
  const one = await Talk.begin(locale, shop);
  open.push(one);
  return one;
}

function heard(one: Talk): string {
  return one.heard
    .splice(0)
    .map(({ text }) => toPlainText(text))
    .join('\n');
}

async function transcript(one: Talk): Promise<string[]> {
  const [ticket] = await one.store.tickets({ limit: 1 });
  const entries = await one.store.transcript(ticket!.conversation, 50);
  return entries.map(({ author, text }) => `${author.kind}: ${toPlainText(text)}`);
}

async function claimUpToSummary(one: Talk): Promise<void> {
  await one.says('хочу оформить обращение по гарантии');
  await one.says('чайник Aurora K100');
  await one.says('не включается');
  await one.says('UT-10002');
  await one.says('4512');
  await one.presses('Пропустить');
  await one.says('anna@example.ru');
  expect(heard(one)).toContain('Проверьте');
}

describe('in the middle of an errand', () => {
  test('a title from an older list is read out, and the question stands', async () => {
    const one = await talk();
    const { knowledge } = await realShop();
    const nearest = knowledge.ask('сколько стоит доставка', 'ru');
    const id = nearest.kind === 'answer' ? nearest.article.id : nearest.kind;
    await one.says('где мой заказ');
    await one.sends({ kind: 'choice', value: `article:${id}` });
    expect(heard(one)).toMatch(/[Дд]остав[\s\S]*номер заказа/u);
    await one.says('UT-10001');
    expect(heard(one)).toContain('четыре цифры');
  });

  test('"something else" from an older list is an old button, and the question stands', async () => {
    const one = await talk();
    await one.says('где мой заказ');
    heard(one);
    await one.sends({ kind: 'choice', value: 'other' });
    expect(heard(one)).toContain('номер заказа');
    await one.says('UT-10001');
    expect(heard(one)).toContain('четыре цифры');
  });

  test.each(['Philips', 'Electrolux EWF', 'Siemens EQ'])(
    'a brand (%s) does not change the language',
    async (brand) => {
      const one = await talk();
      await one.says('хочу оформить обращение по гарантии');
      heard(one);
      await one.says(brand);
      expect(one.heard.map(({ locale }) => locale)).toEqual(['ru']);
    },
  );

  test('a whole sentence in another language does', async () => {
    const one = await talk();
    await one.says('хочу оформить обращение по гарантии');
    heard(one);
    await one.says('my washing machine does not start any more');
    expect(one.heard.at(-1)?.locale).toBe('en');
  });

  test('the first photo that comes early is acknowledged, the rest of the album is not', async () => {
    const one = await talk();
    await one.says('хочу оформить обращение по гарантии');
    heard(one);
    await one.photo();
    expect(heard(one)).toMatch(/Файл получил[\s\S]*Что сломалось/u);
    await one.photo();
    expect(heard(one)).toBe('');
  });

  test('a photo that the errand has no place for goes into the case', async () => {
    const one = await talk();
    await one.says('где мой заказ');
    heard(one);
    await one.photo();
    expect(heard(one)).toMatch(/Файл получил[\s\S]*номер заказа/u);
    await one.says('оператор');
    const [ticket] = await one.store.tickets({ limit: 1 });
    expect(ticket?.case.files).toHaveLength(1);
  });

  test('words that resemble several products do not break on their signs', async () => {
    const one = await talk();
    await one.says('хочу оформить обращение по гарантии');
    await one.says('“№№№№№№№№№№” стиральная машина Nord');
    expect(one.heard.at(-1)?.choices?.length).toBeGreaterThan(2);
    expect((await one.store.counts()).events['failed'] ?? 0).toBe(0);
  });
});

describe('under the summary', () => {
  test.each(['ок', 'OK', '+', 'да', 'окей!'])('"%s" sends the claim off', async (words) => {
    const one = await talk();
    await claimUpToSummary(one);
    await one.says(words);
    expect(heard(one)).toContain('Передал всё операторам');
  });

  test('another order number is proved anew, and costs no attempt', async () => {
    const one = await talk();
    await claimUpToSummary(one);
    await one.presses('✎ Покупка');
    heard(one);
    await one.says('UT-10005');
    expect(heard(one)).toMatch(/четыре|последние/u);
    await one.says('4512');
    expect(heard(one)).toContain('Проверьте');
  });
});

describe('an offer to call a person', () => {
  async function offered(): Promise<Talk> {
    const one = await talk();
    await one.says('абракадабра шмурдяк');
    await one.says('бумбарам кракозябра');
    expect(heard(one)).toContain('Позвать');
    return one;
  }

  test('"yes" calls one', async () => {
    const one = await offered();
    await one.says('да');
    expect(heard(one)).toContain('Передал всё операторам');
  });

  test('"no" calls nobody', async () => {
    const one = await offered();
    await one.says('нет');
    expect(heard(one)).not.toContain('Передал');
    expect(await one.store.tickets({ limit: 1 })).toEqual([]);
  });
});

test.each(['ru', 'bg'] as const)('"ok" is in no language (%s)', async (locale) => {
  const one = await talk(locale);
  await one.says('ok');
  expect(one.heard.map((message) => message.locale)).toEqual([locale]);
});

describe('the desk', () => {
  test('reads what a button said, not its value', async () => {
    const one = await talk();
    await one.sends({ kind: 'start' });
    await one.presses('Где мой заказ');
    await one.sends({ kind: 'choice', value: 'operator' });
    const lines = await transcript(one);
    expect(lines).toContain('customer: ▸ Где мой заказ');
    expect(lines.filter((line) => line.includes('▸ operator') || line.includes('▸ flow:'))).toEqual([]);
  });

  test('a note about a closed ticket is kept and stays inside', async () => {
    const one = await talk();
    await one.says('оператор');
    await one.operator({ kind: 'close' });
    heard(one);
    one.posts.length = 0;
    await one.operator({ kind: 'note', text: 'клиент был прав', files: [] });
    expect(await transcript(one)).toContain('note: клиент был прав');
    expect(one.posts.filter(({ kind }) => kind === 'notice')).toEqual([]);
    expect(heard(one)).toBe('');
  });

  test('learns of a last reply that never arrived, although the ticket is closed', async () => {
    const one = await talk();
    await one.says('оператор');
    await one.operator({ kind: 'take' });
    one.gone = true;
    const card = one.card!;
    for (const [id, body] of [
      ['desk:a', { kind: 'reply', text: 'Всё готово', files: [] }],
      ['desk:b', { kind: 'close' }],
    ] as const) {
      await one.store.acceptDeskEvent({
        id: id as never,
        desk: 'desk',
        ticket: card.ticket,
        operator: { id: 'desk:1', name: 'Мария' },
        at: one.now,
        ref: id,
        body,
      });
    }
    one.posts.length = 0;
    await one.settle();
    expect(one.posts).toContainEqual(expect.objectContaining({ kind: 'notice', ticket: card.ticket }));
    expect(await one.store.tickets({ limit: 5 })).toHaveLength(1);
  });
});
