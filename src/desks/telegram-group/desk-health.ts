// What the desk says of itself: the token, the group, the bot's rights in it, each with the cure.
import type { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import type { Health } from '../../model/health.ts';
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';
import { explain, isWrongToken, type ApiFailure } from '../../system/telegram/failure.ts';
import {
  explainDesk,
  failureOf,
  isDeskTrouble,
  isRightsTrouble,
  LOOK_AGAIN_MS,
  type DeskFailure,
} from './failures.ts';

export interface DeskHealth {
  /**
   * Asks Telegram whether the desk can work, and who the bot is. Rejects when the token is wrong; all else may be cured
   * while it runs.
   */
  check(): Promise<UserFromGetMe | undefined>;
  report(failure: DeskFailure): void;
  /** Asks for the group and the bot's rights in it again, since they may have changed. Never rejects. */
  lookAgain(): Promise<void>;
  /** The same, in trouble with the group that was last heard of half a minute ago: not every cure is told. Never rejects. */
  lookInTrouble(): Promise<void>;
  /** As far as is known; topics can be neither made nor closed then, or cards not pinned. */
  lacks(right: 'topics' | 'pin'): boolean;
  /** Telegram said that the bot is in the group with all that it needs there. */
  wellPlaced(): void;
  /** A post went through. */
  posted(): Promise<void>;
  /** Updates came, or could have come. */
  fetched(): void;
  readonly pinned: (failure?: ApiFailure) => void;
  state(): Health;
}

interface DeskHealthOptions {
  readonly telegram: Telegram;
  readonly chatId: number;
  readonly polling: boolean;
  readonly clock: Clock;
  /** Told the group's new id. */
  readonly moved: (to: number) => void;
  readonly tokenVariable: string;
  readonly log: Log;
}

/** `rights` are those of an administrator, without which words may go through and topics not. */
type Concern = 'connection' | 'group' | 'rights' | 'pin';

const IN_GROUP: readonly Concern[] = ['group', 'rights', 'pin'];

export function deskHealth(options: DeskHealthOptions): DeskHealth {
  const { telegram, chatId, polling, clock, tokenVariable, log } = options;
  const troubles = new Map<Concern, string>();
  let me: number | undefined;
  /** When we heard of the group's troubles last (ms). */
  let heardAt = 0;

  function set(concern: Concern, cure: string): void {
    heardAt = clock.now().getTime();
    if (troubles.get(concern) !== cure) log.warn({ desk: 'telegram-group', concern }, cure);
    troubles.set(concern, cure);
  }

  function report(failure: DeskFailure): void {
    if (failure.movedTo !== undefined) {
      log.warn({ desk: 'telegram-group' }, explainDesk(failure, tokenVariable));
      options.moved(failure.movedTo);
      return;
    }
    if (failure.status === 429) return;
    if (failure.status === 400 && !isDeskTrouble(failure)) return;
    const concern = isRightsTrouble(failure) ? 'rights' : isDeskTrouble(failure) ? 'group' : 'connection';
    set(concern, explainDesk(failure, tokenVariable));
  }

  async function checkGroup(me: number): Promise<void> {
    const chat = await telegram.getChat(chatId);
    troubles.delete('group');
    if (!('is_forum' in chat)) {
      set('rights', "Switch on topics in the settings of the desk's group.");
      return;
    }
    const member = await telegram.getChatMember(chatId, me);
    const rights = member.status === 'administrator' ? member : undefined;
    if (member.status === 'left' || member.status === 'kicked') {
      set('group', explainDesk({ status: 403, description: 'not a member' }, tokenVariable));
    } else if (!rights?.can_manage_topics) {
      set('rights', explainDesk({ status: 400, description: 'not enough rights' }, tokenVariable));
    } else {
      troubles.delete('rights');
      if (rights.can_pin_messages) troubles.delete('pin');
      else set('pin', PIN_CURE);
    }
  }

  async function lookAgain(): Promise<void> {
    try {
      me ??= (await telegram.getMe()).id;
      await checkGroup(me);
    } catch (error) {
      report(failureOf(error));
    }
  }

  async function lookInTrouble(): Promise<void> {
    const now = clock.now().getTime();
    if (!IN_GROUP.some((concern) => troubles.has(concern)) || now < heardAt + LOOK_AGAIN_MS) return;
    heardAt = now;
    await lookAgain();
  }

  return {
    async check() {
      const bot = await telegram.getMe().catch(failureOf);
      if ('status' in bot) {
        if (isWrongToken(bot)) throw new Error(explain(bot, tokenVariable));
        report(bot);
        return undefined;
      }
      me = bot.id;
      await lookAgain();
      return bot;
    },
    report,
    lookAgain,
    lookInTrouble,
    lacks: (right) => troubles.has(right === 'topics' ? 'rights' : 'pin'),
    wellPlaced() {
      troubles.delete('group');
      troubles.delete('rights');
    },
    async posted() {
      troubles.delete('group');
      if (!polling) troubles.delete('connection');
      // Words go through without the rights that topics need.
      if (troubles.has('rights')) await lookAgain();
      else await lookInTrouble();
    },
    fetched: () => void troubles.delete('connection'),
    pinned(failure) {
      if (failure) set('pin', PIN_CURE);
      else troubles.delete('pin');
    },
    state() {
      void lookInTrouble();
      const detail = [...troubles.values()].join(' ');
      return detail === '' ? { ok: true, detail: "The desk's group is connected." } : { ok: false, detail };
    },
  };
}

const PIN_CURE = "Give the bot the right to pin messages in the desk's group, so that the cards stay on top.";
