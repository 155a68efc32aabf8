// Timers come back as events of their lane.
import { describe, expect, test } from 'vitest';
import type { TimerId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import type { TurnChanges, TurnInput } from '../../../src/model/turn.ts';
import { at, claimAndLoad, finishTurn, LEASE, textFrom, timer, turnOf } from './samples.ts';

export function timerTests(store: () => Store): void {
  /** A conversation that did this with its timers in its first turn. */
  async function withTimers(
    change: (input: TurnInput) => Partial<TurnChanges['timers']>,
  ): Promise<TurnInput> {
    const input = await turnOf(store(), 'ivan', '1');
    await finishTurn(store(), input, { timers: { set: [], cancel: [], ...change(input) } });
    return input;
  }

  describe('timers', () => {
    test('a timer is an event of its lane once it is due, and only once', async () => {
      const { conversation } = await withTimers(({ conversation: { id } }) => ({
        set: [timer(id, 't1', at(60))],
      }));
      expect(await store().nextDue('turn')).toEqual(at(60));
      expect(await store().claimTurn(at(59), LEASE)).toBeUndefined();

      const input = await claimAndLoad(store(), at(60));
      const fired = timer(conversation.id, 't1', at(60));
      expect(input.pending).toEqual([
        { id: `timer:t1:${at(60).getTime()}`, at: at(60), event: { kind: 'timer', timer: fired } },
      ]);
      await finishTurn(store(), input);
      expect(await store().claimTurn(at(9999), LEASE)).toBeUndefined();
      expect(await store().nextDue('turn')).toBeUndefined();
    });

    test('setting a known timer moves it', async () => {
      await withTimers(({ conversation: { id } }) => ({
        set: [timer(id, 't1', at(60)), timer(id, 't1', at(120))],
      }));
      expect(await store().claimTurn(at(60), LEASE)).toBeUndefined();
      expect((await claimAndLoad(store(), at(120))).pending).toHaveLength(1);
    });

    test('a cancelled timer does not come', async () => {
      await withTimers(({ conversation: { id } }) => ({ set: [timer(id, 't1', at(60))] }));
      const second = await turnOf(store(), 'ivan', '2');
      await finishTurn(store(), second, { timers: { set: [], cancel: ['t1' as TimerId] } });
      expect(await store().claimTurn(at(9999), LEASE)).toBeUndefined();
    });

    test('a timer that fell due while the turn that cancels or moves it was decided does not come', async () => {
      const { conversation } = await withTimers(({ conversation: { id } }) => ({
        set: [timer(id, 't1', at(60)), timer(id, 't2', at(61))],
      }));
      await store().acceptMessage(textFrom('ivan', '2', { at: at(59) }), 'ru');
      const input = await claimAndLoad(store(), at(59));
      expect(await store().claimTurn(at(62), LEASE)).toBeUndefined();

      const moved = timer(conversation.id, 't2', at(300));
      await finishTurn(store(), input, { timers: { set: [moved], cancel: ['t1' as TimerId] } });
      expect(await store().claimTurn(at(299), LEASE)).toBeUndefined();
      const next = await claimAndLoad(store(), at(300));
      expect(next.pending.map(({ id }) => id)).toEqual([`timer:t2:${at(300).getTime()}`]);
      expect((await store().counts()).events).toEqual({ answered: 2, ignored: 2 });
    });

    test('the turn that handles a timer may set it again', async () => {
      await withTimers(({ conversation: { id } }) => ({ set: [timer(id, 't1', at(60))] }));
      const fired = await claimAndLoad(store(), at(60));
      const again = timer(fired.conversation.id, 't1', at(120));
      expect(await finishTurn(store(), fired, { timers: { set: [again], cancel: [] } })).toBe('committed');
      expect((await claimAndLoad(store(), at(120))).pending).toHaveLength(1);
    });

    test('a timer that fired comes again when it is set again with the same due time', async () => {
      const { conversation } = await withTimers(({ conversation: { id } }) => ({
        set: [timer(id, 't1', at(60))],
      }));
      const again = { set: [timer(conversation.id, 't1', at(60))], cancel: [] };
      // it fires while a turn is decided that cancels it, so that its event is void; then it is set again, twice
      await store().acceptMessage(textFrom('ivan', '2', { at: at(59) }), 'ru');
      const cancelling = await claimAndLoad(store(), at(59));
      expect(await store().claimTurn(at(60), LEASE)).toBeUndefined();
      await finishTurn(store(), cancelling, { timers: { set: [], cancel: ['t1' as TimerId] } });
      expect(await store().claimTurn(at(61), LEASE)).toBeUndefined();
      await finishTurn(store(), await turnOf(store(), 'ivan', '3'), { timers: again });
      const second = await claimAndLoad(store(), at(61));
      expect(second.pending).toMatchObject([{ at: at(60), event: { kind: 'timer' } }]);
      await finishTurn(store(), second, { timers: again });
      expect((await claimAndLoad(store(), at(61))).pending).toMatchObject([
        { at: at(60), event: { kind: 'timer' } },
      ]);
    });

    test('more timers than fit one step all come, each in its lane', async () => {
      await withTimers(({ conversation: { id } }) => ({
        set: Array.from({ length: 450 }, (_, index) => timer(id, `t${index}`, at(60))),
      }));
      const maria = await turnOf(store(), 'maria', '2');
      await finishTurn(store(), maria, {
        timers: { set: [timer(maria.conversation.id, 'm1', at(61))], cancel: [] },
      });
      let fired = 0;
      for (let claims = 0; claims < 10; claims += 1) {
        const lane = await store().claimTurn(at(70), LEASE);
        if (lane === undefined) continue;
        const input = (await store().loadTurn(lane))!;
        fired += input.pending.length;
        await finishTurn(store(), input);
      }
      expect(fired).toBe(451);
    });

    test('setting a timer wakes the turn workers, so that they wait for the new time', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      let woken = 0;
      store().onWork('turn', () => (woken += 1));
      const set = [timer(input.conversation.id, 't1', at(60))];
      await finishTurn(store(), input, { timers: { set, cancel: [] } });
      expect(woken).toBe(1);
    });
  });
}
