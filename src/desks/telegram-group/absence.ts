// While the bot is out of the group it hears nothing, and Telegram does not tell it later what was written: the staff must know.
import type { ChatMember } from 'telegraf/types';
import { plain } from '../../model/rich-text.ts';
import { TELEGRAM_GROUP } from './acts.ts';
import type { ListenerParts } from './parts.ts';
import { sayWhen } from './when.ts';

type AbsenceParts = Pick<
  ListenerParts,
  'bindings' | 'chatId' | 'courtesies' | 'telling' | 'words' | 'locale' | 'timeZone'
>;

/** `hearsAll`: the bot's privacy mode is off, so that it need not be an administrator to hear what people write. */
export async function noteAbsence(
  { status }: Pick<ChatMember, 'status'>,
  { at, hearsAll }: { readonly at: Date; readonly hearsAll: boolean },
  parts: AbsenceParts,
): Promise<void> {
  const { bindings, courtesies, telling, words } = parts;
  const key = `away:${parts.chatId}`;
  const since = await bindings.getBinding(TELEGRAM_GROUP, key);
  const hears = status === 'administrator' || status === 'creator' || (hearsAll && status === 'member');
  if (!hears) {
    if (since === undefined) await bindings.setBinding(TELEGRAM_GROUP, key, String(at.getTime()));
    return;
  }
  if (since === undefined) return;
  await bindings.deleteBinding(TELEGRAM_GROUP, key);
  const text = words.operators.wasAway
    .replace('{from}', sayWhen(new Date(Number(since)), parts))
    .replace('{to}', sayWhen(at, parts));
  telling.tell(() => courtesies.say(undefined, plain(text)));
}
