// The floor that turns are compared with: bare transactions of one small row, one after another, as durable as ours.
import Database from 'better-sqlite3';

export function openFloor(file: string): Database.Database {
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec('create table if not exists rows (id integer primary key, text text)');
  return db;
}

/** Transactions a second over `ms` milliseconds. */
export function measureFloor(db: Database.Database, ms: number): number {
  const insert = db.prepare('insert into rows (text) values (?)');
  const start = performance.now();
  let rows = 0;
  while (performance.now() - start < ms) {
    insert.run('a row of the bare floor');
    rows += 1;
  }
  return rows / ((performance.now() - start) / 1000);
}

/** The same on a file of its own. */
export function bareFloor(file: string, ms = 1_000): number {
  const db = openFloor(file);
  try {
    return measureFloor(db, ms);
  } finally {
    db.close();
  }
}
