// Albums that stay inside: Telegram sends an album file by file and gives its words with one of them. Kept over restarts.
import type { Bindings } from '../../model/store.ts';
import { TELEGRAM_GROUP } from './acts.ts';

/** `note`: all of it is a note. `refused`: none of it is sent. */
export type AlbumFate = 'note' | 'refused';

export interface Albums {
  keepInside(album: string, fate: AlbumFate): Promise<void>;
  /** Undefined for one that goes to the customer. */
  fateOf(album: string): Promise<AlbumFate | undefined>;
}

export function albumsIn(bindings: Bindings, chat: number): Albums {
  const keyOf = (album: string): string => `album:${chat}:${album}`;
  return {
    keepInside: (album, fate) => bindings.setBinding(TELEGRAM_GROUP, keyOf(album), fate),
    async fateOf(album) {
      const fate = await bindings.getBinding(TELEGRAM_GROUP, keyOf(album));
      return fate === 'note' || fate === 'refused' ? fate : undefined;
    },
  };
}
