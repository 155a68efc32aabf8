// The real server is really killed, again and again, in the middle of its work: no accepted message is lost, no ticket opens twice.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { leftAlone } from '../fakes/ledger.ts';

interface Conversation {
  readonly conversationId: string;
  readonly token: string;
}

let folder: string;
let port: number;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-kill-'));
  port = await freePort();
});
afterEach(async () => {
  await kill();
  await rm(folder, { recursive: true, force: true });
});

test('killed while twelve customers ask for a person, three times over', { timeout: 120_000 }, async () => {
  await start();
  const customers: Conversation[] = [];
  for (let index = 0; index < 12; index += 1) customers.push(await converse());

  // each customer is accepted, and the process dies right behind the acknowledgement of the last of a few
  for (const some of [customers.slice(0, 4), customers.slice(4, 8), customers.slice(8)]) {
    await Promise.all(some.map((one) => say(one, 'оператор', 'ask')));
    await kill();
    await start();
  }
  // a client that saw no acknowledgement repeats with the same id
  await Promise.all(customers.map((one) => say(one, 'оператор', 'ask')));
  await Promise.all(customers.map((one) => say(one, 'ещё подробность', 'more')));

  for (const one of customers) {
    const heard = await eventually(async () => {
      const texts = await botTexts(one);
      return texts.some((text) => text.includes('номер обращения')) ? texts : undefined;
    });
    expect(heard.filter((text) => text.includes('номер обращения'))).toHaveLength(1);
  }
  await eventually(async () => ((await counts()).pending === 0 ? true : undefined));
  await kill();

  const store = await openSqliteStore({ url: `file:${join(folder, 'kill.db')}`, newId, log: silentLog });
  const tickets = await store.tickets({ limit: 100 });
  expect(tickets).toHaveLength(12);
  expect(new Set(tickets.map(({ conversation }) => conversation)).size).toBe(12);
  for (const ticket of tickets) {
    const said = (await store.transcript(ticket.conversation, 50)).filter(
      ({ author }) => author.kind === 'customer',
    );
    expect(said).toHaveLength(2);
  }
  expect(await leftAlone(store, new Date())).toEqual([]);
  await store.close();
});

async function start(): Promise<void> {
  const started = spawn(process.execPath, ['.', 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: `file:${join(folder, 'kill.db')}`,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  await new Promise<void>((resolve, reject) => {
    let printed = '';
    started.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('Firstline is up')) resolve();
    });
    started.once('exit', (code) =>
      reject(new Error(`the server ended with ${code ?? 'a signal'}: ${printed}`)),
    );
  });
}

async function kill(): Promise<void> {
  const dying = child;
  child = undefined;
  if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
  dying.removeAllListeners('exit');
  const gone = new Promise((resolve) => dying.once('exit', resolve));
  dying.kill('SIGKILL');
  await gone;
}

async function call<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`http://localhost:${port}${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function converse(): Promise<Conversation> {
  const { token } = await call<{ token: string }>('/v3/directline/tokens/generate', {
    method: 'POST',
    headers: { origin: `http://localhost:${port}` },
  });
  return call<Conversation>('/v3/directline/conversations', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
}

function say({ conversationId, token }: Conversation, text: string, key: string): Promise<unknown> {
  return call(`/v3/directline/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      text,
      from: { id: 'x' },
      locale: 'ru-RU',
      channelData: { clientActivityID: key },
    }),
  });
}

async function botTexts({ conversationId, token }: Conversation): Promise<string[]> {
  const { activities } = await call<{
    activities: { text?: string; channelData?: { clientActivityID?: string } }[];
  }>(`/v3/directline/conversations/${conversationId}/activities`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return activities
    .filter(({ channelData }) => channelData?.clientActivityID === undefined)
    .map(({ text }) => text ?? '');
}

async function counts(): Promise<{ pending: number }> {
  const page = await (await fetch(`http://localhost:${port}/metrics`)).text();
  return { pending: Number(/^firstline_events_pending (\d+)/mu.exec(page)?.[1] ?? 'NaN') };
}

/** Asks again, as fast as the server answers, until there is an answer. */
async function eventually<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const value = await ask();
    if (value !== undefined) return value;
  }
  throw new Error('it never came');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
