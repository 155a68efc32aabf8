import { describe, expect, test } from 'vitest';
import type { Fact, Lookup } from '../../src/model/order.ts';
import { book, flow, FlowTalk } from './talk.ts';

const CLAIM = book(
  flow(
    'claim',
    `
  - collect: product
    type: product
  - collect: defect
    type: text
  - collect: bought
    type: date
  - flow: find
  - choose: wish
    options: [repair, refund]
  - collect: contact
    type: [phone, email]
  - collect: photo
    type: files
    optional: true
  - say: flow.claim.verdict
  - confirm: [product, defect, bought, number, wish, contact]
  - ticket: flow.claim.subject
`,
  ),
  flow(
    'find',
    `
  - collect: number
    type: order-number
  - collect: proof
    type: proof
  - lookup: order
    number: number
    proof: proof
    refused: refused
    limited: done
    unavailable: done
    next: done
  - id: refused
    say: flow.find.refused
    next: number
  - id: done
    end: true
`,
  ),
);

const LABELS = {
  'flow.claim.product.label': 'Товар',
  'flow.claim.defect.label': 'Что случилось',
  'flow.claim.bought.label': 'Дата покупки',
  'flow.claim.contact.label': 'Телефон или почта',
  'flow.claim.wish.label': 'Пожелание',
  'flow.claim.wish.option.repair': 'Ремонт',
  'flow.claim.wish.option.refund': 'Возврат денег',
  'flow.find.number.label': 'Номер заказа',
  'flow.find.proof.label': 'Проверка',
};

function fact(lookup: Lookup): Fact | undefined {
  if (lookup.kind === 'products') {
    const known = { KETTLE: 'Чайник K100', 'K-1701': 'Пылесос K-1701' }[lookup.words];
    if (known === undefined) return { kind: 'products', products: [] };
    const product = { sku: lookup.words, names: { ru: known }, category: 'x', warrantyMonths: 12 };
    return { kind: 'products', products: [product] };
  }
  if (lookup.kind !== 'order') return undefined;
  if (!/(?:4512|1234)$/u.test(lookup.proof)) return { kind: 'refused' };
  return {
    kind: 'order',
    order: {
      number: lookup.number,
      status: 'delivered',
      orderedAt: new Date('2026-05-01T09:00:00Z'),
      city: 'Москва',
      items: [],
      total: 100,
      currency: 'RUB',
    },
  };
}

function claim(): FlowTalk {
  return new FlowTalk(CLAIM, { labels: LABELS, fact });
}

/** Answers everything up to the confirmation. */
function atConfirmation(): FlowTalk {
  const talk = claim();
  talk.start('claim');
  for (const words of ['KETTLE', 'не греет', '2 мая 2026', 'UT-10421', '4512', 'ремонт', '+79161234567']) {
    talk.says(words);
  }
  expect(talk.presses('skip')).toBe('flow.claim.confirm.ask');
  return talk;
}

describe('values out of turn', () => {
  test('the words that start a flow answer its questions', () => {
    const talk = claim();
    talk.start('claim', 'хочу ремонт, заказ UT-10421, мой телефон +7 916 123-45-67');
    expect(talk.value('number')).toBe('UT-10421');
    expect(talk.value('contact')).toBe('+79161234567');
    expect(talk.value('wish')).toBe('repair');
    expect(talk.says('KETTLE')).toBe('flow.claim.defect.ask');
    expect(talk.says('не греет')).toBe('flow.claim.bought.ask');
    expect(talk.says('2 мая')).toBe('flow.find.proof.ask');
    expect(talk.says('4512')).toBe('flow.claim.photo.ask');
  });

  test('a model in the words that start a flow is the product', () => {
    const talk = claim();
    expect(talk.start('claim', 'сломался K-1701')).toBe('flow.claim.defect.ask');
    expect(talk.value('product')).toBe('K-1701');
  });

  test('what an answer tells beside itself is kept and not asked', () => {
    const talk = claim();
    talk.start('claim');
    talk.says('KETTLE');
    expect(talk.says('не греет, заказ UT-10421, пишите на anna@example.ru')).toBe('flow.claim.bought.ask');
    expect(talk.value('defect')).toContain('не греет');
    expect(talk.says('2 мая')).toBe('flow.find.proof.ask');
    talk.says('4512');
    expect(talk.says('ремонт')).toBe('flow.claim.photo.ask');
  });

  test.each([
    ['UT-10421', 'number', 'UT-10421'],
    ['мой телефон +7 916 123-45-67', 'contact', '+79161234567'],
    ['anna@example.ru', 'contact', 'anna@example.ru'],
  ])('"%s" answers its own question, and the pending one is asked again', (words, slot, value) => {
    const talk = claim();
    talk.start('claim');
    talk.says('KETTLE');
    expect(talk.says(words)).toBe('flow.claim.defect.ask');
    expect(talk.value(slot)).toBe(value);
    expect(talk.told[0]).toContain('common.noted');
  });

  test('an answer that fits the pending question is that answer', () => {
    const talk = claim();
    talk.start('claim', 'заказ UT-10421');
    talk.says('KETTLE');
    talk.says('не греет');
    talk.says('2 мая');
    expect(talk.says('+79161234512')).toBe('flow.claim.wish.ask');
    expect(talk.value('contact')).toBeUndefined();
  });

  test('wrong answers stay counted when something else is noted in between', () => {
    const talk = claim();
    talk.start('claim');
    talk.says('KETTLE');
    talk.says('не греет');
    talk.says('ерунда');
    talk.says('UT-10421');
    talk.says('ерунда');
    expect(talk.says('ерунда')).toBe('stuck');
  });
});

