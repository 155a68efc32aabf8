import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { housekeeping } from '../../src/customers/housekeeping.ts';
import type { FileRef } from '../../src/model/attachment.ts';
import { silentLog } from '../../src/system/log.ts';
import type { Rounds } from '../../src/system/rounds.ts';
import { manualClock, type ManualClock } from '../fakes/manual-clock.ts';

const DAY = 24 * 60 * 60 * 1000;
const REF: FileRef = { origin: 'local', id: 'a' };

let clock: ManualClock;
let doomed: FileRef[];
let removed: FileRef[];
let purges: { transcripts: Date; settled: Date; guesses: Date; audit: Date }[];
let rows: number[];
let failing: boolean;
let keeper: Rounds;

beforeEach(() => {
  clock = manualClock();
  doomed = [];
  removed = [];
  purges = [];
  rows = [];
  failing = false;
  keeper = housekeeping({
    records: {
      doomedFiles: () => (failing ? Promise.reject(new Error('disk')) : Promise.resolve([...doomed])),
      settleDoomed(ref) {
        doomed = doomed.filter((one) => one !== ref);
        return Promise.resolve();
      },
      purge(before) {
        purges.push(before);
        return Promise.resolve(rows.shift() ?? 0);
      },
    },
    remove: (ref) => Promise.resolve(void removed.push(ref)),
    transcriptDays: 365,
    settledDays: 30,
    auditDays: 730,
    clock,
    log: silentLog,
  });
});
afterEach(() => keeper.stop());

const until = (look: () => boolean): Promise<void> =>
  vi.waitFor(() => {
    if (!look()) throw new Error('not yet');
  });

/** Lets promises that are under way settle. */
const aMoment = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('files whose time has come are deleted within a minute', async () => {
  keeper.start();
  await until(() => purges.length === 1);
  doomed.push(REF);
  clock.advance(60_000);
  await until(() => removed.length === 1 && doomed.length === 0);
  expect(removed).toEqual([REF]);
});

test('what is older than the configured days goes at the start and then once a day', async () => {
  const begun = clock.now().getTime();
  keeper.start();
  await until(() => purges.length === 1);
  expect(purges[0]).toEqual({
    transcripts: new Date(begun - 365 * DAY),
    settled: new Date(begun - 30 * DAY),
    guesses: new Date(begun - 2 * DAY),
    audit: new Date(begun - 730 * DAY),
  });
  for (let minute = 0; minute < 3; minute += 1) {
    clock.advance(60_000);
    await aMoment();
  }
  expect(purges).toHaveLength(1);
  clock.advance(DAY);
  await until(() => purges.length === 2);
});

test('a long purge goes on in batches until nothing is left', async () => {
  rows = [1000, 1000, 3];
  keeper.start();
  for (let batch = 1; batch <= 4; batch += 1) {
    await until(() => purges.length === batch);
    await aMoment();
    clock.advance(100);
  }
  expect(rows).toEqual([]);
});

test('a failure is not the end of it', async () => {
  failing = true;
  keeper.start();
  await aMoment();
  failing = false;
  doomed.push(REF);
  clock.advance(60_000);
  await until(() => removed.length === 1);
  expect(purges).toHaveLength(1);
});
