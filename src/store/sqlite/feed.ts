// Append-only lists of payloads per chat, for clients that fetch.
import type { ChatFeed } from '../../model/store.ts';
import type { Engine } from './engine.ts';

export function createFeed(engine: Engine): ChatFeed {
  const { query } = engine;
  const watchers = new Map<string, Set<() => void>>();

  return {
    append(channel, chat, key, payload, at) {
      return engine.write(
        'appending to a chat',
        () => {
          const here = query.selectFrom('feed').where('channel', '=', channel).where('chat', '=', chat);
          const known = engine.first(here.select('seq').where('key', '=', key));
          if (known !== undefined) return { seq: known.seq, added: false };
          const last = engine.first(here.select('seq').orderBy('seq', 'desc').limit(1));
          const seq = (last?.seq ?? 0) + 1;
          engine.run(query.insertInto('feed').values({ channel, chat, seq, key, payload, at: at.getTime() }));
          return { seq, added: true };
        },
        ({ added }) => {
          if (!added) return;
          for (const changed of watchers.get(placeOf(channel, chat)) ?? []) changed();
        },
      );
    },

    read(channel, chat, after, limit) {
      return engine.read('reading a chat', () =>
        engine.all(
          query
            .selectFrom('feed')
            .select(['seq', 'payload'])
            .where('channel', '=', channel)
            .where('chat', '=', chat)
            .where('seq', '>', after)
            .orderBy('seq')
            .limit(limit),
        ),
      );
    },

    watch(channel, chat, changed) {
      const place = placeOf(channel, chat);
      const here = watchers.get(place) ?? new Set();
      // Wrapped, so that the same function given twice is called twice and stopped one at a time.
      const watcher = () => changed();
      watchers.set(place, here.add(watcher));
      return () => {
        here.delete(watcher);
        if (here.size === 0 && watchers.get(place) === here) watchers.delete(place);
      };
    },
  };
}

function placeOf(channel: string, chat: string): string {
  return JSON.stringify([channel, chat]);
}
