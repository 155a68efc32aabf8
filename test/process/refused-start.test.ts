// A start that cannot succeed ends by itself, with one line that says why and no trace.
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';

let folder: string;
let taken: Server;
let port: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-refused-'));
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '0.0.0.0', resolve));
  const address = taken.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterEach(async () => {
  await new Promise((resolve) => taken.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

test('a taken port is named and the process ends', { timeout: 60_000 }, async () => {
  const { code, stderr } = await firstline('start', 'file:' + join(folder, 'port.db'));
  expect(stderr.trim()).toBe(
    `Port ${port} is taken by another program: stop it, or set PORT in .env to another number.`,
  );
  expect(code).toBe(1);
});

test('a database in use is told in one line', { timeout: 60_000 }, async () => {
  const url = `file:${join(folder, 'used.db')}`;
  const store = await openSqliteStore({ url, newId, log: silentLog });
  const { code, stderr } = await firstline('start', url);
  expect(stderr.trim()).toBe(
    'another Firstline process uses this database: stop it, or set DATABASE_URL to another file',
  );
  expect(code).toBe(1);
  await store.close();
});

test('an import works beside a running Firstline', { timeout: 60_000 }, async () => {
  const url = `file:${join(folder, 'beside.db')}`;
  const store = await openSqliteStore({ url, newId, log: silentLog });
  const { code } = await firstline('import', 'data', url);
  expect(code).toBe(0);
  expect(await store.products()).toHaveLength(40);
  await store.close();
});

function firstline(...words: string[]): Promise<{ code: number | null; stderr: string }> {
  const url = words.pop() ?? '';
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['.', ...words],
      { env: { ...process.env, PORT: String(port), DATABASE_URL: url, LOG_LEVEL: 'error' }, timeout: 40_000 },
      (_error, _stdout, stderr) => resolve({ code: child.exitCode, stderr }),
    );
  });
}
