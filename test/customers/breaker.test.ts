import { beforeEach, expect, test } from 'vitest';
import { type Breaker, createBreaker } from '../../src/customers/breaker.ts';
import { manualClock, type ManualClock } from '../fakes/manual-clock.ts';

let clock: ManualClock;
let breaker: Breaker;
let told: string[];

beforeEach(() => {
  clock = manualClock();
  told = [];
  breaker = createBreaker(clock, { failures: 3, openMs: 1000 }, (state) => void told.push(state));
});

const fail = () => breaker.run(() => Promise.reject(new Error('down'))).catch((error: unknown) => error);
const succeed = () => breaker.run(() => Promise.resolve('well'));

test('failures in a row open it, and then nothing is asked', async () => {
  await fail();
  await fail();
  expect(breaker.state()).toBe('closed');
  await fail();
  expect(breaker.state()).toBe('open');
  let asked = false;
  await expect(breaker.run(() => Promise.resolve((asked = true)))).rejects.toMatchObject({
    code: 'BREAKER_OPEN',
  });
  expect([asked, told]).toEqual([false, ['open']]);
});

test('a success between failures begins the count anew', async () => {
  for (let round = 0; round < 3; round += 1) {
    await fail();
    await fail();
    expect(await succeed()).toBe('well');
  }
  expect([breaker.state(), told]).toEqual(['closed', []]);
});

test('after its time one question is let through, and its answer closes it', async () => {
  for (let index = 0; index < 3; index += 1) await fail();
  clock.advance(1000);
  const probe = Promise.withResolvers<string>();
  const first = breaker.run(() => probe.promise);
  expect(breaker.state()).toBe('trying');
  await expect(succeed()).rejects.toMatchObject({ code: 'BREAKER_OPEN' });
  probe.resolve('well');
  expect(await first).toBe('well');
  expect(await succeed()).toBe('well');
  expect(told).toEqual(['open', 'closed']);
});

test('a probe that fails keeps it open for the whole time again', async () => {
  for (let index = 0; index < 3; index += 1) await fail();
  clock.advance(1000);
  await fail();
  clock.advance(999);
  await expect(succeed()).rejects.toMatchObject({ code: 'BREAKER_OPEN' });
  clock.advance(1);
  expect(await succeed()).toBe('well');
});
