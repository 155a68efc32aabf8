// Shows in a ticket's topic what was said in its conversation, and what became of it later: other words, or none.
import type { DeskPost, TranscriptEntry } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { plain } from '../../model/rich-text.ts';
import { MAX_CAPTION, toTelegramHtml } from '../../system/telegram/html.ts';
import { planParts } from '../../system/telegram/parts.ts';
import type { Attempt } from './attempts.ts';
import type { GroupCalls } from './calls.ts';
import { entryKey, entryText } from './entry.ts';
import { cannotEdit, cannotRemove, failureOf, isAlreadyRemoved, isUnchanged } from './failures.ts';
import type { DeskMemory } from './memory.ts';
import { shownOf, sideOf, type MessageMap } from './messages.ts';
import type { Speak } from './speech.ts';
import type { Words } from './words/words.ts';

type Post<Kind extends DeskPost['kind']> = Extract<DeskPost, { kind: Kind }>;

/** All resolve with the ids of the messages that show it now. */
export interface Conversation {
  said(post: Post<'said'>, attempt: Attempt): Promise<readonly number[]>;
  edited(post: Post<'edited'>, attempt: Attempt): Promise<readonly number[]>;
  removed(post: Post<'removed'>, attempt: Attempt): Promise<readonly number[]>;
}

export interface ConversationOptions {
  readonly speak: Speak;
  readonly calls: GroupCalls;
  readonly memory: DeskMemory;
  readonly messages: MessageMap;
  readonly words: Words;
  isMuted(ticket: TicketId): Promise<boolean>;
}

export function conversation(options: ConversationOptions): Conversation {
  const { speak, calls, memory, messages, words } = options;

  async function said(post: Post<'said'>, attempt: Attempt): Promise<readonly number[]> {
    const { ticket, ref } = post;
    const entry = ref === undefined ? post.entry : { ...post.entry, ref };
    const { quoted } = entry;
    const quotes = quoted?.ref === undefined ? undefined : (await messages.messagesOf(ticket, quoted.ref))[0];
    const parts = (again: boolean): ReturnType<typeof planParts> => {
      const look = { again, withQuote: quotes === undefined };
      return planParts(entryText(entry, words, look), entry.files, false);
    };
    const manner = { silent: await options.isMuted(ticket), quotes };
    // A topic made anew in the meantime may have brought it along.
    const settled = async (): Promise<boolean> =>
      (await memory.state(ticket))?.replayed?.includes(entryKey(entry)) ?? false;
    const speech = { ticket, purse: 'words', open: true, entry, manner, parts, settled } as const;
    const ids = await speak(speech, attempt);
    if (ref !== undefined) await messages.remember(shownOf(ticket, ref, entry.author, parts(false)), ids);
    return ids;
  }

  async function edited(post: Post<'edited'>, attempt: Attempt): Promise<readonly number[]> {
    const { ticket, ref, entry } = post;
    const side = sideOf(entry.author.kind);
    const before = await messages.messagesOf(ticket, ref, side);
    if (attempt.done === 0 && (await change(before, post.entry, calls))) return before;
    const [first] = before;
    const own = first !== undefined && (await messages.shownAs(first))?.as === 'operator';
    const now: TranscriptEntry = { ...entry, state: 'edited' };
    const parts = (again: boolean): ReturnType<typeof planParts> =>
      planParts(entryText(now, words, { again, anew: !own }), [], false);
    // Where the topic has just been made anew, the words may stand there and can be changed after all.
    const settled = async (inTopic: GroupCalls): Promise<boolean> => {
      const there = await messages.messagesOf(ticket, ref, side);
      return there[0] !== first && change(there, now, inTopic);
    };
    const manner = { silent: await options.isMuted(ticket), quotes: first };
    const speech = { ticket, purse: 'words', open: true, manner, parts, settled } as const;
    const ids = await speak(speech, attempt);
    if (!own) await messages.remember(shownOf(ticket, ref, entry.author, parts(false)), ids);
    return ids;
  }

  /** False when the messages cannot show the new words. */
  async function change(ids: readonly number[], entry: TranscriptEntry, by: GroupCalls): Promise<boolean> {
    const [first] = ids;
    const shown = first === undefined ? undefined : await messages.shownAs(first);
    if (first === undefined || !shown || shown.as === 'operator') return false;
    const text = entryText({ ...entry, state: 'edited' }, words);
    const pieces = shown.as === 'text' ? toTelegramHtml(text) : toTelegramHtml(text, MAX_CAPTION);
    const worded = shown.as === 'text' ? ids.slice(0, shown.texts ?? ids.length) : [first];
    if (pieces.length > worded.length) return false;
    try {
      for (const [index, message] of worded.entries()) {
        const html = pieces[index];
        if (html === undefined) await by.remove(message);
        else await by.edit(message, shown.as, html).catch(unless(isUnchanged));
      }
    } catch (error) {
      const failure = failureOf(error);
      if (cannotEdit(failure) || cannotRemove(failure)) return false;
      if (!isAlreadyRemoved(failure)) throw error;
    }
    const kept = [...ids.slice(0, pieces.length), ...ids.slice(worded.length)];
    await messages.remember(shown.as === 'text' ? { ...shown, texts: pieces.length } : shown, kept);
    return true;
  }

  async function removed(post: Post<'removed'>, attempt: Attempt): Promise<readonly number[]> {
    const { ticket, ref } = post;
    const staffs = await messages.messagesOf(ticket, ref, 'staff');
    const ids = staffs.length > 0 ? staffs : await messages.messagesOf(ticket, ref, 'customer');
    const [first] = ids;
    const shown = first === undefined ? undefined : await messages.shownAs(first);
    if (shown && shown.as !== 'operator' && attempt.done === 0 && (await takeAway(ids, shown.as))) return [];
    const text = plain(`🗑 ${words.removed}`);
    const manner = { silent: await options.isMuted(ticket), quotes: first };
    const parts = (): ReturnType<typeof planParts> => planParts(text, [], false);
    return speak({ ticket, purse: 'words', open: false, manner, parts }, attempt);
  }

  /** What can no longer be deleted is overwritten; false when it can neither. */
  async function takeAway(ids: readonly number[], as: 'text' | 'caption'): Promise<boolean> {
    try {
      for (const message of ids) await calls.remove(message).catch(unless(isAlreadyRemoved));
      return true;
    } catch (error) {
      if (!cannotRemove(failureOf(error))) throw error;
    }
    try {
      const worded = as === 'text' ? ids : ids.slice(0, 1);
      for (const message of worded)
        await calls.edit(message, as, `🗑 ${words.removed}`).catch(unless(isUnchanged));
      return true;
    } catch (error) {
      if (!cannotEdit(failureOf(error))) throw error;
      return false;
    }
  }

  return { said, edited, removed };
}

function unless(expected: (failure: ReturnType<typeof failureOf>) => boolean): (error: unknown) => void {
  return (error) => {
    if (!expected(failureOf(error))) throw error;
  };
}
