// What the Telegram channel is given.
import type { Files } from '../../model/attachment.ts';
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';

export interface TelegramOptions {
  readonly token: string;
  /** Where the Bot API is, for example `https://api.telegram.org`; a path and a last slash are allowed. */
  readonly apiRoot: string;
  /** Where the files to be sent are read from. */
  readonly files: Files;
  /** Receive by webhook instead of polling. `url` is public; without a path it gets one of ours. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /**
   * The operators' group as it is known at that moment, when its desk shares this bot; its updates go to `onDeskUpdate`, which
   * rejects to get one again.
   */
  readonly deskChatId?: () => number;
  readonly onDeskUpdate?: (update: unknown) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}
