// Lines for the staff: what happened to a ticket, and what became of their own messages.
import type { DeskBoard, DeskPost } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { plain } from '../../model/rich-text.ts';
import type { Log } from '../../system/log.ts';
import { isPassing } from '../../system/telegram/failure.ts';
import { escapeHtml } from '../../system/telegram/html.ts';
import { planParts } from '../../system/telegram/parts.ts';
import { DeliveryError } from '../../model/message.ts';
import type { Attempt } from './attempts.ts';
import type { GroupCalls } from './calls.ts';
import { shorten } from './card.ts';
import { failureOf, isDeskTrouble, isReactionRefused, isTargetGone } from './failures.ts';
import type { DeskMemory } from './memory.ts';
import type { Speak } from './speech.ts';
import type { Words } from './words/words.ts';
import { messageOf } from './messages.ts';

type Post<Kind extends DeskPost['kind']> = Extract<DeskPost, { kind: Kind }>;

export interface Notices {
  notice(post: Post<'notice'>, attempt: Attempt): Promise<readonly number[]>;
  mark(post: Post<'mark'>, attempt: Attempt): Promise<readonly number[]>;
}

export interface NoticesOptions {
  readonly speak: Speak;
  /** Paid from the notices' purse. */
  readonly calls: GroupCalls;
  readonly memory: DeskMemory;
  readonly board: Pick<DeskBoard, 'people'>;
  readonly chatId: number;
  readonly words: Words;
  readonly log: Log;
  isMuted(ticket: TicketId): Promise<boolean>;
}

const MARKS = { delivered: '👍', unsure: '🤔', failed: '👎' } as const;
/** Most of a notice that the general topic shows. */
const MAX_GENERAL = 600;

export function notices(options: NoticesOptions): Notices {
  const { speak, calls, memory, words, log } = options;

  async function tell(
    ticket: TicketId,
    text: string,
    attempt: Attempt,
    quotes?: number,
  ): Promise<readonly number[]> {
    const parts = (again: boolean): ReturnType<typeof planParts> =>
      planParts(plain(`${again ? '↻ ' : ''}${text}`), [], false);
    const manner = { silent: await options.isMuted(ticket), quotes };
    return speak({ ticket, purse: 'notices', open: false, manner, parts }, attempt);
  }

  /**
   * In the topic that everybody sees, with the way to the ticket's own and the managers called by name; where that one takes
   * nothing, they are called in the ticket's.
   */
  async function tellManagers({ ticket, text }: Post<'notice'>): Promise<void> {
    const state = await memory.state(ticket);
    const thread = await memory.topicOf(ticket);
    const managers = (await options.board.people()).flatMap(({ role, telegram, operator }) =>
      role === 'manager' && telegram !== undefined
        ? [`<a href="tg://user?id=${telegram}">${escapeHtml(operator.name)}</a>`]
        : [],
    );
    const link = `https://t.me/c/${String(options.chatId).replace(/^-100/u, '')}/${thread ?? ''}`;
    const name = escapeHtml(`№${state?.card.number ?? ''} ${shorten(state?.card.subject ?? '', 100)}`);
    const lines = [
      `⚠️ <a href="${link}">${name}</a>`,
      escapeHtml(shorten(text, MAX_GENERAL)),
      managers.join(', '),
    ];
    try {
      await calls.tell(lines.filter((line) => line !== '').join('\n'));
    } catch (error) {
      const failure = failureOf(error);
      if (error instanceof DeliveryError || isPassing(failure) || isDeskTrouble(failure)) throw error;
      const { status, description } = failure;
      log.warn({ desk: 'telegram-group', ticket, status, description }, 'the general topic takes no notices');
      if (thread !== undefined && managers.length > 0) await calls.tell(`☝️ ${managers.join(', ')}`, thread);
    }
  }

  return {
    async notice(post, attempt) {
      const ids = await tell(post.ticket, post.tone === 'answer' ? post.text : warning(post.text), attempt);
      if (post.to !== 'managers') return ids;
      await attempt.keep();
      await tellManagers(post);
      return ids;
    },
    async mark({ ticket, ref, outcome }, attempt) {
      const message = messageOf(ref);
      let seen = true;
      try {
        // Words that are out already must not be followed by the mark they stand for.
        if (attempt.done === 0) await calls.react(message, MARKS[outcome]);
      } catch (error) {
        const failure = failureOf(error);
        if (!isTargetGone(failure) && !isReactionRefused(failure)) throw error;
        seen = false;
      }
      if (outcome === 'unsure') return tell(ticket, warning(words.unsure), attempt, message);
      if (outcome === 'failed' && !seen) return tell(ticket, warning(words.undelivered), attempt, message);
      return seen ? [message] : [];
    },
  };
}

/** With a sign in front, unless it begins with one of its own. */
function warning(text: string): string {
  return /^\p{Extended_Pictographic}/u.test(text) ? text : `⚠️ ${text}`;
}
