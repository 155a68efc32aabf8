// What the desk says of itself: the token, the group, the bot's rights in it, each with the cure.
import type { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import type { Health } from '../../model/health.ts';
import type { Log } from '../../system/log.ts';
import { explain, isWrongToken, type ApiFailure } from '../../system/telegram/failure.ts';
import { explainDesk, failureOf, isDeskTrouble } from './failures.ts';

export interface DeskHealth {
  /**
   * Asks Telegram whether the desk can work, and who the bot is. Rejects when the token is wrong; all else may be cured
   * while it runs.
   */
  check(): Promise<UserFromGetMe | undefined>;
  report(failure: ApiFailure): void;
  /** A post went through. */
  posted(): void;
  /** Updates came, or could have come. */
  fetched(): void;
  readonly pinned: (failure?: ApiFailure) => void;
  state(): Health;
}

interface DeskHealthOptions {
  readonly telegram: Telegram;
  readonly chatId: number;
  readonly polling: boolean;
  readonly tokenVariable: string;
  readonly log: Log;
}

type Concern = 'connection' | 'group' | 'pin';

export function deskHealth({ telegram, chatId, polling, tokenVariable, log }: DeskHealthOptions): DeskHealth {
  const troubles = new Map<Concern, string>();

  function set(concern: Concern, cure: string): void {
    if (troubles.get(concern) !== cure) log.warn({ desk: 'telegram-group', concern }, cure);
    troubles.set(concern, cure);
  }

  function report(failure: ApiFailure): void {
    if (failure.status === 429) return;
    if (failure.status === 400 && !isDeskTrouble(failure)) return;
    set(isDeskTrouble(failure) ? 'group' : 'connection', explainDesk(failure, tokenVariable));
  }

  async function checkGroup(me: UserFromGetMe): Promise<void> {
    const chat = await telegram.getChat(chatId);
    if (!('is_forum' in chat)) {
      set('group', "Switch on topics in the settings of the desk's group.");
      return;
    }
    const member = await telegram.getChatMember(chatId, me.id);
    const rights = member.status === 'administrator' ? member : undefined;
    if (!rights?.can_manage_topics) {
      set('group', explainDesk({ status: 400, description: 'not enough rights' }, tokenVariable));
    } else if (!rights.can_pin_messages) {
      set('pin', PIN_CURE);
    }
  }

  return {
    async check() {
      const me = await telegram.getMe().catch(failureOf);
      if ('status' in me) {
        if (isWrongToken(me)) throw new Error(explain(me, tokenVariable));
        report(me);
        return undefined;
      }
      await checkGroup(me).catch((error: unknown) => report(failureOf(error)));
      return me;
    },
    report,
    posted() {
      troubles.delete('group');
      if (!polling) troubles.delete('connection');
    },
    fetched: () => void troubles.delete('connection'),
    pinned(failure) {
      if (failure) set('pin', PIN_CURE);
      else troubles.delete('pin');
    },
    state() {
      const detail = [...troubles.values()].join(' ');
      return detail === '' ? { ok: true, detail: "The desk's group is connected." } : { ok: false, detail };
    },
  };
}

const PIN_CURE = "Give the bot the right to pin messages in the desk's group, so that the cards stay on top.";
