// Writes imported rows: each kind in one transaction, a few hundred rows a statement, so that a long file needs no memory.
import type {
  Catalogue,
  ImportedBonus,
  ImportedCustomer,
  ImportedOrder,
  ImportedPart,
  ImportedRepair,
} from '../../model/catalogue.ts';
import type { Product } from '../../model/order.ts';
import { orderKey } from '../../model/order-key.ts';
import { StoreError } from '../../model/store-error.ts';
import { encode } from './codec.ts';
import type { Engine } from './engine.ts';

/** Rows per statement; SQLite takes at most 32766 values in one. */
const CHUNK = 200;

export type CatalogueWrites = Pick<
  Catalogue,
  'importProducts' | 'importParts' | 'importCustomers' | 'importOrders' | 'importRepairs' | 'importBonuses'
>;

export function createCatalogueImports(engine: Engine, productsChanged: () => void): CatalogueWrites {
  const { query } = engine;

  /** The rows of a chunk that have the same key are one: the last. */
  function importing<Row>(
    what: string,
    rows: Iterable<Row>,
    keyOf: (row: Row) => string,
    save: (rows: readonly Row[]) => void,
    after?: () => void,
  ): Promise<number> {
    return engine.write(
      `importing ${what}`,
      () => {
        let count = 0;
        for (const chunk of chunks(rows)) {
          count += chunk.length;
          save([...new Map(chunk.map((row) => [keyOf(row), row])).values()]);
        }
        return count;
      },
      after,
    );
  }

  function saveProducts(rows: readonly Product[]): void {
    engine.run(
      query
        .insertInto('products')
        .values(
          rows.map(({ sku, names, category, warrantyMonths, manuals, guide, serviceMonths }) => ({
            sku,
            names: encode(names),
            category,
            warranty_months: warrantyMonths,
            manuals: manuals === undefined ? null : encode(manuals),
            guide: guide ?? null,
            service_months: serviceMonths ?? null,
          })),
        )
        .onConflict((conflict) =>
          conflict.column('sku').doUpdateSet((row) => ({
            names: row.ref('excluded.names'),
            category: row.ref('excluded.category'),
            warranty_months: row.ref('excluded.warranty_months'),
            manuals: row.ref('excluded.manuals'),
            guide: row.ref('excluded.guide'),
            service_months: row.ref('excluded.service_months'),
          })),
        ),
    );
  }

  function saveParts(rows: readonly ImportedPart[]): void {
    refuseUnknown(
      'products',
      rows.flatMap(({ products }) => products),
    );
    const skus = rows.map(({ sku }) => sku);
    engine.run(query.deleteFrom('product_parts').where('part', 'in', skus));
    engine.run(query.deleteFrom('parts').where('sku', 'in', skus));
    engine.run(
      query.insertInto('parts').values(
        rows.map(({ sku, names, price, currency, inStock }) => ({
          sku,
          names: encode(names),
          price,
          currency,
          in_stock: inStock ? 1 : 0,
        })),
      ),
    );
    const fits = rows.flatMap(({ sku, products }) =>
      [...new Set(products)].map((product) => ({ product, part: sku })),
    );
    for (const chunk of chunks(fits)) engine.run(query.insertInto('product_parts').values(chunk));
  }

  function saveCustomers(rows: readonly ImportedCustomer[]): void {
    engine.run(
      query
        .insertInto('shop_customers')
        .values(
          rows.map(({ id, name, phone, email }) => ({ id, name: name ?? null, phone, email: email ?? null })),
        )
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((row) => ({
            name: row.ref('excluded.name'),
            phone: row.ref('excluded.phone'),
            email: row.ref('excluded.email'),
          })),
        ),
    );
  }

  function saveOrders(rows: readonly ImportedOrder[]): void {
    refuseUnknown(
      'products',
      rows.flatMap(({ items }) => items.map(({ sku }) => sku)),
    );
    refuseUnknown('customers', customersOf(rows));
    const keys = rows.map(({ order }) => orderKey(order.number));
    engine.run(query.deleteFrom('order_items').where('order_key', 'in', keys));
    engine.run(query.deleteFrom('orders').where('key', 'in', keys));
    engine.run(query.insertInto('orders').values(rows.map(orderRow)));
    const items = rows.flatMap(({ order, items: own }) =>
      own.map(({ sku, quantity }, position) => ({
        order_key: orderKey(order.number),
        position,
        sku,
        quantity,
      })),
    );
    for (const chunk of chunks(items)) engine.run(query.insertInto('order_items').values(chunk));
  }

  function saveRepairs(rows: readonly ImportedRepair[]): void {
    refuseUnknown(
      'products',
      rows.map(({ repair }) => repair.sku),
    );
    refuseUnknown('customers', customersOf(rows));
    const keys = rows.map(({ repair }) => orderKey(repair.number));
    engine.run(query.deleteFrom('repairs').where('key', 'in', keys));
    engine.run(query.insertInto('repairs').values(rows.map(repairRow)));
  }

  function saveBonuses(rows: readonly ImportedBonus[]): void {
    const customers = rows.map(({ customer }) => customer);
    refuseUnknown('customers', customers);
    engine.run(query.deleteFrom('bonuses').where('customer', 'in', customers));
    engine.run(
      query.insertInto('bonuses').values(
        rows.map(({ customer, points, expiring }) => ({
          customer,
          points,
          expiring_points: expiring?.points ?? null,
          expiring_at: expiring?.at.getTime() ?? null,
        })),
      ),
    );
  }

  function refuseUnknown(kind: 'products' | 'customers', keys: readonly string[]): void {
    const wanted = [...new Set(keys)];
    if (wanted.length === 0) return;
    const rows =
      kind === 'products'
        ? engine.all(query.selectFrom('products').select('sku as key').where('sku', 'in', wanted))
        : engine.all(query.selectFrom('shop_customers').select('id as key').where('id', 'in', wanted));
    const known = new Set(rows.map(({ key }) => key));
    const unknown = wanted.find((key) => !known.has(key));
    if (unknown === undefined) return;
    const cure =
      kind === 'products' ? `no product has the SKU ${unknown}` : 'a row names an unknown customer';
    throw new StoreError('STORE_CONSTRAINT', `importing failed: ${cure}: import the ${kind} first`);
  }

  return {
    importProducts: (rows) => importing('products', rows, ({ sku }) => sku, saveProducts, productsChanged),
    importParts: (rows) => importing('parts', rows, ({ sku }) => sku, saveParts, productsChanged),
    importCustomers: (rows) => importing('customers', rows, ({ id }) => id, saveCustomers),
    importOrders: (rows) => importing('orders', rows, ({ order }) => orderKey(order.number), saveOrders),
    importRepairs: (rows) =>
      importing('repair cases', rows, ({ repair }) => orderKey(repair.number), saveRepairs),
    importBonuses: (rows) => importing('bonuses', rows, ({ customer }) => customer, saveBonuses),
  };
}

