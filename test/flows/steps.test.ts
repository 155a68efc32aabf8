import { describe, expect, test } from 'vitest';
import type { StepContext } from '../../src/flows/types.ts';
import type { Slot } from '../../src/model/conversation.ts';
import type { Fact, Lookup, Order } from '../../src/model/order.ts';
import { book, flow, FlowTalk } from './talk.ts';

const slot = (value: Slot['value']): Slot => ({ value, shown: JSON.stringify(value) });

function talk(
  steps: string,
  fact: (lookup: Lookup) => Fact | undefined = () => undefined,
  change: Partial<StepContext> = {},
): FlowTalk {
  const labels = {
    'common.guide-done': 'готово',
    'common.guide-failed': 'не вышло',
    'common.skip': 'пропущено',
  };
  return new FlowTalk(book(flow('one', steps)), { fact, change, labels });
}

const ORDER: Order = {
  number: 'UT-10002',
  status: 'delivered',
  orderedAt: new Date('2026-05-01T09:00:00Z'),
  deliveredAt: new Date('2026-05-04T09:00:00Z'),
  city: 'Москва',
  items: [{ sku: 'HAIR', name: 'Фен', names: { en: 'Hair dryer' }, quantity: 1, warrantyMonths: 12 }],
  total: 249_950,
  currency: 'RUB',
  window: '10:00-14:00',
  refund: { status: 'sent', amount: 100_000, dueAt: new Date('2026-05-20T09:00:00Z') },
};

describe('branch', () => {
  test.each<[string, Slot['value'], string]>([
    ['is: 5', 5, 'yes'],
    ['is: 5', 6, 'no'],
    ['not: red', 'blue', 'yes'],
    ['not: red', 'red', 'no'],
    ['in: [a, b]', 'b', 'yes'],
    ['filled: true', null, 'no'],
    ['filled: false', null, 'yes'],
    ['atLeast: 3', 3, 'yes'],
    ['atLeast: 3', 2, 'no'],
    ['atMost: 3', 3, 'yes'],
    ['atMost: 3', 4, 'no'],
    ['atMost: 3', '2', 'no'],
    ['atMost: 3', null, 'no'],
    ['atMost: rule_return_days', 14, 'yes'],
    ['atMost: rule_return_days', 15, 'no'],
    ['atMost: rule_unheard_of', 1, 'no'],
  ])('%s holds for %j: %s', (condition, value, way) => {
    const one = talk(`
  - collect: number
    type: text
  - branch:
      - { when: seen, ${condition}, go: way_yes }
      - else: way_no
  - id: way_yes
    say: flow.one.yes
    next: fin
  - id: way_no
    say: flow.one.no
  - id: fin
    end: true
`);
    one.start('one');
    one.stack = one.stack.map((run) => ({ ...run, slots: { ...run.slots, seen: slot(value) } }));
    one.says('дальше');
    expect(one.told).toEqual([`flow.one.${way}`]);
  });
});

