// The page that Prometheus scrapes: what waits, by where it goes and how urgent it is, and how the desk stands.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMetrics, type Metrics } from '../../src/insights/metrics.ts';
import type { OutboxId } from '../../src/model/ids.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { at, finishTurn, NOON, notice, reply, sent, turnOf } from '../contract/store/samples.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const clock = manualClock(at(400));
let store: Store;
let metrics: Metrics;
let figures = { late: 0, unassigned: 0 };

beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  metrics = createMetrics(store, () => Promise.resolve(figures), clock);
});
afterEach(() => store.close());

async function lines(): Promise<string[]> {
  const { text } = await metrics.page();
  return text.split('\n').filter((line) => line.startsWith('firstline_'));
}

test('what waits is told by target and urgency, with the age of the oldest', async () => {
  const input = await turnOf(store, 'anna', '1');
  await finishTurn(store, input, {
    outgoing: [reply(input.conversation, 'o1'), notice(input.conversation.id, 'o2', 'group')],
  });
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'firstline_outbox_waiting{target="telegram",urgency="words"} 1',
      'firstline_outbox_oldest_seconds{target="telegram",urgency="words"} 400',
      'firstline_outbox_waiting{target="group",urgency="notices"} 1',
    ]),
  );
  await store.settle('o1' as OutboxId, sent, NOON);
  expect((await lines()).filter((line) => line.includes('target="telegram"'))).toEqual([]);
});

test('how the desk stands, and what the ledger complains of, as it is at that moment', async () => {
  figures = { late: 2, unassigned: 3 };
  await turnOf(store, 'anna', '1');
  const wanted = (late: number, unassigned: number, exceptions: number): string[] => [
    `firstline_tickets_late ${late}`,
    `firstline_tickets_unassigned ${unassigned}`,
    `firstline_ledger_exceptions ${exceptions}`,
  ];
  expect(await lines()).toEqual(expect.arrayContaining(wanted(2, 3, 1)));
  figures = { late: 0, unassigned: 1 };
  expect(await lines()).toEqual(expect.arrayContaining(wanted(0, 1, 1)));
});

test('turns are counted', async () => {
  metrics.countTurn();
  metrics.countTurn();
  expect(await lines()).toContain('firstline_turns_total 2');
});
