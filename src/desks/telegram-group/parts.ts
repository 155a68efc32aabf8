// What those who listen to the group share: where things are remembered, how people are answered, who takes their acts.
import type { DeskBody, DeskEvent } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import type { Albums } from './albums.ts';
import type { Colleagues } from './colleagues.ts';
import type { Courtesies } from './courtesies.ts';
import type { DeskMemory } from './memory.ts';
import type { MessageMap } from './messages.ts';
import type { TelegramGroupOptions } from './options.ts';
import type { Telling } from './telling.ts';
import type { Words } from './words/words.ts';

export interface ListenerParts extends Pick<
  TelegramGroupOptions,
  'board' | 'reader' | 'bindings' | 'chatId' | 'clock' | 'timeZone' | 'locale' | 'log'
> {
  readonly courtesies: Courtesies;
  readonly telling: Telling;
  readonly memory: DeskMemory;
  readonly messages: MessageMap;
  readonly colleagues: Colleagues;
  readonly albums: Albums;
  readonly words: Words;
  /** The bot's user name, as far as it is known. */
  botName(): string | undefined;
  /**
   * Resolves once the act is durable; rejects so that the update comes again. `key` is the update's number, or what makes the
   * same act of two people one.
   */
  deliver(
    key: string | number,
    ticket: TicketId,
    body: DeskBody,
    rest: Pick<DeskEvent, 'operator' | 'at' | 'ref'>,
  ): Promise<void>;
  /** Says in the log, once for each kind, that something is not for the desk. */
  readonly leave: (what: string) => void;
}
