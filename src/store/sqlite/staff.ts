// The shop's people with the hashes of their keys, and who says that he is at work.
import { foldName, type Presence, type Staff, type StaffMember } from '../../model/staff.ts';
import type { NewId } from '../../system/ids.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

type Row = Schema['staff'];

export function createStaff(engine: Engine, newId: NewId): Staff {
  const { query } = engine;
  const all = query.selectFrom('staff').selectAll();

  return {
    addStaff({ name, role, telegram, key }, at) {
      return engine.write('adding to the staff', () => {
        const folded = foldName(name);
        const named = engine.first(all.where('folded', '=', folded));
        const linked =
          telegram === undefined ? undefined : engine.first(all.where('telegram', '=', telegram));
        if (named !== undefined || linked !== undefined) return 'taken' as const;
        const since = at.getTime();
        const row: Row = {
          id: `staff:${newId()}`,
          name,
          folded,
          role,
          telegram: telegram ?? null,
          key,
          key_since: since,
          active: 1,
          since,
        };
        engine.run(query.insertInto('staff').values(row));
        return memberOf(row);
      });
    },

    staff() {
      return engine.read('listing the staff', () => engine.all(all.orderBy('folded')).map(memberOf));
    },

    keyOf(name) {
      return engine.read('reading a key', () => {
        const row = engine.first(all.where('folded', '=', foldName(name)).where('active', '=', 1));
        return row === undefined ? undefined : { member: memberOf(row), key: row.key };
      });
    },

    changeStaff(id, { role, telegram, key, active }, at) {
      return engine.write('changing the staff', () => {
        if (engine.first(all.where('id', '=', id)) === undefined) return false;
        const change = {
          ...(role === undefined ? {} : { role }),
          ...(telegram === undefined ? {} : { telegram }),
          ...(key === undefined ? {} : { key, key_since: at.getTime() }),
          ...(active === undefined ? {} : { active: active ? (1 as const) : (0 as const) }),
        };
        if (Object.keys(change).length > 0)
          engine.run(query.updateTable('staff').set(change).where('id', '=', id));
        return true;
      });
    },

    setPresence({ operator, on, at }) {
      return engine.write('noting who is at work', () => {
        const said = { name: operator.name, here: on ? (1 as const) : (0 as const), at: at.getTime() };
        engine.run(
          query
            .insertInto('presence')
            .values({ operator: operator.id, ...said })
            .onConflict((conflict) => conflict.column('operator').doUpdateSet(said)),
        );
      });
    },

    presence() {
      return engine.read('reading who is at work', () =>
        engine
          .all(query.selectFrom('presence').selectAll())
          .map(({ operator, name, here, at }): Presence => ({
            operator: { id: operator, name },
            on: here === 1,
            at: new Date(at),
          })),
      );
    },
  };
}

function memberOf({ id, name, role, telegram, active, since, key_since }: Row): StaffMember {
  return {
    id,
    name,
    role,
    ...(telegram === null ? {} : { telegram }),
    active: active === 1,
    since: new Date(since),
    keySince: new Date(key_since),
  };
}