describe('lookups', () => {
  const steps = (kind: string): string => `
  - collect: number
    type: order-number
  - lookup: ${kind}
    number: number
    ${kind === 'order' ? 'proof: number\n    limited: no' : ''}
    refused: no
    unavailable: no
    next: name
  - id: no
    say: flow.one.no
  - collect: name
    type: text
`;
  test('an order fills what a flow may tell of it', () => {
    const one = talk(
      steps('order'),
      (lookup) => (lookup.kind === 'order' ? { kind: 'order', order: ORDER } : undefined),
      { locale: 'en', now: new Date('2026-05-14T09:00:00Z') },
    );
    one.start('one');
    one.says('UT-10002');
    expect(one.last.verified).toEqual(['UT-10002']);
    const values = Object.fromEntries(
      Object.entries(one.stack[0]?.slots ?? {}).map(([name, { value, shown }]) => [name, [value, shown]]),
    );
    expect(values).toMatchObject({
      order_total: [249_950, '₽2,499.50'],
      order_city: ['Москва', 'Москва'],
      order_days_since_delivery: [10, '10'],
      order_return_days_left: [4, '4'],
      order_returnable: [true, ''],
      order_sku: ['HAIR', 'Hair dryer'],
      order_warranty_months: [12, '12'],
      refund_status: ['sent', 'sent'],
      refund_amount: [100_000, '₽1,000'],
      refund_due: ['2026-05-20', '20 May 2026'],
    });
  });

  test('an order of categories that never come back is not returnable', () => {
    const one = talk(
      steps('order'),
      (lookup) =>
        lookup.kind === 'order'
          ? { kind: 'order', order: ORDER }
          : {
              kind: 'products',
              products: [{ sku: 'HAIR', names: { ru: 'Фен' }, category: 'beauty', warrantyMonths: 12 }],
            },
      { rules: { shop: { return_days: 14, defect_days: 15 }, no_return: ['beauty'] } },
    );
    one.start('one');
    one.says('UT-10002');
    expect(one.value('order_returnable')).toBe(false);
  });

  test.each([
    [['UT-10002'], []],
    [['ut 10002'], []],
    [[], ['flow.one.no']],
    [['UT-10003'], ['flow.one.no']],
  ])('a known order with %j proved tells %j', (verified, told) => {
    const fact = (): Fact => ({ kind: 'order', order: ORDER });
    const one = talk(steps('known-order'), fact, { verified });
    one.start('one');
    one.says('UT-10002');
    expect(one.told).toEqual(told);
    expect(one.value('order_city')).toBe(told.length === 0 ? 'Москва' : undefined);
  });

  test('the bonus of an order that was not proved is none', () => {
    const bonus = `
  - collect: number
    type: order-number
  - lookup: bonus
    order: number
    none: name
    unavailable: name
  - collect: name
    type: text
`;
    const fact = (): Fact => ({ kind: 'bonus', balance: { points: 120 } });
    const stranger = talk(bonus, fact);
    stranger.start('one');
    stranger.says('UT-10002');
    expect(stranger.value('bonus_points')).toBeUndefined();
    const ours = talk(bonus, fact, { verified: ['UT-10002'] });
    ours.start('one');
    ours.says('UT-10002');
    expect(ours.value('bonus_points')).toBe(120);
  });

  test('an order proved a step earlier is known in the same turn', () => {
    const one = talk(
      `
  - collect: number
    type: order-number
  - lookup: order
    number: number
    proof: number
    refused: name
    limited: name
    unavailable: name
  - lookup: verified
  - collect: name
    type: text
`,
      () => ({ kind: 'order', order: ORDER }),
    );
    one.start('one');
    one.says('UT-10002');
    expect(one.value('verified_order')).toBe('UT-10002');
  });

  test('a product of the catalogue is told in the customer’s language; words of their own lead to none', () => {
    const product = {
      sku: 'KET',
      names: { ru: 'Чайник' },
      category: 'kettle',
      warrantyMonths: 24,
      manuals: { bg: 'https://example.com/bg.pdf', ru: 'https://example.com/ru.pdf' },
      guide: 'setup-kettle',
      parts: [{ sku: 'P1', names: { ru: 'Крышка' }, price: 50_000, currency: 'RUB', inStock: true }],
    };
    const one = talk(
      '  - collect: thing\n    type: product\n  - lookup: product\n    product: thing\n    none: none\n  - collect: name\n    type: text\n  - id: none\n    say: flow.one.none\n',
      (lookup) => ({
        kind: 'products',
        products: lookup.kind === 'products' && lookup.words === 'нечто' ? [] : [product],
      }),
      { locale: 'bg' },
    );
    one.start('one');
    one.says('чайник');
    expect(one.value('product_manual')).toBe('https://example.com/bg.pdf');
    expect(one.value('product_guide')).toBe('setup-kettle');
    expect(one.stack[0]?.slots['product_parts']?.shown).toContain('Крышка: ');
    expect(one.value('product_service_months')).toBeNull();
    const other = talk(
      '  - collect: thing\n    type: product\n  - lookup: product\n    product: thing\n    none: none\n  - end: true\n  - id: none\n    say: flow.one.none\n',
      () => ({ kind: 'products', products: [] }),
    );
    other.start('one');
    other.says('нечто');
    expect(other.told).toEqual(['flow.one.none']);
  });
});

