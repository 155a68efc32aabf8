// Many writes in one transaction, as if each were alone.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreError } from '../../../src/model/store-error.ts';
import { type GroupCommit, groupCommit, undo } from '../../../src/store/sqlite/group-commit.ts';

describe('group commit', () => {
  let db: Database.Database;
  let writes: GroupCommit;
  let commits: number;

  beforeEach(() => {
    db = new Database(':memory:');
    db.exec('create table rows (name text primary key)');
    commits = 0;
    writes = groupCommit(db, { begin: nothing, beforeCommit: nothing, afterCommit: () => (commits += 1) });
  });
  afterEach(() => db.close());

  const nothing = () => undefined;
  const insert = (name: string) => () => void db.prepare('insert into rows values (?)').run(name);
  const stored = () => db.prepare('select name from rows order by rowid').pluck().all();

  test('writes of one pass of the event loop share a transaction, in order', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => writes.write('writing', insert(name))));
    expect(stored()).toEqual(['a', 'b', 'c']);
    expect(commits).toBe(1);
  });

  test('nothing is written or answered before the commit', async () => {
    const seen: unknown[] = [];
    const writing = writes.write('writing', insert('a'), () => seen.push(db.inTransaction, ...stored()));
    expect(stored()).toEqual([]);
    await writing;
    expect(seen).toEqual([false, 'a']);
  });

  test('a failing job is undone whole and told its error; the others are stored', async () => {
    const first = writes.write('writing a', insert('a'));
    const failing = writes.write('writing b', () => {
      insert('b')();
      insert('a')();
    });
    const results = await Promise.allSettled([first, failing, writes.write('writing c', insert('c'))]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(failing).rejects.toMatchObject({
      code: 'STORE_CONSTRAINT',
      message: expect.stringContaining('writing b failed') as string,
    });
    expect(stored()).toEqual(['a', 'c']);
  });

  test('an error of our own passes unchanged', async () => {
    const own = new StoreError('STORE_UNKNOWN', 'no such delivery');
    const writing = writes.write('writing', () => {
      throw own;
    });
    await expect(writing).rejects.toBe(own);
  });

  test('a job that undoes itself is answered and leaves nothing; what follows it does not run after', async () => {
    let after = false;
    const undone = writes.write(
      'writing',
      () => {
        insert('a')();
        return undo('stale');
      },
      () => (after = true),
    );
    const other = writes.write('writing', insert('b'));
    expect(await undone).toBe('stale');
    await other;
    expect(stored()).toEqual(['b']);
    expect(after).toBe(false);
  });

  test('when the disk is full, jobs that do not fit fail and the next ones work again', async () => {
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    const results = await Promise.allSettled([
      writes.write('writing', insert('x'.repeat(50_000))),
      writes.write('writing', insert('a')),
    ]);
    expect(results[0]).toMatchObject({ status: 'rejected', reason: { code: 'STORE_FULL' } });
    await writes.write('writing', insert('b'));
    expect(stored()).toContain('b');
    expect(db.inTransaction).toBe(false);
  });

  test('when the commit itself fails, every job of the batch is told and nothing is stored', async () => {
    db.exec(`create table children (parent text references rows (name) deferrable initially deferred)`);
    db.pragma('foreign_keys = on');
    const orphan = () => void db.prepare("insert into children values ('none')").run();
    const results = await Promise.allSettled([
      writes.write('writing', insert('a')),
      writes.write('writing', orphan),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(stored()).toEqual([]);
    await writes.write('writing', insert('b'));
    expect(stored()).toEqual(['b']);
  });

  test('more jobs than one transaction takes are all written, in order', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `row ${index}`);
    await Promise.all(names.map((name) => writes.write('writing', insert(name))));
    expect(stored()).toEqual(names);
    expect(commits).toBeGreaterThan(1);
  });

  test('a write asked for while another is answered is written too', async () => {
    let second: Promise<void> | undefined;
    await writes.write('writing', insert('a'), () => {
      second = writes.write('writing', insert('b'));
    });
    await second;
    expect(stored()).toEqual(['a', 'b']);
  });

  test('closing writes what is queued and refuses the rest', async () => {
    const queued = writes.write('writing', insert('a'));
    const closing = writes.close();
    await expect(writes.write('writing', insert('b'))).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    await closing;
    await queued;
    expect(stored()).toEqual(['a']);
  });
});
