// Who has how many tickets is counted at every hand-off, without looking at the tickets themselves.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('tickets_load').on('tickets').columns(['status', 'assignee']).execute();
}
