// What all parts of the store share: the database, the one writer, queries, lanes and wake signals.
import { type Compilable, Kysely } from 'kysely';
import type { ConversationId } from '../../model/ids.ts';
import type { Log } from '../../system/log.ts';
import type { Db } from './connection.ts';
import { storeError } from './errors.ts';
import { closedError, groupCommit, type GroupCommit } from './group-commit.ts';
import { Lanes } from './lanes.ts';
import { FirstlineSqliteDialect } from './migrate.ts';
import { outcomeTally, type OutcomeTally } from './outcomes.ts';
import type { Schema } from './schema.ts';
import { createSignals, type Signals } from './signals.ts';
import { TargetLanes } from './target-lanes.ts';

export interface Engine {
  readonly db: Db;
  readonly query: Kysely<Schema>;
  readonly write: GroupCommit['write'];
  /** A read that sees every write asked for before it. */
  read<T>(doing: string, job: () => T): Promise<T>;
  /** A read of what is on disk at this moment; never waits. */
  readNow<T>(doing: string, job: () => T): Promise<T>;
  /** Rows of a Kysely query. To be called inside a read or a write. */
  readonly all: <Row>(query: Compilable<Row>) => Row[];
  readonly first: <Row>(query: Compilable<Row>) => Row | undefined;
  readonly run: (query: Compilable) => void;
  readonly turnLanes: Lanes<ConversationId>;
  readonly deliveryLanes: TargetLanes<ConversationId>;
  readonly signals: Signals;
  readonly outcomes: OutcomeTally;
  /** Writes what is queued, then refuses everything. */
  close(): Promise<void>;
}

type Statement = ReturnType<typeof preparedOn>;

/** To be called on a database with the newest schema. */
export function createEngine(db: Db, log: Log): Engine {
  const query = kyselyOn(db);
  const statements = new Map<string, Statement>();
  const signals = createSignals(log);
  const outcomes = outcomeTally(db);
  const writes = groupCommit(db, {
    begin: () => outcomes.reset(),
    beforeCommit: () => outcomes.save(),
    afterCommit: () => signals.fire(),
  });

  function statement(sql: string): Statement {
    let known = statements.get(sql);
    if (known === undefined) statements.set(sql, (known = preparedOn(db, sql)));
    return known;
  }

  function all<Row>(wanted: Compilable<Row>): Row[] {
    const { sql, parameters } = wanted.compile();
    return statement(sql).all(...parameters) as Row[];
  }

  function readNow<T>(doing: string, job: () => T): Promise<T> {
    if (!db.open) return Promise.reject(closedError(doing));
    try {
      return Promise.resolve(job());
    } catch (error) {
      return Promise.reject(storeError(error, doing));
    }
  }

  return {
    db,
    query,
    write: writes.write,
    read: (doing, job) => writes.settled().then(() => readNow(doing, job)),
    readNow,
    all,
    first: (wanted) => all(wanted)[0],
    run(wanted) {
      const { sql, parameters } = wanted.compile();
      statement(sql).run(...parameters);
    },
    turnLanes: new Lanes(),
    deliveryLanes: new TargetLanes(),
    signals,
    outcomes,
    close: () => writes.close(),
  };
}

function preparedOn(db: Db, sql: string) {
  return db.prepare(sql);
}

/** Builds queries. Only migrations run through it; everything else runs on the one writer or as a read beside it. */
export function kyselyOn(db: Db): Kysely<Schema> {
  return new Kysely({ dialect: new FirstlineSqliteDialect(db) });
}
