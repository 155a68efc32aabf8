// Which small facts of adapters are about a ticket, so that they go with it.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('bindings').addColumn('ticket', 'text').execute();
  await db.schema
    .createIndex('bindings_ticket')
    .on('bindings')
    .columns(['ticket'])
    .where(sql.ref('ticket'), 'is not', sql.lit(null))
    .execute();
}
