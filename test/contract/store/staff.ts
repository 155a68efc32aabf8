// The shop's people, their keys, and who says that he is at work.
import { describe, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/model/staff.ts';
import type { Store } from '../../../src/model/store.ts';
import { anna, at, NOON } from './samples.ts';

export function staffTests(store: () => Store): void {
  async function added(name: string, more: { telegram?: number } = {}): Promise<StaffMember> {
    const member = await store().addStaff({ name, role: 'operator', key: `hash of ${name}`, ...more }, NOON);
    if (member === 'taken') throw new Error(`${name} was taken`);
    return member;
  }

  describe('staff', () => {
    test('a member comes back as added, listed by name', async () => {
      const mary = await added('Мария', { telegram: 5_000_000_001 });
      const boris = await added('Борис');
      expect(mary).toEqual({
        id: mary.id,
        name: 'Мария',
        role: 'operator',
        telegram: 5_000_000_001,
        active: true,
        since: NOON,
        keySince: NOON,
      });
      expect(mary.id).toMatch(/^staff:./u);
      expect(await store().staff()).toEqual([boris, mary]);
    });

    test.each([
      ['the same name in other letters', { name: ' пЁтр   иванов' }],
      ['the same Telegram account', { name: 'Павел', telegram: 7 }],
    ])('%s is taken, and nothing is stored', async (_what, other) => {
      await added('Петр Иванов', { telegram: 7 });
      const again = await store().addStaff({ role: 'manager', key: 'other', ...other }, at(1));
      expect(again).toBe('taken');
      expect(await store().staff()).toHaveLength(1);
    });

    test('the key is found by the name in any letters, of active members only', async () => {
      const mary = await added('Мария');
      expect(await store().keyOf('мАРИЯ ')).toEqual({ member: mary, key: 'hash of Мария' });
      expect(await store().keyOf('Мария П')).toBeUndefined();
      await store().changeStaff(mary.id, { active: false }, at(1));
      expect(await store().keyOf('Мария')).toBeUndefined();
      expect(await store().staff()).toEqual([{ ...mary, active: false }]);
    });

    test('what is given changes, and a new key moves its time', async () => {
      const mary = await added('Мария', { telegram: 7 });
      expect(await store().changeStaff(mary.id, { role: 'manager' }, at(1))).toBe(true);
      expect(await store().staff()).toEqual([{ ...mary, role: 'manager' }]);
      expect(await store().changeStaff(mary.id, { key: 'new', telegram: 8 }, at(2))).toBe(true);
      const changed = { ...mary, role: 'manager', telegram: 8, keySince: at(2) };
      expect(await store().keyOf('Мария')).toEqual({ member: changed, key: 'new' });
      await store().changeStaff(mary.id, { telegram: null }, at(3));
      expect((await store().staff())[0]).not.toHaveProperty('telegram');
      expect(await store().changeStaff('staff:none', { active: false }, at(4))).toBe(false);
      expect(await store().changeStaff(mary.id, {}, at(4))).toBe(true);
    });

    test('of everybody the latest word about being at work is kept', async () => {
      const guest = { id: 'telegram-group:7', name: 'Гость' };
      await store().setPresence({ operator: anna, on: true, at: NOON });
      await store().setPresence({ operator: guest, on: true, at: at(1) });
      await store().setPresence({ operator: anna, on: false, at: at(2) });
      const said = await store().presence();
      expect(said).toHaveLength(2);
      expect(said).toEqual(
        expect.arrayContaining([
          { operator: anna, on: false, at: at(2) },
          { operator: guest, on: true, at: at(1) },
        ]),
      );
    });
  });
}
