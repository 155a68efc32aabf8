// The hot statements use indices, and what is done costs nothing.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kyselyOn } from '../../../src/store/sqlite/engine.ts';
import { hotSql } from '../../../src/store/sqlite/hot-sql.ts';
import { ledgerSql } from '../../../src/store/sqlite/ledger.ts';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { retentionSql } from '../../../src/store/sqlite/retention.ts';

describe('query plans', () => {
  let db: Database.Database;
  beforeAll(async () => {
    db = new Database(':memory:');
    await migrate(db, kyselyOn(db));
  });
  afterAll(() => db.close());

  function planOf(sql: string): string[] {
    const parameters = Array.from(sql.matchAll(/\?/gu), () => 1);
    const rows = db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters);
    return rows.map(({ detail }) => detail);
  }

  test.each(Object.entries(hotSql))('%s scans nothing and sorts nothing', (_name, sql) => {
    const plan = planOf(sql).filter(
      (step) => !/^(?:SEARCH|CORRELATED SCALAR SUBQUERY|SCALAR SUBQUERY)/u.test(step),
    );
    expect(plan).toEqual([]);
  });

  test.each([
    [hotSql.pendingEvents, 'events_pending'],
    [hotSql.oldestEvent, 'events_pending'],
    [hotSql.voidTimerEvents, 'events_pending'],
    [hotSql.headOfLane, 'outbox_pending'],
    [hotSql.laneDue, 'outbox_pending'],
    [hotSql.headOfLane, 'tickets_open'],
    [hotSql.loadConversation, 'tickets_open'],
    [hotSql.dueTimers, 'timers_due'],
    // What the parts ask through Kysely.
    ['select count(*) from events where outcome is null', 'events_pending'],
    [
      "select target, count(*), min(at) from outbox where state = 'pending' group by target",
      'outbox_pending',
    ],
    [
      'select conversation, min(at) from events where outcome is null group by conversation',
      'events_pending',
    ],
    ['select status, count(*) from tickets group by status', 'tickets_status'],
    ['select body from tickets where status = ? order by number desc limit ?', 'tickets_status'],
    ['select id from transcript where conversation = ? order by seq desc limit ?', 'transcript_conversation'],
    [
      'select key from bindings where owner = ? and value = ? order by version desc limit 1',
      'bindings_value',
    ],
    [retentionSql.nextBound, 'bindings_ticket'],
    [retentionSql.unbind, 'bindings_ticket'],
    [
      'select at, who, proof from wrong_guesses where object = ? and at >= ? order by at desc',
      'wrong_guesses_object',
    ],
  ])('%s uses the index %s', (sql, index) => {
    const plan = planOf(sql);
    expect(plan.join('\n')).toContain(index);
    expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  });

  test.each(Object.entries(ledgerSql))('the ledger looks for %s by small indices only', (_why, sql) => {
    const steps = planOf(sql.replaceAll(/@\w+/gu, '?')).filter((step) => /^(?:SCAN|SEARCH)/u.test(step));
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps)
      expect(step).toMatch(/events_pending|events_unheard|outbox_pending|outbox_failed|\(id=\?\)/u);
  });

  test('the partial indices hold only the rows that matter', () => {
    const partial = db
      .prepare("select name from sqlite_master where type = 'index' and sql like '%where%' order by name")
      .pluck()
      .all();
    expect(partial).toEqual([
      'bindings_ticket',
      'events_pending',
      'events_unheard',
      'outbox_failed',
      'outbox_pending',
      'tickets_open',
    ]);
  });
});
