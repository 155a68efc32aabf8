// What adapters keep: feeds, bindings, wrong attempts.
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/model/store.ts';
import { addressOf, at, NOON } from './samples.ts';

export function adapterTests(store: () => Store): void {
  const append = (chat: string, key: string) => store().append('webchat', chat, key, `payload ${key}`, NOON);

  describe('chat feed', () => {
    test('places count from 1 without gaps in each chat, also for appends at one instant', async () => {
      const places = await Promise.all([
        append('a', 'k1'),
        append('b', 'k1'),
        append('a', 'k2'),
        append('a', 'k3'),
      ]);
      expect(places.map(({ seq }) => seq)).toEqual([1, 1, 2, 3]);
      expect(places.every(({ added }) => added)).toBe(true);
    });

    test('a repeated key changes nothing and answers its first place', async () => {
      await append('a', 'k1');
      await append('a', 'k2');
      expect(await store().append('webchat', 'a', 'k1', 'other', at(1))).toEqual({ seq: 1, added: false });
      expect(await append('a', 'k3')).toEqual({ seq: 3, added: true });
      expect((await store().read('webchat', 'a', 0, 10)).map(({ payload }) => payload)).toEqual([
        'payload k1',
        'payload k2',
        'payload k3',
      ]);
    });

    test('reading goes on after a place, up to a limit', async () => {
      for (const key of ['k1', 'k2', 'k3', 'k4']) await append('a', key);
      expect((await store().read('webchat', 'a', 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await store().read('webchat', 'a', 4, 10)).toEqual([]);
      expect(await store().read('other', 'a', 0, 10)).toEqual([]);
    });

    test('a read asked for after an append sees it', async () => {
      void append('a', 'k1');
      expect(await store().read('webchat', 'a', 0, 10)).toHaveLength(1);
    });

    test('watchers of a chat are told of every append until they stop', async () => {
      const told: string[] = [];
      const stop = store().watch('webchat', 'a', () => told.push('first'));
      store().watch('webchat', 'a', () => told.push('second'));
      await append('a', 'k1');
      await append('b', 'k1');
      await append('a', 'k1');
      stop();
      await append('a', 'k2');
      expect(told).toEqual(['first', 'second', 'second']);
    });
  });

  describe('bindings', () => {
    test('are set, replaced and deleted by owner and key', async () => {
      await store().setBinding('desk', 'topic', '7');
      await store().setBinding('desk', 'topic', '8');
      await store().setBinding('other', 'topic', '9');
      expect(await store().getBinding('desk', 'topic')).toBe('8');
      await store().deleteBinding('desk', 'topic');
      expect(await store().getBinding('desk', 'topic')).toBeUndefined();
      expect(await store().getBinding('other', 'topic')).toBe('9');
    });

    test('are found by value: the key that was set last', async () => {
      await store().setBinding('desk', 'ticket-2', '7');
      await store().setBinding('desk', 'ticket-1', '7');
      await store().setBinding('other', 'ticket-3', '7');
      expect(await store().findBinding('desk', '7')).toBe('ticket-1');
      await store().setBinding('desk', 'ticket-2', '7');
      expect(await store().findBinding('desk', '7')).toBe('ticket-2');
      await store().setBinding('desk', 'ticket-2', '8');
      expect(await store().findBinding('desk', '7')).toBe('ticket-1');
      expect(await store().findBinding('desk', 'none')).toBeUndefined();
    });
  });

  describe('wrong attempts', () => {
    test('are told by address and by object, newest first, since a time', async () => {
      const ivan = addressOf('ivan');
      const maria = addressOf('maria');
      await store().recordWrongAttempt(ivan, 'UT-10421', 'short', at(1));
      await store().recordWrongAttempt(ivan, 'repair:R-2001', 'whole', at(2));
      await store().recordWrongAttempt(maria, 'ut 10421', 'whole', at(3));

      const { byAddress, atObject } = await store().wrongAttempts(ivan, 'UT10421', NOON);
      expect(byAddress).toEqual([at(2), at(1)]);
      expect(atObject.map((one) => [one.at, one.proof])).toEqual([
        [at(3), 'whole'],
        [at(1), 'short'],
      ]);
      expect(new Set(atObject.map(({ who }) => who)).size).toBe(2);
      expect((await store().wrongAttempts(ivan, 'UT-10421', at(2))).atObject).toHaveLength(1);
      expect((await store().wrongAttempts(ivan, 'R-2001', NOON)).atObject).toEqual([]);
      expect(await store().wrongAttempts(addressOf('boris'), 'UT-1', NOON)).toEqual({
        byAddress: [],
        atObject: [],
      });
    });
  });
}
