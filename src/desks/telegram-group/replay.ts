// Shows the last entries of a conversation again in a topic that was made anew, silently and with their times.
import type { Files } from '../../model/attachment.ts';
import type { TranscriptEntry } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import type { Locale } from '../../model/locale.ts';
import type { SoFar } from '../../model/message.ts';
import type { DeskReader, StoredEntry } from '../../model/store.ts';
import { planParts } from '../../system/telegram/parts.ts';
import { progressFrom, sendParts } from '../../system/telegram/send-parts.ts';
import type { GroupCalls } from './calls.ts';
import { entryKey, entryText } from './entry.ts';
import type { DeskMemory, PlaceState } from './memory.ts';
import { shownOf, type MessageMap } from './messages.ts';
import { sayWhen } from './when.ts';
import type { Words } from './words/words.ts';

export interface ReplayOptions {
  readonly memory: DeskMemory;
  readonly messages: MessageMap;
  readonly reader: DeskReader;
  readonly files: Files;
  readonly words: Words;
  readonly locale: Locale;
  /** IANA name. */
  readonly timeZone: string;
}

/** Goes on where it stopped, and keeps how far it has come in the ticket's state. Entries from `before` on are left out. */
export type Replay = (
  ticket: TicketId,
  thread: number,
  state: PlaceState,
  calls: GroupCalls,
  before?: TranscriptEntry,
) => Promise<void>;

const REPLAYED = 10;

export function replayer(options: ReplayOptions): Replay {
  const { memory, messages, reader, files, words } = options;
  async function show(
    ticket: TicketId,
    thread: number,
    entry: StoredEntry,
    calls: GroupCalls,
    soFar: SoFar,
  ): Promise<void> {
    const quotes = entry.quoted?.ref && (await messages.messagesOf(ticket, entry.quoted.ref))[0];
    const look = { time: sayWhen(entry.at, options), withQuote: quotes === undefined };
    const parts = planParts(entryText(entry, words, look), entry.files, false);
    const progress = progressFrom(soFar);
    const sender = calls.sender(thread, { silent: true, ...(quotes ? { quotes } : {}) });
    await sendParts(parts, progress, sender, files, (file) => missingFile(words, file.name));
    if (entry.ref !== undefined)
      await messages.remember(shownOf(ticket, entry.ref, entry.author, parts), progress.refs.map(Number));
  }

  return async (ticket, thread, state, calls, before) => {
    const known = await reader.ticket(ticket);
    const entries = known ? await reader.transcript(known.conversation, REPLAYED) : [];
    const end = before === undefined ? entries.length : placeOf(before, entries);
    const done = entries.findIndex((entry) => entry.id === state.replay?.last);
    let now = state;
    for (const entry of entries.slice(done + 1, Math.max(end, done + 1))) {
      const { replay } = now;
      const parts = replay?.now?.entry === entry.id ? replay.now : undefined;
      await show(ticket, thread, entry, calls, {
        ...(parts === undefined ? {} : { parts }),
        keep: (out) =>
          memory.save(ticket, { ...now, replay: { ...replay, now: { entry: entry.id, ...out } } }),
      });
      const replayed = [...(now.replayed ?? []), entryKey(entry)].slice(-REPLAYED);
      now = { ...now, replayed, replay: { last: entry.id } };
      await memory.save(ticket, now);
    }
    await memory.save(ticket, { ...now, replay: undefined });
  };
}

export function missingFile(words: Words, name: string): string {
  return `📎 ${words.missingFile}: ${name.replace(/[<>&]/gu, '_')}`;
}

/** Where the entry stands in the list, or would stand. */
function placeOf(entry: TranscriptEntry, entries: readonly TranscriptEntry[]): number {
  const key = entryKey(entry);
  const place = entries.findIndex((one) => entryKey(one) === key);
  if (place >= 0) return place;
  return entries.filter((one) => one.at.getTime() < entry.at.getTime()).length;
}