describe('corrections', () => {
  test.each([
    ['нет, номер UT-10437', 'number', 'UT-10437'],
    ['ошибся, заказ 10437', 'number', 'UT-10437'],
    ['ой, неправильный номер: UT 10437', 'number', 'UT-10437'],
  ])('"%s" replaces the number, whose proof is asked anew', (words, slot, value) => {
    const talk = atConfirmation();
    expect(talk.says(words)).toBe('flow.find.proof.ask');
    expect(talk.told[0]).toBe(`common.corrected: номер заказа = ${value}`);
    expect(talk.value(slot)).toBe(value);
    expect(talk.says('1234')).toBe('flow.claim.confirm.ask');
    expect(talk.told).toEqual([]);
  });

  test.each([
    ['ошибся, телефон +79167654321', 'contact', '+79167654321'],
    ['sorry, the phone is +79167654321', 'contact', '+79167654321'],
    ['+79167654321', 'contact', '+79167654321'],
    ['не 2 мая, а 5 мая', 'bought', '2026-05-05'],
    ['всъщност дата 12 май', 'bought', '2026-05-12'],
    ['дата покупки 7 мая 2026', 'bought', '2026-05-07'],
    ['actually the model is K-1701', 'product', 'K-1701'],
  ])('"%s" in the confirmation comes straight back to it', (words, slot, value) => {
    const talk = atConfirmation();
    expect(talk.says(words)).toBe('flow.claim.confirm.ask');
    expect(talk.value(slot)).toBe(value);
    expect(talk.told).toHaveLength(1);
    expect(talk.told[0]).toContain('common.corrected');
  });

  test.each([
    ['всё верно, только телефон другой', 'flow.claim.contact.ask'],
    ['измени дату', 'flow.claim.bought.ask'],
    ['пожелание другое', 'flow.claim.wish.ask'],
  ])('"%s" in the confirmation asks for that alone', (words, question) => {
    const talk = atConfirmation();
    expect(talk.says(words)).toBe(question);
    talk.says(
      question.includes('contact') ? 'b@example.ru' : question.includes('wish') ? 'возврат денег' : '3 мая',
    );
    expect(talk.last.end).toMatchObject({ ask: { text: [{ kind: 'paragraph' }, { kind: 'list' }] } });
    expect(talk.told).toEqual([]);
  });

  test.each(['product', 'bought', 'number', 'wish', 'contact'])(
    'the button of %s asks for that alone',
    (slot) => {
      const talk = atConfirmation();
      const question = talk.presses(`edit.${slot}`);
      expect(question).toContain(`${slot}.ask`);
      expect(talk.value('defect')).toBe('не греет');
    },
  );

  test.each([
    ['не вчера, а в пятницу', 'вчера', '2026-05-08'],
    ['not yesterday but on Friday', 'yesterday', '2026-05-08'],
  ])('"%s" corrects a day in the middle of the questions', (words, first, day) => {
    const talk = new FlowTalk(CLAIM, {
      labels: LABELS,
      fact,
      change: { locale: first === 'yesterday' ? 'en' : 'ru', now: new Date('2026-05-14T09:00:00Z') },
    });
    talk.start('claim');
    talk.says('KETTLE');
    talk.says('не греет');
    expect(talk.says(first)).toBe('flow.find.number.ask');
    expect(talk.says(words)).toBe('flow.find.number.ask');
    expect(talk.told[0]).toContain('common.corrected');
    expect(talk.stack[0]?.slots['bought']?.value).toBe(day);
  });

  test('words that merely begin with "no" are an answer', () => {
    const talk = claim();
    talk.start('claim');
    talk.says('KETTLE');
    expect(talk.says('нет, он совсем не включается')).toBe('flow.claim.bought.ask');
    expect(talk.value('defect')).toBe('нет, он совсем не включается');
  });

  test.each([
    'да',
    'всё верно',
    'ок',
    'yes',
    "that's right",
    'всичко е наред',
    'потвърждавам',
    'да, всё верно',
  ])('"%s" confirms', (words) => {
    expect(atConfirmation().says(words)).toBe('ticket');
  });

  test.each(['нет', 'не всё верно', 'something is wrong', 'има грешка'])(
    '"%s" asks what to change',
    (words) => {
      const talk = atConfirmation();
      expect(talk.says(words)).toBe('common.what-to-change');
    },
  );
});

describe('back', () => {
  test('goes from question to question, through called flows too', () => {
    const talk = atConfirmation();
    expect(talk.back()).toBe('flow.claim.photo.ask');
    expect(talk.back()).toBe('flow.claim.contact.ask');
    expect(talk.back()).toBe('flow.claim.wish.ask');
    expect(talk.back()).toBe('flow.find.proof.ask');
    expect(talk.back()).toBe('flow.find.number.ask');
    expect(talk.back()).toBe('flow.claim.bought.ask');
    expect(talk.back()).toBe('flow.claim.defect.ask');
    expect(talk.back()).toBe('flow.claim.product.ask');
    expect(talk.back()).toBe('flow.claim.product.ask');
  });

  test('a question that cannot be skipped says so', () => {
    const talk = claim();
    talk.start('claim');
    expect(talk.presses('skip')).toBe('flow.claim.product.ask');
    expect(talk.told).toEqual(['common.cannot-skip']);
  });
});