describe('guide', () => {
  const STEPS = `
  - collect: name
    type: text
  - guide: name
    done: solved
    failed: failed
    none: none
  - id: solved
    say: flow.one.solved
    next: fin
  - id: failed
    ticket: flow.one.subject
  - id: none
    say: flow.one.none
  - id: fin
    end: true
`;
  const article: StepContext['article'] = (id) =>
    id === 'setup-x'
      ? ({
          body: [
            {
              kind: 'list',
              ordered: true,
              items: ['Распакуйте', 'Подключите', 'Включите'].map((text) => [{ kind: 'text', text }]),
            },
          ],
        } as unknown as ReturnType<StepContext['article']>)
      : undefined;

  function begun(): FlowTalk {
    const one = talk(STEPS, undefined, { article });
    one.start('one');
    one.says('setup-x');
    return one;
  }

  test('shows one item after the other and ends when all are done or skipped', () => {
    const one = begun();
    expect(one.last.end).toMatchObject({ ask: { text: [{}, { spans: [{ text: 'Распакуйте' }] }] } });
    one.presses('done');
    one.says('пропустить');
    expect(one.last.end).toMatchObject({ ask: { text: [{}, { spans: [{ text: 'Включите' }] }] } });
    expect(one.says('получилось')).toBe('done');
    expect(one.told).toEqual(['flow.one.solved']);
  });

  test('what did not work leads on with what was tried', () => {
    const one = begun();
    one.presses('done');
    expect(one.says('не получилось')).toBe('ticket');
    expect(one.last.end).toMatchObject({
      run: { slots: { guide_tried: { shown: '1. Распакуйте — готово\n2. Подключите — не вышло' } } },
    });
  });

  test('back shows the item before', () => {
    const one = begun();
    one.presses('done');
    one.back();
    expect(one.value('guide_at')).toBe(1);
    expect(one.stack[0]?.slots['guide_tried']?.shown).toBe('');
  });

  test('without such an article there is nothing to walk through', () => {
    const one = talk(STEPS, undefined, { article });
    one.start('one');
    one.says('setup-y');
    expect(one.told).toEqual(['flow.one.none']);
  });
});

describe('act', () => {
  test.each([
    ['act: subscribe', { kind: 'subscription', on: true }],
    ['act: unsubscribe', { kind: 'subscription', on: false }],
    ['act: erase-customer', { kind: 'erase-customer' }],
    ['act: register-product\n    product: thing', { kind: 'register-product', product: '~утюг' }],
  ])('%s changes the records with the turn', (step, effect) => {
    const one = talk(`  - collect: thing\n    type: product\n  - ${step}\n`, () => ({
      kind: 'products',
      products: [],
    }));
    one.start('one');
    expect(one.says('утюг')).toBe('done');
    expect(one.last.effects).toEqual([effect]);
  });

  test('the file with the customer’s data goes out with what is said next', () => {
    const file = {
      kind: 'document',
      file: { origin: 'local', id: 'x' },
      name: 'data.json',
      mime: 'application/json',
    } as const;
    const one = talk(
      '  - lookup: personal-data\n    unavailable: no\n  - id: no\n    say: flow.one.sent\n',
      () => ({
        kind: 'file',
        file,
      }),
    );
    one.start('one');
    expect(one.last.files).toEqual([file]);
  });
});

describe('a called flow with slots of its own', () => {
  const FLOWS = book(
    flow(
      'outer',
      '  - collect: phone\n    type: text\n  - flow: inner\n    with: { name: phone }\n  - collect: last\n    type: text\n',
    ),
    flow('inner', '  - collect: name\n    type: text\n  - collect: size\n    type: text\n'),
  );

  test('gets them under its own names, keeps the rest to itself and gives back under ours', () => {
    const one = new FlowTalk(FLOWS);
    one.start('outer');
    expect(one.says('Анна')).toBe('flow.inner.size.ask');
    expect(one.value('phone')).toBeUndefined();
    expect(one.says('большой')).toBe('flow.outer.last.ask');
    expect(one.value('phone')).toBe('Анна');
    expect(one.value('size')).toBe('большой');
    expect(one.value('name')).toBeUndefined();
  });

  test('"back" leads into it and out of it', () => {
    const one = new FlowTalk(FLOWS);
    one.start('outer');
    one.says('Анна');
    one.says('большой');
    expect(one.back()).toBe('flow.inner.size.ask');
    expect(one.back()).toBe('flow.outer.phone.ask');
  });
});
