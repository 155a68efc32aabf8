// Small durable facts of adapters, found by key and by value.
import type { Bindings } from '../../model/store.ts';
import { nextCount } from './counters.ts';
import type { Engine } from './engine.ts';

export function createBindings(engine: Engine): Bindings {
  const { query } = engine;
  return {
    getBinding(owner, key) {
      return engine.read('reading a binding', () => {
        const found = query.selectFrom('bindings').select('value').where('owner', '=', owner);
        return engine.first(found.where('key', '=', key))?.value;
      });
    },

    setBinding(owner, key, value, ticket) {
      return engine.write('setting a binding', () => {
        const bound = { value, version: nextCount(engine, 'binding'), ticket: ticket ?? null };
        engine.run(
          query
            .insertInto('bindings')
            .values({ owner, key, ...bound })
            .onConflict((conflict) => conflict.columns(['owner', 'key']).doUpdateSet(bound)),
        );
      });
    },

    findBinding(owner, value) {
      return engine.read('finding a binding', () => {
        const found = query.selectFrom('bindings').select('key').where('owner', '=', owner);
        return engine.first(found.where('value', '=', value).orderBy('version', 'desc').limit(1))?.key;
      });
    },

    deleteBinding(owner, key) {
      return engine.write('deleting a binding', () => {
        engine.run(query.deleteFrom('bindings').where('owner', '=', owner).where('key', '=', key));
      });
    },
  };
}
