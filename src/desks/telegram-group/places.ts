// A ticket's place in the group: its topic with the pinned card. Makes it, keeps it, and makes it again when it is gone.
import type { DeskBoard, TicketCard, TranscriptEntry } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { DeliveryError } from '../../model/message.ts';
import type { Log } from '../../system/log.ts';
import { isPassing, type ApiFailure } from '../../system/telegram/failure.ts';
import type { Purse } from './allowance.ts';
import type { GroupCalls } from './calls.ts';
import { cardHtml, cardKeyboard, titleOf } from './card.ts';
import type { DeskHealth } from './desk-health.ts';
import { allowedIn } from './allowed.ts';
import { cannotEdit, failureOf, isPinGone, isRightsTrouble, isTopicClosed, isTopicGone } from './failures.ts';
import { digestOf, type DeskMemory, type PlaceState } from './memory.ts';
import type { Replay } from './replay.ts';
import { topicDoors, unlessUnchanged } from './topic-doors.ts';
import type { Words } from './words/words.ts';

export interface Places {
  /** Shows the card as it is now, in a topic made for it if there is none. Resolves with the card's message. */
  show(card: TicketCard, purse: Purse): Promise<number>;
  /**
   * Runs `work` in the ticket's topic; a closed one is reopened, one that is gone or never was is made, with its card and the
   * last ten entries. Rejects with a `DeliveryError` for a ticket that nobody knows, else with what `work` and its calls throw.
   */
  within<Result>(visit: Visit, work: (thread: number, calls: GroupCalls) => Promise<Result>): Promise<Result>;
}

export interface Visit {
  readonly ticket: TicketId;
  readonly purse: Purse;
  /** People may want to answer: the topic is open afterwards, even of a closed ticket. */
  readonly open: boolean;
  /** Only the card changes: a topic that the staff closed by hand stays closed. */
  readonly card?: true;
  /** What is about to be said; only entries before it are shown again. */
  readonly entry?: TranscriptEntry;
  /** The topic that had a part of it is gone; called before `work` runs once more. */
  restart?(): Promise<void>;
}

export interface PlacesOptions {
  readonly calls: GroupCalls;
  readonly memory: DeskMemory;
  readonly board: Pick<DeskBoard, 'card'>;
  readonly replay: Replay;
  readonly words: Words;
  readonly log: Log;
  readonly health: Pick<DeskHealth, 'pinned' | 'lacks' | 'lookInTrouble'>;
}

/** One repair for a deleted topic, one for a closed one, and the try itself. */
const TRIES = 3;

