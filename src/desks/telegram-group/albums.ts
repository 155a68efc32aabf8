// What is known of an album: Telegram sends it file by file and gives its words with one of them. Kept over restarts.
import type { Bindings } from '../../model/store.ts';
import { TELEGRAM_GROUP } from './acts.ts';

/** `note`: all of it is a note. `refused`: none of it is sent. */
export type AlbumFate = 'note' | 'refused';

export interface Albums {
  keepInside(album: string, fate: AlbumFate): Promise<void>;
  /** Undefined for one that goes to the customer. */
  fateOf(album: string): Promise<AlbumFate | undefined>;
  /** One for all its files: that of the file which asks first, `own`. */
  refOf(album: string, own: string): Promise<string>;
}

export function albumsIn(bindings: Bindings, chat: number): Albums {
  const keyOf = (album: string): string => `album:${chat}:${album}`;
  return {
    keepInside: (album, fate) => bindings.setBinding(TELEGRAM_GROUP, keyOf(album), fate),
    async fateOf(album) {
      const fate = await bindings.getBinding(TELEGRAM_GROUP, keyOf(album));
      return fate === 'note' || fate === 'refused' ? fate : undefined;
    },
    async refOf(album, own) {
      const key = `album-ref:${chat}:${album}`;
      const known = await bindings.getBinding(TELEGRAM_GROUP, key);
      if (known === undefined) await bindings.setBinding(TELEGRAM_GROUP, key, own);
      return known ?? own;
    },
  };
}
