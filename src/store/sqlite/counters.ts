// Numbers that only grow, by name.
import { sql } from 'kysely';
import type { Engine } from './engine.ts';

/** The next number, from 1. Inside a write. */
export function nextCount(engine: Engine, name: string): number {
  const row = engine.first(
    engine.query
      .insertInto('counters')
      .values({ name, value: 1 })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ value: sql<number>`counters.value + 1` }),
      )
      .returning('value'),
  );
  return row?.value ?? 1;
}
