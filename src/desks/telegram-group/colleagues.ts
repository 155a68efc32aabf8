// Who has written in the group: names and user names, so that a ticket can be given to somebody by them. Kept over restarts.
import type { User } from 'telegraf/types';
import type { Bindings } from '../../model/store.ts';
import { isAnonymousAdmin, nameOf, TELEGRAM_GROUP } from './acts.ts';

export interface Colleague {
  /** Telegram user id. */
  readonly id: number;
  readonly name: string;
  /** Without the @. */
  readonly username?: string;
}

export interface Colleagues {
  /** Bots and anonymous administrators are nobody. */
  remember(user: User): Promise<void>;
  /** Whoever wrote last comes first. */
  all(): Promise<readonly Colleague[]>;
}

/** More than ever work in one group. */
const KEPT = 200;

export function colleaguesIn(bindings: Bindings, chat: number): Colleagues {
  const key = `colleagues:${chat}`;
  /** As last read or written by this process; another one may know more. */
  const known = new Map<number, string>();

  async function all(): Promise<readonly Colleague[]> {
    const json = await bindings.getBinding(TELEGRAM_GROUP, key);
    return json === undefined ? [] : (JSON.parse(json) as Colleague[]);
  }

  return {
    async remember(user) {
      if (user.is_bot || isAnonymousAdmin(user)) return;
      const colleague = colleagueOf(user);
      const written = JSON.stringify(colleague);
      if (known.get(user.id) === written) return;
      const before = await all();
      const same = before.find((one) => one.id === user.id);
      if (JSON.stringify(same) !== written) {
        const others = before.filter((one) => one.id !== user.id);
        await bindings.setBinding(TELEGRAM_GROUP, key, JSON.stringify([colleague, ...others].slice(0, KEPT)));
      }
      known.set(user.id, written);
    },
    all,
  };
}

function colleagueOf(user: User): Colleague {
  return {
    id: user.id,
    name: nameOf(user),
    ...(user.username === undefined ? {} : { username: user.username }),
  };
}
