// The few products and orders that golden conversations speak of. The conversations' day is 18 November 2026.
import type { Product, Refund } from '../../src/model/order.ts';
import type {
  ImportedBonus,
  ImportedCustomer,
  ImportedOrder,
  ImportedPart,
  ImportedRepair,
} from '../../src/model/catalogue.ts';

export const PRODUCTS: readonly Product[] = [
  product('KET-100', 'Чайник Aurora K100', 'Aurora K100 kettle', 'Кана Aurora K100', 'kettle', 12),
  product(
    'WSH-700',
    'Стиральная машина Nord W700',
    'Nord W700 washing machine',
    'Пералня Nord W700',
    'washer',
    36,
  ),
  product(
    'WSH-900',
    'Стиральная машина Nord W900',
    'Nord W900 washing machine',
    'Пералня Nord W900',
    'washer',
    36,
  ),
  product('SPK-30', 'Колонка Melo S30', 'Melo S30 wireless speaker', 'Колонка Melo S30', 'speaker', 24),
  product('VAC-20', 'Пылесос Vento V20', 'Vento V20 vacuum cleaner', 'Прахосмукачка Vento V20', 'vacuum', 24),
  {
    ...product(
      'DSH-50',
      'Посудомоечная машина Aqua D50',
      'Aqua D50 dishwasher',
      'Съдомиялна Aqua D50',
      'dishwasher',
      36,
    ),
    manuals: { ru: 'https://shop.example/d50-ru.pdf', en: 'https://shop.example/d50-en.pdf' },
    guide: 'setup-dishwasher',
    serviceMonths: 12,
  },
  product('SHV-7', 'Электробритва Silka S7', 'Silka S7 shaver', 'Самобръсначка Silka S7', 'beauty', 12),
];

export const ORDERS: readonly ImportedOrder[] = [
  order(
    'UT-10001',
    'shipped',
    '2026-11-15',
    { expectedAt: '2026-11-20' },
    '+79161234512',
    'anna@example.ru',
    'WSH-700',
  ),
  order(
    'UT-10002',
    'delivered',
    '2026-10-20',
    { deliveredAt: '2026-10-23' },
    '+79161234512',
    'anna@example.ru',
    'KET-100',
  ),
  order(
    'UT-10003',
    'shipped',
    '2026-11-01',
    { expectedAt: '2026-11-10' },
    '+359881234567',
    'boris@example.bg',
    'VAC-20',
  ),
  order(
    'UT-10004',
    'delivered',
    '2026-10-28',
    { deliveredAt: '2026-11-02' },
    '+79161234512',
    'anna@example.ru',
    'SPK-30',
  ),
  // one in every state, all of them Anna's
  anna('UT-10020', 'processing', '2026-11-17', { expectedAt: '2026-11-24' }, ['DSH-50']),
  anna('UT-10005', 'delivered', '2026-11-10', { deliveredAt: '2026-11-14' }, ['KET-100', 'VAC-20']),
  anna('UT-10006', 'delivered', '2026-07-28', { deliveredAt: '2026-08-01' }, ['VAC-20']),
  anna('UT-10007', 'returned', '2026-10-20', { deliveredAt: '2026-10-25' }, ['KET-100'], {
    status: 'sent',
    amount: 399_000,
    dueAt: new Date('2026-11-24T09:00:00Z'),
  }),
  anna('UT-10008', 'delivered', '2026-11-05', { deliveredAt: '2026-11-09' }, ['SHV-7']),
  anna('UT-10009', 'ready-for-pickup', '2026-11-12', {}, ['KET-100']),
  anna('UT-10010', 'returned', '2026-10-01', { deliveredAt: '2026-10-05' }, ['VAC-20'], {
    status: 'refused',
    amount: 1_299_000,
  }),
  anna('UT-10011', 'delivered', '2022-03-01', { deliveredAt: '2022-03-05' }, ['WSH-700']),
  anna('UT-10012', 'cancelled', '2026-11-02', {}, ['KET-100']),
];

export const PARTS: readonly ImportedPart[] = [
  {
    sku: 'SEAL-50',
    names: { ru: 'Уплотнитель дверцы', en: 'Door seal', bg: 'Уплътнение за врата' },
    price: 89_000,
    currency: 'RUB',
    inStock: true,
    products: ['DSH-50'],
  },
];

export const CUSTOMERS: readonly ImportedCustomer[] = [
  { id: 'C-1', phone: '+79161234512', email: 'anna@example.ru' },
];

export const BONUSES: readonly ImportedBonus[] = [
  { customer: 'C-1', points: 1_501, expiring: { points: 22, at: new Date('2026-12-31T09:00:00Z') } },
];

export const REPAIRS: readonly ImportedRepair[] = [
  repair('R-2001', 'waiting-parts', { readyAt: new Date('2026-12-05T09:00:00Z') }),
  repair('R-2002', 'waiting-approval', { price: 450_000 }),
];

function product(
  sku: string,
  ru: string,
  en: string,
  bg: string,
  category: string,
  warrantyMonths: number,
): Product {
  return { sku, names: { ru, en, bg }, category, warrantyMonths };
}

function order(
  number: string,
  status: ImportedOrder['order']['status'],
  ordered: string,
  days: { expectedAt?: string; deliveredAt?: string },
  phone: string,
  email: string,
  sku: string,
): ImportedOrder {
  const at = (day: string): Date => new Date(`${day}T09:00:00Z`);
  return {
    order: {
      number,
      status,
      orderedAt: at(ordered),
      ...(days.expectedAt === undefined ? {} : { expectedAt: at(days.expectedAt) }),
      ...(days.deliveredAt === undefined ? {} : { deliveredAt: at(days.deliveredAt) }),
      city: 'Москва',
      total: 2_499_000,
      currency: 'RUB',
    },
    phone,
    email,
    items: [{ sku, quantity: 1 }],
  };
}

function anna(
  number: string,
  status: ImportedOrder['order']['status'],
  ordered: string,
  days: { expectedAt?: string; deliveredAt?: string },
  skus: readonly string[],
  refund?: Refund,
): ImportedOrder {
  const one = order(number, status, ordered, days, '+79161234512', 'anna@example.ru', '');
  return {
    ...one,
    customer: 'C-1',
    order: { ...one.order, ...(refund ? { refund } : {}) },
    items: skus.map((sku) => ({ sku, quantity: 1 })),
  };
}

function repair(
  number: string,
  stage: ImportedRepair['repair']['stage'],
  more: { readyAt?: Date; price?: number },
): ImportedRepair {
  return {
    repair: {
      number,
      stage,
      sku: 'VAC-20',
      openedAt: new Date('2026-11-02T09:00:00Z'),
      since: new Date('2026-11-12T09:00:00Z'),
      currency: 'RUB',
      ...more,
    },
    phone: '+79161234512',
    email: 'anna@example.ru',
  };
}
