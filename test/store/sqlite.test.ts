// The store on SQLite: the contract on files and in memory, and what only SQLite has.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { openSqliteBeside } from '../../src/store/sqlite/open-beside.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { feedbackOf, lessonFrom } from '../contract/store/lessons.ts';
import { storeContract } from '../contract/store.ts';
import { claimAll, claimAndLoad, LEASE, NOON, textFrom, turnOf } from '../contract/store/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'firstline-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (url: string) => openSqliteStore({ url, newId, log: silentLog });
let files = 0;
const newFile = () => join(folder, `${++files}`, 'firstline.db');

storeContract('SQLite in memory', () => open(':memory:'));

let current = '';
storeContract(
  'SQLite in a file',
  () => open(`file:${(current = newFile())}`),
  async (store) => {
    await store.close();
    return open(`file:${current}`);
  },
);

describe('opening', () => {
  test('makes the folder and the file, syncing every commit', async () => {
    const file = newFile();
    await (await open(`file:${file}`)).close();
    const db = new Database(file, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  test.each(['', 'data/firstline.db', 'file:', 'postgres://localhost/firstline', 'file:x.db?mode=ro'])(
    'refuses "%s" with an example of what is right',
    async (url) => {
      await expect(open(url)).rejects.toMatchObject({
        code: 'STORE_BAD_URL',
        message: expect.stringContaining('file:data/firstline.db') as string,
      });
    },
  );

  test('refuses a file that is not a database', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(
      file,
      'A text of more than a hundred bytes, so that it is long enough for a header. '.repeat(20),
    );
    await expect(open(`file:${file}`)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  test('refuses a place where no file can be', async () => {
    await expect(open('file:/dev/null/firstline.db')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('a second store on the same file is refused until the first is closed', async () => {
    const url = `file:${newFile()}`;
    const first = await open(url);
    await expect(open(url)).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      message: expect.stringContaining('another Firstline process uses this database') as string,
    });
    await first.close();
    await (await open(url)).close();
    expect(existsSync(url.slice('file:'.length))).toBe(true);
  });

  test('another process is refused, and a killed one leaves no lock behind', async () => {
    const url = `file:${newFile()}`;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-database.ts'), url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(open(url)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await open(url);
    expect((await claimAndLoad(store)).pending).toHaveLength(1);
    await store.close();
  });

  test('everything asked of a closed store is refused', async () => {
    const store = await open(':memory:');
    await store.close();
    await store.close();
    const closed = { code: 'STORE_CLOSED' };
    await expect(store.acceptMessage(textFrom('ivan', '1'), 'ru')).rejects.toMatchObject(closed);
    await expect(store.products()).rejects.toMatchObject(closed);
    await expect(store.claimDelivery(NOON, LEASE, [])).rejects.toMatchObject(closed);
  });
});

describe('lessons beside a running Firstline', () => {
  test('are read and decided while another connection owns the database', async () => {
    const url = `file:${newFile()}`;
    const store = await open(url);
    const said = await feedbackOf(store, 'ivan', '1', { question: 'почём доставка', verdict: 'helped' });
    await store.addLessons([lessonFrom(said)], said.seq);
    const beside = openSqliteBeside(url, silentLog);
    const [lesson] = await beside.lessons({ limit: 1 });
    const verdict = {
      id: lesson?.id ?? 0,
      from: 'pending',
      state: 'accepted',
      at: NOON,
      why: 'author',
    } as const;
    expect(await beside.decideLessons([verdict])).toBe(1);
    expect(await store.lessons({ states: ['accepted'], limit: 1 })).toMatchObject([{ id: lesson?.id }]);
    await beside.close();
    await store.close();
  });

  test('need a database that exists and is up to date', () => {
    expect(() => openSqliteBeside(`file:${newFile()}`, silentLog)).toThrow(/start Firstline once/u);
    const old = newFile();
    mkdirSync(dirname(old), { recursive: true });
    new Database(old).exec('create table customers (id text)').close();
    expect(() => openSqliteBeside(`file:${old}`, silentLog)).toThrow(/older version/u);
  });
});

describe('migrations', () => {
  const frozen = readFileSync(join(import.meta.dirname, '../fixtures/store/0001-first-schema.sql'), 'utf8');

  function frozenFile(): string {
    const file = join(mkdtempSync(join(folder, 'frozen-')), 'firstline.db');
    const db = new Database(file);
    db.exec(frozen);
    db.close();
    return file;
  }

  function schemaOf(file: string): unknown[] {
    const db = new Database(file, { readonly: true });
    const rows = db
      .prepare(
        "select name, sql from sqlite_master where name not like 'kysely%' and sql is not null order by name",
      )
      .all();
    db.close();
    return rows;
  }

  test('a database of the first schema opens with everything in it', async () => {
    const store = await open(`file:${frozenFile()}`);
    const input = await claimAndLoad(store);
    expect(input.pending.map(({ id }) => id)).toEqual(['telegram:2']);
    expect(input.ticket).toMatchObject({ number: 1001, openedAt: NOON });
    expect(await claimAll(store)).toEqual(['o1']);
    expect((await store.counts()).events).toEqual({ answered: 1 });
    expect(await store.nextTicketNumber()).toBe(1002);
    await store.close();
  });

  test('an upgraded database has the same tables as a new one', async () => {
    const [old, fresh] = [frozenFile(), newFile()];
    await (await open(`file:${old}`)).close();
    await (await open(`file:${fresh}`)).close();
    expect(schemaOf(old)).toEqual(schemaOf(fresh));
  });

  test('a database of a newer version is refused and left as it is', async () => {
    const file = frozenFile();
    const db = new Database(file);
    db.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00Z')");
    db.close();
    await expect(open(`file:${file}`)).rejects.toMatchObject({ code: 'STORE_NEWER' });
  });

  test('a conversation whose state is of a newer version is not loaded', async () => {
    const file = newFile();
    const store = await open(`file:${file}`);
    const { conversation } = await turnOf(store, 'ivan', '1');
    const db = new Database(file);
    db.exec(`update conversations set state = replace(state, '"version":1', '"version":2')`);
    db.close();
    await expect(store.loadTurn(conversation.id)).rejects.toMatchObject({ code: 'STORE_NEWER' });
    await store.close();
  });
});
