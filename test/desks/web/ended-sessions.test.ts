// Sessions that were ended before their time: kept over restarts, forgotten when they would be over anyway.
import { expect, test } from 'vitest';
import { endedSessions } from '../../../src/desks/web/ended-sessions.ts';
import { manualClock } from '../../fakes/manual-clock.ts';
import { MemoryBindings } from '../../fakes/telegram-parts.ts';

const HOUR = 3_600_000;

test('those that have expired are let go of, the others stay', async () => {
  const bindings = new MemoryBindings();
  const clock = manualClock();
  const ended = endedSessions(bindings, clock);
  const inHours = (hours: number): Date => new Date(clock.now().getTime() + hours * HOUR);
  await Promise.all([ended.add('a', inHours(1)), ended.add('b', inHours(12))]);
  clock.advance(2 * HOUR);
  await ended.add('c', inHours(12));
  const again = endedSessions(bindings, clock);
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((id) => again.has(id)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('a database that fails once is asked again, and a session is refused all the same', async () => {
  const bindings = new MemoryBindings();
  let broken = true;
  const shaky = {
    getBinding: (owner: string, key: string) =>
      broken ? Promise.reject(new Error('disk')) : bindings.getBinding(owner, key),
    setBinding: (owner: string, key: string, value: string) => bindings.setBinding(owner, key, value),
  };
  const ended = endedSessions(shaky, manualClock());
  await expect(ended.add('a', new Date('2027-01-01'))).rejects.toThrow('disk');
  broken = false;
  expect(await ended.has('a')).toBe(true);
  await ended.add('b', new Date('2027-01-01'));
  expect(await endedSessions(shaky, manualClock()).has('a')).toBe(true);
});
