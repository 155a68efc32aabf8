// A ticket's place in the group: its topic with the pinned card. Makes it, keeps it, and makes it again when it was deleted.
import type { Files } from '../../model/attachment.ts';
import type { TicketCard, TranscriptEntry } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { DeliveryError } from '../../model/message.ts';
import { toPlainText } from '../../model/rich-text.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Log } from '../../system/log.ts';
import { isPassing, type ApiFailure } from '../../system/telegram/failure.ts';
import { planParts } from '../../system/telegram/parts.ts';
import { ProgressMemory, sendParts } from '../../system/telegram/send-parts.ts';
import type { GroupCalls } from './calls.ts';
import { cardHtml, cardKeyboard, entryText, titleOf } from './card.ts';
import { failureOf, isCardGone, isTopicClosed, isTopicGone, isUnchanged } from './failures.ts';
import type { DeskMemory, PlaceState } from './memory.ts';
import type { Words } from './words/words.ts';

export interface Places {
  /** Shows the card as it is now, in a topic made for it if there is none. Resolves with the card's message. */
  show(card: TicketCard): Promise<number>;
  /**
   * Runs `work` in the ticket's topic; a closed one is reopened, a deleted one made again with its card and the last ten
   * entries before `upTo` (all, without it), and `restart` is called before `work` runs once more. Rejects with a
   * `DeliveryError` for a ticket that was never shown here, else with what telegraf throws.
   */
  within<Result>(ticket: TicketId, work: (thread: number) => Promise<Result>, upTo?: UpTo): Promise<Result>;
}

export interface UpTo {
  readonly entry?: TranscriptEntry;
  /** The topic that had a part of it is gone. */
  restart(): void;
}

export interface PlacesOptions {
  readonly calls: GroupCalls;
  readonly memory: DeskMemory;
  readonly reader: DeskReader;
  readonly files: Files;
  readonly words: Words;
  readonly log: Log;
  /** Told whether the card could be pinned. */
  pinned(failure?: ApiFailure): void;
}

const REPLAYED = 10;
/** One repair for a deleted topic, one for a closed one, and the try itself. */
const TRIES = 3;

