// The real server ends when it is told to, and does not linger when it cannot start.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const KEY = 'correct-horse-battery';

let folder: string;
let hog: Server | undefined;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-stop-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await new Promise((resolve) => (hog ? hog.close(resolve) : resolve(undefined)));
  hog = undefined;
  await rm(folder, { recursive: true, force: true });
});

test('told to stop while an operator has the desk open, it ends in order', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const { output, ended } = run(port);
  await output('Firstline is up');
  const signedIn = await fetch(`http://localhost:${port}/desk/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://localhost:${port}` },
    body: JSON.stringify({ name: 'admin', key: KEY }),
  });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);
  const live = await fetch(`http://localhost:${port}/desk/api/events`, {
    headers: { cookie: cookie.join('; ') },
  });
  expect(live.status).toBe(200);
  child?.kill('SIGTERM');
  expect(await ended).toBe(0);
  await live.text();
});

test('with the port taken by another program it says so and ends', { timeout: 60_000 }, async () => {
  const port = await freePort();
  await new Promise<void>((resolve) => (hog = createServer().listen(port, '0.0.0.0', resolve)));
  const { printed, ended } = run(port);
  expect(await ended).toBe(1);
  expect(printed()).toContain(`Port ${port} is taken`);
});

interface Run {
  readonly printed: () => string;
  /** Resolves once it has printed these words. */
  readonly output: (words: string) => Promise<void>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

function run(port: number): Run {
  const started = spawn(process.execPath, ['.', 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: `file:${join(folder, 'stop.db')}`,
      DESK_ADMIN_KEY: KEY,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  let text = '';
  const lookers = new Set<() => void>();
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const look of lookers) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => started.once('close', resolve));
  return {
    printed: () => text,
    ended,
    output: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => (text.includes(words) ? resolve() : undefined);
        lookers.add(look);
        void ended.then(() => reject(new Error(`it ended without saying "${words}": ${text}`)));
        look();
      }),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
