// Which lane is claimed next.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Heap, type HeapItem } from '../../../src/store/sqlite/heap.ts';
import { Lanes } from '../../../src/store/sqlite/lanes.ts';
import { TargetLanes } from '../../../src/store/sqlite/target-lanes.ts';

describe('lanes', () => {
  test('lanes that wait equally long are claimed in the order of arrival', () => {
    const lanes = new Lanes<string>();
    for (const key of ['c', 'a', 'b']) lanes.offer(key, 5);
    expect([1, 2, 3].map(() => lanes.claim(10, 100))).toEqual(['c', 'a', 'b']);
  });

  test('offering a lane again changes nothing, be it ready, claimed or waiting', () => {
    const lanes = new Lanes<string>();
    lanes.offer('a', 5);
    lanes.offer('a', 1);
    expect(lanes.claim(10, 100)).toBe('a');
    lanes.offer('a', 5);
    expect(lanes.claim(10, 100)).toBeUndefined();
    lanes.release('a', 5, 50);
    lanes.offer('a', 5);
    expect(lanes.claim(49, 100)).toBeUndefined();
    expect(lanes.claim(50, 100)).toBe('a');
  });

  test('a claimed lane counts as due at the end of its lease', () => {
    const lanes = new Lanes<string>();
    lanes.offer('a', 5);
    expect(lanes.nextDue()).toBe(5);
    lanes.claim(10, 100);
    expect(lanes.nextDue()).toBe(110);
    lanes.release('a', undefined);
    expect(lanes.nextDue()).toBeUndefined();
  });

  test('the target whose lane waits longest goes first, and paused ones are left alone', () => {
    const lanes = new TargetLanes<string>();
    lanes.of('telegram').offer('a', 5);
    lanes.of('web').offer('a', 3);
    lanes.of('teams').offer('b', 1);
    expect(lanes.claim(10, 100, ['teams'])).toEqual({ target: 'web', key: 'a' });
    expect(lanes.claim(10, 100, ['teams'])).toEqual({ target: 'telegram', key: 'a' });
    expect(lanes.claim(10, 100, ['teams'])).toBeUndefined();
    expect(lanes.nextDue()).toBe(1);
  });
});

describe('heap', () => {
  interface Item extends HeapItem {
    readonly rank: number;
  }

  test('whatever is put in and taken out, the first is the smallest that remains', () => {
    const steps = fc.array(fc.record({ rank: fc.integer({ min: 0, max: 20 }), remove: fc.option(fc.nat()) }));
    fc.assert(
      fc.property(steps, (all) => {
        const heap = new Heap<Item>((a, b) => a.rank < b.rank);
        const items: Item[] = [];
        for (const { rank, remove } of all) {
          const item = { rank, slot: 0 };
          heap.push(item);
          items.push(item);
          if (remove !== null) heap.remove(items.splice(remove % items.length, 1)[0]!);
          const smallest = items.length === 0 ? undefined : Math.min(...items.map((one) => one.rank));
          expect(heap.peek()?.rank).toBe(smallest);
        }
      }),
    );
  });
});
