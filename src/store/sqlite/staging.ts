// Rows of an import wait here, in a file of its own that is thrown away at the end: it keeps no journal and syncs nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ImportKind, StagedRow, Staging, Unmet } from '../../model/catalogue.ts';
import { decode, encode, type Json } from './codec.ts';

const TABLES = `
  create table row (kind text not null, key text not null, line integer not null, body text not null,
    parent text, primary key (kind, key)) without rowid;
  create index row_line on row (kind, line);
  create index row_parent on row (kind, parent, line);
  create table ref (kind text not null, line integer not null, column_name text not null, target text not null,
    key text not null);
  create index ref_kind on ref (kind);`;

/** Opens an empty place in the system's folder for passing files. */
export function openStaging(): Staging {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-import-'));
  const db = new Database(join(folder, 'rows.db'));
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('cache_size = -16384');
  db.exec(TABLES);
  const insert = db.prepare<[ImportKind, string, number, Json<object>, string | null]>(
    'insert into row (kind, key, line, body, parent) values (?, ?, ?, ?, ?) on conflict do nothing',
  );
  const insertRef = db.prepare<[ImportKind, number, string, ImportKind, string]>(
    'insert into ref (kind, line, column_name, target, key) values (?, ?, ?, ?, ?)',
  );
  const lineOf = db.prepare<[ImportKind, string], { line: number }>(
    'select line from row where kind = ? and key = ?',
  );
  const unmet = db.prepare<[ImportKind, number, number], Unmet>(
    `select rowid as place, line, column_name as "column", target as kind, key from ref
     where ref.kind = ? and rowid > ?
       and not exists (select 1 from row where row.kind = ref.target and row.key = ref.key)
     order by rowid limit ?`,
  );
  const bodies = db.prepare<[ImportKind], { body: Json<object> }>(
    'select body from row where kind = ? order by line',
  );
  // without the index named, SQLite reads all items of the file for each order; in the index they stand by line
  const orders = db.prepare<[], { body: Json<object>; items: string }>(
    `select body, (select json_group_array(json(item.body)) from row as item indexed by row_parent
       where item.kind = 'order-items' and item.parent = row.key) as items
     from row where kind = 'orders' order by line`,
  );
  const forget = db.prepare<[ImportKind]>('delete from row where kind = ?');
  const forgetRefs = db.prepare<[ImportKind]>('delete from ref where kind = ?');

  return {
    add: db.transaction((kind: ImportKind, rows: readonly StagedRow[]) => {
      const repeated: { line: number; first: number }[] = [];
      for (const { key, line, value, refs } of rows) {
        const parent =
          kind === 'order-items' ? (refs.find((ref) => ref.kind === 'orders')?.key ?? null) : null;
        if (insert.run(kind, key, line, encode(value), parent).changes === 0) {
          repeated.push({ line, first: lineOf.get(kind, key)?.line ?? 0 });
          continue;
        }
        for (const ref of refs) insertRef.run(kind, line, ref.column, ref.kind, ref.key);
      }
      return repeated;
    }),

    unmet: (kind, after, limit) => unmet.all(kind, after, limit),

    rows: <T>(kind: ImportKind) => ({
      *[Symbol.iterator]() {
        if (kind === 'orders') {
          for (const { body, items } of orders.iterate()) {
            yield { ...decode(body), items: JSON.parse(items) as unknown } as T;
          }
        } else {
          for (const { body } of bodies.iterate(kind)) yield decode(body) as T;
        }
      },
    }),

    drop(kind) {
      forget.run(kind);
      forgetRefs.run(kind);
    },

    close() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
