// What the errands need: more about products and orders, repairs, bonuses, what customers had done, and what is to be forgotten.
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await catalogue(db);
  await customers(db);
  await guesses(db);
  await db.schema
    .alterTable('outbox')
    .addColumn('forget', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}

async function catalogue(db: Kysely<unknown>): Promise<void> {
  await columns(db, 'products', [
    ['manuals', 'text'],
    ['guide', 'text'],
    ['service_months', 'integer'],
  ]);
  await columns(db, 'orders', [
    ['customer', 'text'],
    ['delivery_window', 'text'],
    ['refund_status', 'text'],
    ['refund_amount', 'bigint'],
    ['refund_due', 'bigint'],
  ]);
  await table(db, 'parts', (t) =>
    t
      .addColumn('sku', 'text', key)
      .addColumn('names', 'text', must)
      .addColumn('price', 'bigint', must)
      .addColumn('currency', 'text', must)
      .addColumn('in_stock', 'integer', must),
  );
  await table(db, 'product_parts', (t) =>
    t
      .addColumn('product', 'text', (c) => c.notNull().references('products.sku'))
      .addColumn('part', 'text', (c) => c.notNull().references('parts.sku'))
      .addPrimaryKeyConstraint('product_parts_key', ['product', 'part']),
  );
  await table(db, 'shop_customers', (t) =>
    t
      .addColumn('id', 'text', key)
      .addColumn('name', 'text')
      .addColumn('phone', 'text', must)
      .addColumn('email', 'text'),
  );
  await table(db, 'bonuses', (t) =>
    t
      .addColumn('customer', 'text', (c) => c.primaryKey().notNull().references('shop_customers.id'))
      .addColumn('points', 'integer', must)
      .addColumn('expiring_points', 'integer')
      .addColumn('expiring_at', 'bigint'),
  );
  await table(db, 'repairs', (t) =>
    t
      .addColumn('key', 'text', key)
      .addColumn('number', 'text', must)
      .addColumn('stage', 'text', must)
      .addColumn('sku', 'text', (c) => c.notNull().references('products.sku'))
      .addColumn('opened_at', 'bigint', must)
      .addColumn('since', 'bigint', must)
      .addColumn('ready_at', 'bigint')
      .addColumn('price', 'bigint')
      .addColumn('currency', 'text', must)
      .addColumn('phone', 'text', must)
      .addColumn('email', 'text')
      .addColumn('customer', 'text'),
  );
}

async function customers(db: Kysely<unknown>): Promise<void> {
  await columns(db, 'customers', [
    ['subscribed', 'integer'],
    ['subscription_at', 'bigint'],
  ]);
  await table(db, 'registrations', (t) =>
    t
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('customer', 'text', (c) => c.notNull().references('customers.id'))
      .addColumn('product', 'text', must)
      .addColumn('serial', 'text')
      .addColumn('bought', 'text')
      .addColumn('at', 'bigint', must),
  );
  await table(db, 'continuations', (t) =>
    t
      .addColumn('hash', 'text', key)
      .addColumn('conversation', 'text', (c) => c.notNull().references('conversations.id'))
      .addColumn('until', 'bigint', must),
  );
  await table(db, 'doomed_files', (t) =>
    t
      .addColumn('origin', 'text', must)
      .addColumn('id', 'text', must)
      .addColumn('due', 'bigint', must)
      .addPrimaryKeyConstraint('doomed_files_key', ['origin', 'id']),
  );
  await db.schema.createIndex('conversations_customer').on('conversations').columns(['customer']).execute();
}

/** Guesses count for a day; those of the moment of the upgrade are let go with the addresses that they named. */
async function guesses(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('wrong_attempts').execute();
  await table(db, 'wrong_guesses', (t) =>
    t
      .addColumn('who', 'text', must)
      .addColumn('object', 'text', must)
      .addColumn('proof', 'text', must)
      .addColumn('at', 'bigint', must),
  );
  await db.schema.createIndex('wrong_guesses_who').on('wrong_guesses').columns(['who', 'at']).execute();
  await db.schema.createIndex('wrong_guesses_object').on('wrong_guesses').columns(['object', 'at']).execute();
}

type Columns = CreateTableBuilder<string>;
type Column = Parameters<Parameters<Columns['addColumn']>[2] & object>[0];

function table(db: Kysely<unknown>, name: string, build: (table: Columns) => Columns): Promise<void> {
  return build(db.schema.createTable(name)).execute();
}

async function columns(
  db: Kysely<unknown>,
  name: string,
  added: readonly (readonly [string, 'text' | 'integer' | 'bigint'])[],
): Promise<void> {
  for (const [column, type] of added)
    await db.schema.alterTable(name).addColumn(column, sql.raw(type)).execute();
}

const must = (column: Column) => column.notNull();
const key = (column: Column) => column.primaryKey().notNull();
