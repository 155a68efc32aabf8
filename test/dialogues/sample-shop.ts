// The few products and orders that golden conversations speak of. The conversations' day is 18 November 2026.
import type { Product } from '../../src/model/order.ts';
import type { ImportedOrder } from '../../src/model/store.ts';

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