export function ticketPlaces(options: PlacesOptions): Places {
  const { calls, memory, words, log } = options;
  const replayProgress = new ProgressMemory();

  async function within<Result>(
    ticket: TicketId,
    work: (thread: number) => Promise<Result>,
    upTo?: UpTo,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await prepare(ticket, upTo?.entry));
      } catch (error) {
        const failure = failureOf(error);
        if (attempt === TRIES || !(await repair(ticket, failure))) throw error;
        if (isTopicGone(failure)) upTo?.restart();
      }
    }
  }

  /** Makes the failure's cause go away for the next try; false when it is not one that heals. */
  async function repair(ticket: TicketId, failure: ApiFailure): Promise<boolean> {
    if (isTopicClosed(failure)) {
      const thread = await memory.topicOf(ticket);
      if (thread === undefined) return true;
      try {
        await calls.reopenTopic(thread);
        return true;
      } catch (error) {
        const refusal = failureOf(error);
        if (isUnchanged(refusal)) return true;
        if (!isTopicGone(refusal)) throw error;
      }
    } else if (!isTopicGone(failure)) {
      return false;
    }
    log.warn({ desk: 'telegram-group', ticket }, 'the topic is gone; a new one is made');
    const state = await memory.state(ticket);
    if (state) await memory.save(ticket, { card: state.card, replay: {} });
    await memory.unbindTopic(ticket);
    return true;
  }

  /** The ticket's topic, with everything in it that has to be there before something new is said. */
  async function prepare(ticket: TicketId, before?: TranscriptEntry): Promise<number> {
    let state = await memory.state(ticket);
    if (!state) {
      const why = 'telegram-group: the ticket was never shown in this group';
      throw new DeliveryError(why, { outcome: 'rejected', sentForSure: 'no' });
    }
    let thread = await memory.topicOf(ticket);
    if (thread === undefined) {
      const title = titleOf(state.card);
      thread = await calls.createTopic(title);
      await memory.bindTopic(ticket, thread);
      state = { card: state.card, title, ...(state.replay ? { replay: state.replay } : {}) };
      await memory.save(ticket, state);
    }
    if (state.message === undefined) {
      const { card } = state;
      const message = await calls.sendCard(thread, cardHtml(card, words), cardKeyboard(card));
      state = { ...state, message, pinned: undefined };
      await memory.save(ticket, state);
    }
    if (!state.pinned) state = await pin(ticket, state);
    if (state.replay) await replay(ticket, thread, state, before);
    return thread;
  }

  /** Without the right to pin, the card still stands first in its topic. */
  async function pin(ticket: TicketId, state: PlaceState): Promise<PlaceState> {
    if (state.message === undefined) return state;
    try {
      await calls.pin(state.message);
    } catch (error) {
      const failure = failureOf(error);
      if (!isPassing(failure)) options.pinned(failure);
      return state;
    }
    options.pinned();
    const pinned: PlaceState = { ...state, pinned: true };
    await memory.save(ticket, pinned);
    return pinned;
  }

  async function replay(
    ticket: TicketId,
    thread: number,
    state: PlaceState,
    before?: TranscriptEntry,
  ): Promise<void> {
    const known = await options.reader.ticket(ticket);
    const entries = known ? await options.reader.transcript(known.conversation, REPLAYED) : [];
    const end = before === undefined ? entries.length : placeOf(before, entries);
    const done = entries.findIndex((entry) => entry.id === state.replay?.last);
    for (const entry of entries.slice(done + 1, Math.max(end, done + 1))) {
      const key = `${thread}:${entry.id}`;
      const parts = planParts(entryText(entry, words), entry.files, false);
      await sendParts(parts, replayProgress.of(key), calls.sender(thread, true), options.files, (file) =>
        missingFile(words, file.name),
      );
      replayProgress.forget(key);
      await memory.save(ticket, { ...state, replay: { last: entry.id } });
    }
    await memory.save(ticket, { ...state, replay: undefined });
  }

  async function edit(card: TicketCard, thread: number): Promise<number> {
    const state = await memory.state(card.ticket);
    if (state?.message === undefined) throw new Error('a prepared ticket has no card');
    const title = titleOf(card);
    if (state.title !== title) {
      await calls.renameTopic(thread, title).catch(unlessUnchanged);
      await memory.save(card.ticket, { ...state, title });
    }
    try {
      await calls.editCard(state.message, cardHtml(card, words), cardKeyboard(card)).catch(unlessUnchanged);
      return state.message;
    } catch (error) {
      if (!isCardGone(failureOf(error))) throw error;
      await memory.save(card.ticket, { ...state, title, message: undefined });
      await prepare(card.ticket);
      return (await memory.state(card.ticket))?.message ?? state.message;
    }
  }

  return {
    async show(card) {
      const state = await memory.state(card.ticket);
      await memory.save(card.ticket, { ...state, card });
      return within(card.ticket, (thread) => edit(card, thread));
    },
    within,
  };
}

export function missingFile(words: Words, name: string): string {
  return `📎 ${words.missingFile}: ${name.replace(/[<>&]/gu, '_')}`;
}

function unlessUnchanged(error: unknown): void {
  if (!isUnchanged(failureOf(error))) throw error;
}

/** Where the entry stands in the list; entries carry no common id, but nobody says the same twice in a millisecond. */
function placeOf(entry: TranscriptEntry, entries: readonly TranscriptEntry[]): number {
  const text = toPlainText(entry.text);
  const place = entries.findIndex(
    (one) =>
      one.at.getTime() === entry.at.getTime() &&
      one.author.kind === entry.author.kind &&
      toPlainText(one.text) === text,
  );
  if (place >= 0) return place;
  return entries.filter((one) => one.at.getTime() < entry.at.getTime()).length;
}