export function ticketPlaces(options: PlacesOptions): Places {
  const { memory, words, log, health } = options;
  const doors = topicDoors(memory, log);

  async function within<Result>(
    visit: Visit,
    work: (thread: number, calls: GroupCalls) => Promise<Result>,
  ): Promise<Result> {
    const { ticket } = visit;
    const calls = allowedIn(options.calls.paidFrom(visit.purse), health);
    let opened = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const thread = await prepare(visit, calls);
        const result = await work(thread, calls);
        if (opened && !visit.open) await doors.closeAgain(ticket, thread, calls);
        return result;
      } catch (error) {
        const failure = failureOf(error);
        if (isTopicGone(failure)) await visit.restart?.();
        if (attempt === TRIES || !(await repair(ticket, failure, calls))) throw error;
        opened ||= isTopicClosed(failure);
      }
    }
  }

  /** Makes the failure's cause go away for the next try; false when it is not one that heals. */
  async function repair(ticket: TicketId, failure: ApiFailure, calls: GroupCalls): Promise<boolean> {
    if (isTopicClosed(failure)) {
      const thread = await memory.topicOf(ticket);
      if (thread === undefined || (await doors.reopen(thread, calls))) return true;
    } else if (!isTopicGone(failure)) {
      return false;
    }
    await makeAnew(ticket, calls);
    return true;
  }

  /** A topic in place of one that is gone. Where the group has no topics at all just now, the old one may come back with them. */
  async function makeAnew(ticket: TicketId, calls: GroupCalls): Promise<void> {
    log.warn({ desk: 'telegram-group', ticket }, 'the topic is gone; a new one is made');
    const state = (await memory.state(ticket)) ?? (await fromBoard(ticket));
    await memory.save(ticket, { ...state, gone: true });
    try {
      await make(ticket, { card: state.card, anew: true, replay: {} }, calls);
    } catch (error) {
      const lacks = error instanceof DeliveryError ? error.laneOnly : isRightsTrouble(failureOf(error));
      if (lacks) await memory.save(ticket, { ...state, gone: undefined });
      throw error;
    }
  }

  async function make(ticket: TicketId, state: PlaceState, calls: GroupCalls): Promise<PlaceState> {
    const title = titleOf(state.card);
    const thread = await calls.createTopic(title);
    const made: PlaceState = { ...state, title, message: undefined, pinned: undefined };
    await memory.save(ticket, made);
    await memory.bindTopic(ticket, thread);
    return made;
  }

  /** The ticket's topic, with everything in it that has to be there before something new is said. */
  async function prepare(visit: Visit, calls: GroupCalls): Promise<number> {
    const { ticket } = visit;
    let state = (await memory.state(ticket)) ?? (await fromBoard(ticket));
    const thread = await memory.topicOf(ticket);
    if (thread === undefined) {
      await make(ticket, state, calls);
      return prepare(visit, calls);
    }
    if (state.gone || ((await mustOpen(visit, state, thread)) && !(await doors.reopen(thread, calls)))) {
      await makeAnew(ticket, calls);
      await visit.restart?.();
      return prepare(visit, calls);
    }
    if (state.message === undefined) {
      const html = cardHtml(state.card, words);
      const keyboard = cardKeyboard(state.card);
      const message = await calls.sendCard(thread, html, keyboard);
      state = { ...state, message, shown: digestOf(html, keyboard), pinned: undefined };
      await memory.save(ticket, state);
    }
    if (!state.pinned && !health.lacks('pin')) state = await pin(ticket, state, calls);
    if (state.anew) {
      await calls.sender(thread, {}).text(`🛠 ${words.topicAnew}`, { first: false, buttons: false });
      state = { ...state, anew: undefined };
      await memory.save(ticket, state);
    }
    if (state.replay) await options.replay(ticket, thread, state, calls, visit.entry);
    return thread;
  }

  async function mustOpen({ open, card }: Visit, state: PlaceState, thread: number): Promise<boolean> {
    if (!open && state.card.status === 'closed') return false;
    return (await memory.isClosed(thread)) && !(card && (await memory.isClosedByHand(thread)));
  }

  /** A ticket that was opened before this desk was there, or whose place was forgotten. */
  async function fromBoard(ticket: TicketId): Promise<PlaceState> {
    const card = await options.board.card(ticket);
    if (!card) {
      const why = 'telegram-group: there is no such ticket';
      throw new DeliveryError(why, { outcome: 'rejected', sentForSure: 'no' });
    }
    const state: PlaceState = { card, replay: {} };
    await memory.save(ticket, state);
    return state;
  }

  /** Without the right to pin, the card still stands first in its topic. */
  async function pin(ticket: TicketId, state: PlaceState, calls: GroupCalls): Promise<PlaceState> {
    if (state.message === undefined) return state;
    try {
      await calls.pin(state.message);
    } catch (error) {
      const failure = failureOf(error);
      if (isPassing(failure)) throw error;
      if (!isPinGone(failure)) health.pinned(failure);
      return state;
    }
    health.pinned();
    const pinned: PlaceState = { ...state, pinned: true };
    await memory.save(ticket, pinned);
    return pinned;
  }

  async function edit(card: TicketCard, thread: number, calls: GroupCalls): Promise<number> {
    let state = await memory.state(card.ticket);
    if (state?.message === undefined) throw new Error('a prepared ticket has no card');
    const html = cardHtml(card, words);
    const keyboard = cardKeyboard(card);
    const shown = digestOf(html, keyboard);
    if (state.shown !== shown) {
      await calls.editCard(state.message, html, keyboard).catch(unlessUnchanged);
      state = { ...state, shown };
      await memory.save(card.ticket, state);
    }
    const title = titleOf(card);
    if (state.title !== title) {
      await calls.renameTopic(thread, title).catch(unlessUnchanged);
      state = { ...state, title };
      await memory.save(card.ticket, state);
    }
    const closed = (await memory.isClosed(thread)) && !(await memory.isClosedByHand(thread));
    if (card.status === 'closed' && !closed) await doors.close(thread, calls);
    return state.message ?? 0;
  }

  return {
    async show(card, purse) {
      const { ticket } = card;
      await memory.save(ticket, { ...(await memory.state(ticket)), card });
      const visit: Visit = { ticket, purse, open: card.status !== 'closed', card: true };
      return within(visit, async (thread, calls) => {
        try {
          return await edit(card, thread, calls);
        } catch (error) {
          const state = await memory.state(ticket);
          if (!state || !cannotEdit(failureOf(error))) throw error;
          await memory.save(ticket, { ...state, message: undefined });
          return edit(card, await prepare(visit, calls), calls);
        }
      });
    },
    within,
  };
}
