// A ChatFeed in memory. Give the same one to a second server to play a restart.
import type { ChatFeed } from '../../src/model/store.ts';

export interface MemoryChatFeed extends ChatFeed {
  /** Makes the next append reject with this error, once. */
  failNext(error: Error): void;
  /** How many watchers a chat has now. */
  watchers(channel: string, chat: string): number;
}

export function memoryChatFeed(): MemoryChatFeed {
  const chats = new Map<string, { key: string; payload: string }[]>();
  const watchers = new Map<string, Set<() => void>>();
  const nameOf = (channel: string, chat: string): string => JSON.stringify([channel, chat]);
  let failure: Error | undefined;

  return {
    async append(channel, chat, key, payload) {
      await Promise.resolve();
      if (failure !== undefined) {
        const error = failure;
        failure = undefined;
        throw error;
      }
      const name = nameOf(channel, chat);
      const entries = chats.get(name) ?? [];
      chats.set(name, entries);
      const known = entries.findIndex((entry) => entry.key === key);
      if (known !== -1) return { seq: known + 1, added: false };
      entries.push({ key, payload });
      for (const changed of [...(watchers.get(name) ?? [])]) changed();
      return { seq: entries.length, added: true };
    },
    async read(channel, chat, after, limit) {
      await Promise.resolve();
      return (chats.get(nameOf(channel, chat)) ?? [])
        .map(({ payload }, index) => ({ seq: index + 1, payload }))
        .slice(after, after + limit);
    },
    watch(channel, chat, changed) {
      const name = nameOf(channel, chat);
      const set = watchers.get(name) ?? new Set();
      watchers.set(name, set);
      set.add(changed);
      return () => set.delete(changed);
    },
    failNext(error) {
      failure = error;
    },
    watchers: (channel, chat) => watchers.get(nameOf(channel, chat))?.size ?? 0,
  };
}
