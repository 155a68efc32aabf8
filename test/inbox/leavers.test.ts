// Somebody leaves the staff, by the command line beside the server: the server sees it and asks for the hand-over of what he had.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { operatorCommand } from '../../src/commands/operator.ts';
import { leavers } from '../../src/inbox/leavers.ts';
import type { Store } from '../../src/model/store.ts';
import type { Operator, Ticket } from '../../src/model/ticket.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { claimAndLoad, finishTurn, NOON, ticketOf, turnOf } from '../contract/store/samples.ts';
import { manualClock } from '../fakes/manual-clock.ts';

let store: Store;
let printed: string[];
beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  printed = [];
});
afterEach(() => store.close());

async function member(name: string): Promise<Operator> {
  const added = await store.addStaff({ name, role: 'operator', key: 'hash' }, NOON);
  if (added === 'taken') throw new Error(`${name} is taken`);
  return { id: added.id, name };
}

async function opened(person: string, number: number, more: Partial<Ticket>): Promise<void> {
  const input = await turnOf(store, person, String(number));
  await finishTurn(store, input, { ticket: ticketOf(input.conversation, number, more) });
}

function server() {
  return leavers({
    store,
    shop: () => ({ desks: ['desk'] }),
    clock: manualClock(NOON),
    log: silentLog,
  });
}

/** One look at the list of people. */
async function look(job = server()): Promise<void> {
  job.start();
  await job.stop();
}

/** Takes the hand-overs that wait, and gives each ticket back to the queue. */
async function handled(count: number): Promise<string[]> {
  const kinds: string[] = [];
  for (let one = 0; one < count; one += 1) {
    const input = await claimAndLoad(store, NOON);
    kinds.push(...input.pending.map(({ event }) => (event.kind === 'desk' ? event.event.body.kind : '')));
    const { assignee, ...rest } = input.ticket!;
    expect(assignee).toBeDefined();
    await finishTurn(store, input, { ticket: rest });
  }
  expect(await store.claimTurn(NOON, 1000)).toBeUndefined();
  return kinds;
}

function remove(name: string, pause: () => Promise<void>): Promise<void> {
  const print = (line: string): void => void printed.push(line);
  return operatorCommand(['remove', name], { records: store, now: NOON, print, pause });
}

test('a server that runs beside hands over all that is not closed, and the command says how much', async () => {
  const [anna, boris] = [await member('Анна'), await member('Борис')];
  await opened('a', 1001, { status: 'open', assignee: anna });
  await opened('b', 1002, { status: 'waiting', assignee: anna });
  await opened('c', 1003, { status: 'solved', assignee: anna });
  await opened('d', 1004, { status: 'closed', assignee: anna });
  await opened('e', 1005, { status: 'open', assignee: boris });
  await look();
  expect(await handled(0)).toEqual([]);
  let paused = 0;
  await remove('Анна', async () => {
    paused += 1;
    if (paused > 1) return;
    await look();
    expect(await handled(3)).toEqual(['hand-over', 'hand-over', 'hand-over']);
  });
  expect(printed).toEqual([
    'Анна has left: the key opens nothing any more.',
    'Handed over to whoever is on shift, or back to the queue: 3 of 3.',
  ]);
});

test('where no server runs the command says so, and the next one to start does it', async () => {
  const anna = await member('Анна');
  await opened('a', 1001, { status: 'open', assignee: anna });
  await remove('Анна', () => Promise.resolve());
  expect(printed.at(-1)).toBe(
    'Still to be handed over: 1. It goes on while Firstline runs, or when it starts.',
  );
  expect(await handled(0)).toEqual([]);
  await look();
  expect(await handled(1)).toEqual(['hand-over']);
});

test('asked for twice it happens once, and whoever comes back may leave once more', async () => {
  const anna = await member('Анна');
  await opened('a', 1001, { status: 'open', assignee: anna });
  const job = server();
  await store.changeStaff(anna.id, { active: false }, NOON);
  await look(job);
  await look(job);
  expect(await handled(1)).toEqual(['hand-over']);
  await store.changeStaff(anna.id, { active: true }, NOON);
  await look(job);
  await opened('b', 1002, { status: 'open', assignee: anna });
  await store.changeStaff(anna.id, { active: false }, NOON);
  await look(job);
  expect(await handled(1)).toEqual(['hand-over']);
});

test('somebody without requests leaves without more words', async () => {
  await member('Анна');
  await remove('Анна', () => Promise.reject(new Error('nothing is waited for')));
  expect(printed.at(-1)).toBe('Анна had no open requests.');
});
