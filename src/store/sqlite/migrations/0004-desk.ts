// What the desk needs: the shop's people and their keys, who is at work, who did what, whether a delivery may have gone out, and
// what the ledger goes by.
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'staff', (t) =>
    t
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('name', 'text', must)
      .addColumn('folded', 'text', (c) => c.notNull().unique())
      .addColumn('role', 'text', must)
      .addColumn('telegram', 'bigint', (c) => c.unique())
      .addColumn('key', 'text', must)
      .addColumn('key_since', 'bigint', must)
      .addColumn('active', 'integer', must)
      .addColumn('since', 'bigint', must),
  );
  await table(db, 'presence', (t) =>
    t
      .addColumn('operator', 'text', (c) => c.primaryKey().notNull())
      .addColumn('name', 'text', must)
      .addColumn('here', 'integer', must)
      .addColumn('at', 'bigint', must),
  );
  await table(db, 'audit', (t) =>
    t
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('at', 'bigint', must)
      .addColumn('operator', 'text', must)
      .addColumn('name', 'text', must)
      .addColumn('desk', 'text', must)
      .addColumn('ticket', 'text')
      .addColumn('act', 'text', must)
      .addColumn('detail', 'text')
      .addColumn('outcome', 'text', must),
  );
  await db.schema.createIndex('audit_ticket').on('audit').columns(['ticket']).execute();
  await db.schema.createIndex('audit_at').on('audit').columns(['at']).execute();
  await db.schema
    .alterTable('outbox')
    .addColumn('unsure', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('outbox').addColumn('event', 'text').execute();
  await db.schema.alterTable('events').addColumn('heard', 'integer').execute();
  await db.schema
    .createIndex('events_unheard')
    .on('events')
    .columns(['seq'])
    .where(sql.ref('heard'), '=', sql.lit(0))
    .execute();
  await db.schema
    .createIndex('outbox_failed')
    .on('outbox')
    .columns(['seq'])
    .where(sql.ref('state'), '=', sql.lit('failed'))
    .execute();
}

type Columns = CreateTableBuilder<string>;
type Column = Parameters<Parameters<Columns['addColumn']>[2] & object>[0];

function table(db: Kysely<unknown>, name: string, build: (table: Columns) => Columns): Promise<void> {
  return build(db.schema.createTable(name)).execute();
}

const must = (column: Column) => column.notNull();
