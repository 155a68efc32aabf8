// Lessons with their trail; feedback learns its language and the operator who gave it.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('feedback')
    .addColumn('locale', 'text', (c) => c.notNull().defaultTo('ru'))
    .execute();
  await db.schema.alterTable('feedback').addColumn('operator', 'text').execute();
  // what was said before has the language that its conversation has now
  await sql`
    update feedback set locale = coalesce(
      (select json_extract(state, '$.locale') from conversations where conversations.id = feedback.conversation),
      'ru'
    )`.execute(db);
  await db.schema
    .createTable('lessons')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('article', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('conversation', 'text')
    .addColumn('customer', 'text')
    .addColumn('operator', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('why', 'text')
    .execute();
  await db.schema.createIndex('lessons_state').on('lessons').columns(['state', 'id']).execute();
  await db.schema.createIndex('lessons_customer').on('lessons').columns(['customer']).execute();
}
