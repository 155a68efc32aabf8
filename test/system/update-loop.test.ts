// The polling loop by itself: order, the offset, back-off and stopping.
import { expect, test } from 'vitest';
import { runUpdateLoop, type UpdateSource } from '../../src/system/update-loop.ts';
import { hastyClock } from '../fakes/hasty-clock.ts';
import { Changes } from '../fakes/waiting.ts';

interface Update {
  readonly update_id: number;
}

/** Gives the batches one after another, then waits until it is stopped. */
function source(batches: (readonly number[] | Error)[], handle: (id: number) => Promise<void>) {
  const offsets: (number | undefined)[] = [];
  const failures: string[] = [];
  const changes = new Changes();
  const made: UpdateSource<Update> = {
    fetch(offset, signal) {
      offsets.push(offset);
      const batch = batches.shift();
      changes.changed();
      if (batch instanceof Error) return Promise.reject(batch);
      if (batch) return Promise.resolve(batch.map((update_id) => ({ update_id })));
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    },
    handle: (update) => handle(update.update_id),
    failed(error, during) {
      failures.push(`${during}: ${error instanceof Error ? error.message : ''}`);
      const asked = error instanceof Error ? { slow: 9000, hasty: 0 }[error.message] : undefined;
      return asked;
    },
    fetched: () => changes.changed(),
  };
  return {
    made,
    offsets,
    failures,
    fetches: (count: number) => changes.until(() => offsets.length >= count, `fetch ${count}`),
  };
}

test('the offset follows what was handled', async () => {
  const handled: number[] = [];
  const { made, offsets, fetches } = source([[5, 6], [9]], (id) => Promise.resolve(void handled.push(id)));
  const loop = runUpdateLoop(made, hastyClock());
  await fetches(3);
  await loop.stop();
  expect(handled).toEqual([5, 6, 9]);
  expect(offsets).toEqual([undefined, 7, 10]);
});

test('failures back off, doubling up to half a minute, or as long as the source says', async () => {
  const errors = Array.from({ length: 8 }, () => new Error('down'));
  const { made, failures, fetches } = source([new Error('slow'), ...errors, [1]], () => Promise.resolve());
  const clock = hastyClock();
  const loop = runUpdateLoop(made, clock);
  await fetches(10);
  await loop.stop();
  expect(clock.waits).toEqual([9000, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(failures).toHaveLength(9);
});

test('a source that asks for no wait at all gets the shortest one', async () => {
  const { made, fetches } = source([new Error('hasty'), [1]], () => Promise.resolve());
  const clock = hastyClock();
  const loop = runUpdateLoop(made, clock);
  await fetches(3);
  await loop.stop();
  expect(clock.waits).toEqual([500]);
});

test('stopping leaves the rest of a batch for the next time', async () => {
  const handled: number[] = [];
  const begun = Promise.withResolvers<undefined>();
  const work = Promise.withResolvers<undefined>();
  const { made, offsets } = source([[1, 2, 3]], async (id) => {
    handled.push(id);
    begun.resolve(undefined);
    await work.promise;
  });
  const loop = runUpdateLoop(made, hastyClock());
  await begun.promise;
  const stopped = loop.stop();
  work.resolve(undefined);
  await stopped;
  expect(handled).toEqual([1]);
  expect(offsets).toEqual([undefined]);
});

test('stopping ends a back-off and an endless failure', async () => {
  const { made } = source([[1]], () => Promise.reject(new Error('never')));
  const never = { now: () => new Date(0), after: () => () => undefined };
  const failed = Promise.withResolvers<undefined>();
  const notice = (): undefined => {
    failed.resolve(undefined);
  };
  const loop = runUpdateLoop({ ...made, failed: notice }, never);
  await failed.promise;
  await expect(loop.stop()).resolves.toBeUndefined();
});
