// Rounds: the first at once, the next a while after the end of the one before, none after stop.
import { expect, test } from 'vitest';
import { silentLog } from '../../src/system/log.ts';
import { rounds } from '../../src/system/rounds.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a round that fails is followed by the next one, and none follows a stop', async () => {
  const clock = manualClock();
  let done = 0;
  const work = rounds({
    round() {
      done += 1;
      return done === 1 ? Promise.reject(new Error('no disk')) : Promise.resolve();
    },
    everyMs: 1000,
    failed: 'a round failed',
    clock,
    log: silentLog,
  });
  work.start();
  work.start();
  await settled();
  clock.advance(999);
  await settled();
  expect(done).toBe(1);
  clock.advance(1);
  await settled();
  expect(done).toBe(2);
  await work.stop();
  clock.advance(5000);
  await settled();
  expect(done).toBe(2);
});

test('a stop waits for the round under way, which is told of it', async () => {
  let finish = (): void => undefined;
  let told = false;
  const work = rounds({
    async round(stopped) {
      await new Promise<void>((resolve) => (finish = resolve));
      told = stopped();
    },
    everyMs: 1000,
    failed: 'a round failed',
    clock: manualClock(),
    log: silentLog,
  });
  work.start();
  const ended = work.stop();
  finish();
  await ended;
  expect(told).toBe(true);
});
