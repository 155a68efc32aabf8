// What people press in the group: acts are handed on once they are known to be members, choices are opened and closed.
import type { CallbackQuery } from 'telegraf/types';
import type { DeskBody } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { isPassing, isWrongToken } from '../../system/telegram/failure.ts';
import { operatorOf, TELEGRAM_GROUP } from './acts.ts';
import { operatorOfUser } from './assignee.ts';
import { isNamedBy, readButton, type PressedButton } from './buttons.ts';
import { cardKeyboard } from './card.ts';
import { failureOf } from './failures.ts';
import type { ListenerParts } from './parts.ts';
import { isPriority, macroOffer, macroPreview, priorityChoice, type Macro } from './previews.ts';

export interface PressedOptions extends ListenerParts {
  /** The member's status in the group, as Telegram gives it; rejects with what telegraf throws. */
  statusOf(user: number): Promise<{ readonly status: string; readonly is_member?: boolean }>;
}

/** A card stays, so its buttons are pressed twice by impatient thumbs and by two people at once. */
const ONCE_WITHIN_MS = 30_000;

/** Resolves once the act is durable or refused; rejects to get the update again. */
export function pressedHandler(
  parts: PressedOptions,
): (query: CallbackQuery, update: number) => Promise<void> {
  const { memory, courtesies, telling, board, clock, log } = parts;
  const words = parts.words.operators;
  /** When which article went to which ticket last (ms). */
  const sent = new Map<string, number>();

  function end(query: CallbackQuery, text?: string): void {
    telling.tell(() => courtesies.answer(query.id, text));
  }

  /** Anybody can see the buttons of a public group; only its members may press them. */
  async function isMember(user: number): Promise<boolean> {
    try {
      const { status, is_member: restrictedMember } = await parts.statusOf(user);
      return status === 'restricted' ? restrictedMember === true : !['left', 'kicked'].includes(status);
    } catch (error) {
      const failure = failureOf(error);
      if (isPassing(failure) || isWrongToken(failure)) throw error;
      return false;
    }
  }

  async function act(query: CallbackQuery, key: string | number, ticket: TicketId, body: DeskBody) {
    await parts.deliver(key, ticket, body, {
      operator: operatorOf(query.from, parts.words),
      at: clock.now(),
    });
    end(query);
  }

  /** Not asked anew what an earlier choice has been answered with: undefined ends the wait with `failed`. */
  async function tryAll<Result>(
    query: CallbackQuery,
    work: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      log.error({ desk: TELEGRAM_GROUP, error: name }, 'a button could not be carried out');
      end(query, words.failed);
      return undefined;
    }
  }

  async function macros({ from }: CallbackQuery, ticket: TicketId): Promise<readonly Macro[]> {
    return board.macros(ticket, '', operatorOfUser(from, await board.people()));
  }

  async function listMacros(query: CallbackQuery, ticket: TicketId, thread: number): Promise<void> {
    const all = await tryAll(query, () => macros(query, ticket));
    if (!all) return;
    const offer = macroOffer(ticket, all, words);
    end(query, offer ? undefined : words.noMacros);
    if (offer) telling.tell(() => courtesies.say(thread, offer.text, { keyboard: offer.keyboard }));
  }

  async function showMacro(query: CallbackQuery, { ticket, argument = '' }: PressedButton): Promise<void> {
    const all = await tryAll(query, () => macros(query, ticket));
    if (!all) return;
    const macro = all.find(({ id }) => isNamedBy(argument, id));
    const message = query.message?.message_id;
    end(query, macro ? undefined : words.oldButton);
    if (!macro || message === undefined) return;
    const { text, keyboard } = macroPreview(ticket, macro, words);
    telling.tell(() => courtesies.change(message, text, keyboard));
  }

  /** A preview sends once, however often and by how many it is pressed. */
  async function sendMacro(query: CallbackQuery, { ticket, argument = '' }: PressedButton): Promise<void> {
    const message = query.message?.message_id;
    const all = argument.startsWith('~') ? await tryAll(query, () => macros(query, ticket)) : [];
    if (!all || message === undefined) return;
    const macro = argument.startsWith('~') ? all.find(({ id }) => isNamedBy(argument, id))?.id : argument;
    if (macro === undefined || macro === '') {
      end(query, words.oldButton);
      return;
    }
    await act(query, `send:${parts.chatId}:${message}`, ticket, { kind: 'macro', macro });
    telling.tell(() => courtesies.remove(message));
  }

  async function sendArticle(
    query: CallbackQuery,
    { ticket, argument = '' }: PressedButton,
    update: number,
  ): Promise<void> {
    const key = `${ticket} ${argument}`;
    const now = clock.now().getTime();
    if (now < (sent.get(key) ?? -Infinity) + ONCE_WITHIN_MS) {
      end(query, words.justSent);
      return;
    }
    const known = argument.startsWith('~') ? await tryAll(query, () => articlesOf(ticket)) : [argument];
    if (!known) return;
    const article = known.find((id) => isNamedBy(argument, id));
    if (article === undefined || article === '') {
      end(query, words.oldButton);
      return;
    }
    await act(query, update, ticket, { kind: 'answer', article });
    for (const [old, at] of sent) if (now >= at + ONCE_WITHIN_MS) sent.delete(old);
    sent.set(key, now);
  }

  /** What the card offers now, and what it may have offered a little earlier. */
  async function articlesOf(ticket: TicketId): Promise<readonly string[]> {
    const suggested = (await memory.state(ticket))?.card.suggested ?? [];
    return [...suggested, ...(await board.articles(ticket))].map(({ article }) => article);
  }

  /** The card gets its own buttons again. */
  async function closeChoice({ message }: CallbackQuery, ticket: TicketId): Promise<void> {
    const state = await memory.state(ticket);
    if (!message || !state || state.message !== message.message_id) return;
    telling.tell(() => courtesies.setKeyboard(message.message_id, cardKeyboard(state.card)));
  }

  async function setPriority(query: CallbackQuery, button: PressedButton, update: number): Promise<void> {
    const { ticket, argument } = button;
    const message = query.message?.message_id;
    if (isPriority(argument)) {
      await act(query, update, ticket, { kind: 'priority', priority: argument });
      await closeChoice(query, ticket);
      return;
    }
    end(query);
    if (message === undefined) return;
    telling.tell(() => courtesies.setKeyboard(message, priorityChoice(ticket, words)));
  }

  async function press(query: CallbackQuery, button: PressedButton, thread: number, update: number) {
    const { action, ticket } = button;
    switch (action) {
      case 'take':
      case 'release':
      case 'close':
      case 'reopen':
        return act(query, update, ticket, { kind: action });
      case 'up':
        return act(query, update, ticket, { kind: 'tier', tier: 3 });
      case 'priority':
        return setPriority(query, button, update);
      case 'macros':
        return listMacros(query, ticket, thread);
      case 'macro':
        return showMacro(query, button);
      case 'send':
        return sendMacro(query, button);
      case 'answer':
        return sendArticle(query, button, update);
      case 'back':
        end(query);
        return closeChoice(query, ticket);
      case 'cancel': {
        const message = query.message?.message_id;
        end(query);
        if (message !== undefined) telling.tell(() => courtesies.remove(message));
      }
    }
  }

  return async (query, update) => {
    if (query.message?.chat.id !== parts.chatId || !(await isMember(query.from.id))) {
      end(query, words.notYourDesk);
      return;
    }
    const button = 'data' in query ? readButton(query.data) : undefined;
    const thread = button && (await memory.topicOf(button.ticket));
    if (!button || thread === undefined) {
      end(query, words.oldButton);
      return;
    }
    await press(query, button, thread, update);
  };
}
