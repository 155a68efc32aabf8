// Twenty calls in any minute, the last of them kept for what people said.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Allowance, type Purse } from '../../../src/desks/telegram-group/allowance.ts';
import { manualClock } from '../../fakes/manual-clock.ts';

/** Calls of one each that can be had at once. */
function atOnce(allowance: Allowance, purse: Purse): number {
  let had = 0;
  while (allowance.take(1, purse) === 0) had += 1;
  return had;
}

test.each([
  ['words', 20],
  ['notices', 18],
  ['cards', 15],
] as const)('%s may spend %i calls a minute', (purse, most) => {
  expect(atOnce(new Allowance(manualClock()), purse)).toBe(most);
});

test('what cards left over is there for notices, and what those left over for words', () => {
  const allowance = new Allowance(manualClock());
  expect([atOnce(allowance, 'cards'), atOnce(allowance, 'notices'), atOnce(allowance, 'words')]).toEqual([
    15, 3, 2,
  ]);
});

test('says how long it takes until enough calls are a minute old', () => {
  const clock = manualClock();
  const allowance = new Allowance(clock);
  expect(allowance.take(15, 'words')).toBe(0);
  clock.advance(10_000);
  expect(allowance.take(5, 'words')).toBe(0);
  expect(allowance.take(1, 'words')).toBe(51_000);
  expect(allowance.take(1, 'cards')).toBe(51_000);
  expect(allowance.take(15, 'words')).toBe(51_000);
  clock.advance(51_000);
  expect(allowance.take(15, 'words')).toBe(0);
  expect(allowance.take(1, 'words')).toBe(10_000);
});

test('is shut for as long as Telegram asks', () => {
  const clock = manualClock();
  const allowance = new Allowance(clock);
  allowance.shut(7_000);
  allowance.shut(3_000);
  expect(allowance.take(1, 'words')).toBe(7_000);
  clock.advance(7_000);
  expect(allowance.take(1, 'words')).toBe(0);
});

test('a call counts from when it was done, and the next one keeps a second away from that', () => {
  const clock = manualClock();
  const allowance = new Allowance(clock);
  expect(allowance.gap()).toBe(0);
  for (let call = 0; call < 20; call += 1) allowance.take(1, 'words');
  clock.advance(5_000);
  allowance.finished(20);
  expect(allowance.gap()).toBe(1_000);
  expect(allowance.take(1, 'words')).toBe(61_000);
  clock.advance(400);
  expect(allowance.gap()).toBe(600);
  clock.advance(600);
  expect(allowance.gap()).toBe(0);
});

test('no minute anywhere holds more than twenty, and every wait it names is enough', () => {
  const step = fc.record({
    after: fc.integer({ min: 0, max: 30_000 }),
    calls: fc.integer({ min: 1, max: 10 }),
    purse: fc.constantFrom<Purse>('words', 'notices', 'cards'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const clock = manualClock();
      const allowance = new Allowance(clock);
      const spent: number[] = [];
      for (const { after, calls, purse } of steps) {
        clock.advance(after);
        const wait = allowance.take(calls, purse);
        if (wait > 0) {
          clock.advance(wait);
          expect(allowance.take(calls, purse)).toBe(0);
        }
        const now = clock.now().getTime();
        spent.push(...Array<number>(calls).fill(now));
        expect(spent.filter((at) => at > now - 60_000).length).toBeLessThanOrEqual(20);
      }
    }),
  );
});