function customersOf(rows: readonly { readonly customer?: string }[]): string[] {
  return rows.flatMap(({ customer }) => (customer === undefined ? [] : [customer]));
}

function orderRow({ order, phone, email, customer }: ImportedOrder) {
  return {
    key: orderKey(order.number),
    number: order.number,
    status: order.status,
    ordered_at: order.orderedAt.getTime(),
    expected_at: order.expectedAt?.getTime() ?? null,
    delivered_at: order.deliveredAt?.getTime() ?? null,
    city: order.city,
    total: order.total,
    currency: order.currency,
    phone,
    email: email ?? null,
    customer: customer ?? null,
    delivery_window: order.window ?? null,
    refund_status: order.refund?.status ?? null,
    refund_amount: order.refund?.amount ?? null,
    refund_due: order.refund?.dueAt?.getTime() ?? null,
  };
}

function repairRow({ repair, phone, email, customer }: ImportedRepair) {
  return {
    key: orderKey(repair.number),
    number: repair.number,
    stage: repair.stage,
    sku: repair.sku,
    opened_at: repair.openedAt.getTime(),
    since: repair.since.getTime(),
    ready_at: repair.readyAt?.getTime() ?? null,
    price: repair.price ?? null,
    currency: repair.currency,
    phone,
    email: email ?? null,
    customer: customer ?? null,
  };
}

function* chunks<T>(rows: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
