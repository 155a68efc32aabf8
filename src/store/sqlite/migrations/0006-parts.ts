// How far a delivery of several parts has come, so that a restart goes on where the process stopped.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('outbox').addColumn('parts', 'text').execute();
}
