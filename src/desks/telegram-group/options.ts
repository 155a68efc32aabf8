// What the Telegram desk is given.
import type { Files } from '../../model/attachment.ts';
import type { DeskBoard } from '../../model/desk.ts';
import type { Locale } from '../../model/locale.ts';
import type { Bindings, DeskReader } from '../../model/store.ts';
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';

export interface TelegramGroupOptions {
  readonly token: string;
  /** Where the Bot API is, for example `https://api.telegram.org`; a path and a last slash are allowed. */
  readonly apiRoot: string;
  /** The forum supergroup; negative, as Telegram gives it. */
  readonly chatId: number;
  /** True for a bot of the desk's own, which polls; false when the customers' channel passes the group's updates on. */
  readonly polling: boolean;
  readonly bindings: Bindings;
  readonly reader: DeskReader;
  readonly board: DeskBoard;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the few words that the desk says itself. */
  readonly locale: Locale;
  /** IANA name of the zone in which the staff say times. */
  readonly timeZone: string;
}
