// The first schema. Released migrations are never edited: a change of the tables is a new file.
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await conversations(db);
  await work(db);
  await desk(db);
  await adapters(db);
  await catalogue(db);
}

async function conversations(db: Kysely<unknown>): Promise<void> {
  await table(db, 'customers', (t) => t.addColumn('id', 'text', key).addColumn('created_at', 'bigint', must));
  await table(db, 'conversations', (t) =>
    t
      .addColumn('id', 'text', key)
      .addColumn('customer', 'text', (c) => c.notNull().references('customers.id'))
      .addColumn('revision', 'bigint', must)
      .addColumn('channel', 'text', must)
      .addColumn('chat', 'text', must)
      .addColumn('person', 'text', must)
      .addColumn('state', 'text', must),
  );
  await table(db, 'addresses', (t) =>
    t
      .addColumn('channel', 'text', must)
      .addColumn('chat', 'text', must)
      .addColumn('person', 'text', must)
      .addColumn('conversation', 'text', conversation)
      .addPrimaryKeyConstraint('addresses_key', ['channel', 'chat', 'person']),
  );
}

async function work(db: Kysely<unknown>): Promise<void> {
  await table(db, 'events', (t) =>
    t
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('conversation', 'text', conversation)
      .addColumn('at', 'bigint', must)
      .addColumn('kind', 'text', must)
      .addColumn('body', 'text', must)
      .addColumn('outcome', 'text'),
  );
  await index(db, 'events_pending', 'events', ['conversation', 'seq'])
    .where(sql.ref('outcome'), 'is', null)
    .execute();
  await table(db, 'outcomes', (t) => t.addColumn('outcome', 'text', key).addColumn('events', 'bigint', must));
  await table(db, 'timers', (t) =>
    t
      .addColumn('id', 'text', key)
      .addColumn('conversation', 'text', conversation)
      .addColumn('due', 'bigint', must)
      .addColumn('what', 'text', must),
  );
  await index(db, 'timers_due', 'timers', ['due']).execute();
  await table(db, 'outbox', (t) =>
    t
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('conversation', 'text', conversation)
      .addColumn('target', 'text', must)
      .addColumn('at', 'bigint', must)
      .addColumn('delivery', 'text', must)
      .addColumn('state', 'text', must)
      .addColumn('attempts', 'integer', must)
      .addColumn('not_before', 'bigint', must)
      .addColumn('settled_at', 'bigint')
      .addColumn('receipt', 'text')
      .addColumn('reason', 'text'),
  );
  await index(db, 'outbox_pending', 'outbox', ['target', 'conversation', 'seq'])
    .where(sql.ref('state'), '=', sql.lit('pending'))
    .execute();
}

async function desk(db: Kysely<unknown>): Promise<void> {
  await table(db, 'tickets', (t) =>
    t
      .addColumn('id', 'text', key)
      .addColumn('number', 'bigint', (c) => c.notNull().unique())
      .addColumn('conversation', 'text', conversation)
      .addColumn('status', 'text', must)
      .addColumn('assignee', 'text')
      .addColumn('body', 'text', must),
  );
  await index(db, 'tickets_status', 'tickets', ['status', 'number']).execute();
  await index(db, 'tickets_open', 'tickets', ['conversation', 'number'])
    .where(sql.ref('status'), '<>', sql.lit('closed'))
    .execute();
  await table(db, 'transcript', (t) =>
    t
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('id', 'text', must)
      .addColumn('conversation', 'text', conversation)
      .addColumn('at', 'bigint', must)
      .addColumn('entry', 'text', must)
      .addColumn('ticket', 'text')
      .addColumn('ref', 'text')
      .addColumn('outbox', 'text'),
  );
  await index(db, 'transcript_conversation', 'transcript', ['conversation', 'seq']).execute();
  await table(db, 'feedback', (t) =>
    t
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('at', 'bigint', must)
      .addColumn('conversation', 'text', conversation)
      .addColumn('article', 'text', must)
      .addColumn('question', 'text', must)
      .addColumn('verdict', 'text', must),
  );
}

async function adapters(db: Kysely<unknown>): Promise<void> {
  await table(db, 'feed', (t) =>
    t
      .addColumn('channel', 'text', must)
      .addColumn('chat', 'text', must)
      .addColumn('seq', 'bigint', must)
      .addColumn('key', 'text', must)
      .addColumn('payload', 'text', must)
      .addColumn('at', 'bigint', must)
      .addPrimaryKeyConstraint('feed_key', ['channel', 'chat', 'seq'])
      .addUniqueConstraint('feed_once', ['channel', 'chat', 'key']),
  );
  await table(db, 'bindings', (t) =>
    t
      .addColumn('owner', 'text', must)
      .addColumn('key', 'text', must)
      .addColumn('value', 'text', must)
      .addColumn('version', 'bigint', must)
      .addPrimaryKeyConstraint('bindings_key', ['owner', 'key']),
  );
  await index(db, 'bindings_value', 'bindings', ['owner', 'value', 'version']).execute();
  await table(db, 'wrong_attempts', (t) =>
    t
      .addColumn('channel', 'text', must)
      .addColumn('chat', 'text', must)
      .addColumn('person', 'text', must)
      .addColumn('order_key', 'text', must)
      .addColumn('at', 'bigint', must),
  );
  await index(db, 'wrong_attempts_address', 'wrong_attempts', ['channel', 'chat', 'person', 'at']).execute();
  await index(db, 'wrong_attempts_order', 'wrong_attempts', ['order_key', 'at']).execute();
  await table(db, 'counters', (t) => t.addColumn('name', 'text', key).addColumn('value', 'bigint', must));
}

async function catalogue(db: Kysely<unknown>): Promise<void> {
  await table(db, 'products', (t) =>
    t
      .addColumn('sku', 'text', key)
      .addColumn('names', 'text', must)
      .addColumn('category', 'text', must)
      .addColumn('warranty_months', 'integer', must),
  );
  await table(db, 'orders', (t) =>
    t
      .addColumn('key', 'text', key)
      .addColumn('number', 'text', must)
      .addColumn('status', 'text', must)
      .addColumn('ordered_at', 'bigint', must)
      .addColumn('expected_at', 'bigint')
      .addColumn('delivered_at', 'bigint')
      .addColumn('city', 'text', must)
      .addColumn('total', 'bigint', must)
      .addColumn('currency', 'text', must)
      .addColumn('phone', 'text', must)
      .addColumn('email', 'text'),
  );
  await table(db, 'order_items', (t) =>
    t
      .addColumn('order_key', 'text', (c) => c.notNull().references('orders.key'))
      .addColumn('position', 'integer', must)
      .addColumn('sku', 'text', (c) => c.notNull().references('products.sku'))
      .addColumn('quantity', 'integer', must)
      .addPrimaryKeyConstraint('order_items_key', ['order_key', 'position']),
  );
}

type Columns = CreateTableBuilder<string>;
type Column = Parameters<Parameters<Columns['addColumn']>[2] & object>[0];

function table(db: Kysely<unknown>, name: string, columns: (table: Columns) => Columns): Promise<void> {
  return columns(db.schema.createTable(name)).execute();
}

function index(db: Kysely<unknown>, name: string, on: string, columns: string[]) {
  return db.schema.createIndex(name).on(on).columns(columns);
}

const must = (column: Column) => column.notNull();
const key = (column: Column) => column.primaryKey().notNull();
const conversation = (column: Column) => column.notNull().references('conversations.id');
