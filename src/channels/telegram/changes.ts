// Changes and takes back what a customer was sent. A receipt names messages without their kind, so the kind is found out here.
import type { Api } from 'grammy';
import { DeliveryError, type OutboundMessage } from '../../model/message.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { ApiFailure } from '../../system/telegram/failure.ts';
import { MAX_CAPTION, toTelegramHtml } from '../../system/telegram/html.ts';
import type { Progress } from '../../system/telegram/send-parts.ts';
import { failureOf, keyboard, toDeliveryError } from './calls.ts';

/** Stands for a moment where a text is about to be deleted. */
const PLACEHOLDER = '…';
/** Most messages in one `deleteMessages`. */
const MAX_DELETED = 100;

/**
 * Makes the messages `refs` say `text`, with the choices of `message` under the last of it. Texts stand before or after the
 * files; with files alone the text is the first one's caption. Parts that are too many are deleted, missing ones sent and
 * kept in `added`, so that another try does not send them again. Returns the ids of all that is there now. Throws what the
 * library throws.
 */
export async function changeMessages(
  { api, chat, refs }: { readonly api: Api; readonly chat: number; readonly refs: readonly number[] },
  text: RichText,
  { choices }: OutboundMessage,
  added: Progress,
): Promise<readonly string[]> {
  const pieces = toTelegramHtml(text);
  const markup = choices?.length ? { reply_markup: { inline_keyboard: keyboard(choices) } } : {};
  const other = (piece: number) => ({
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    ...(piece === pieces.length - 1 ? markup : {}),
  });
  const setText = (ref: number, piece: number): Promise<boolean> =>
    applies(/no text in the message/iu, () =>
      api.editMessageText(chat, ref, pieces[piece] ?? PLACEHOLDER, other(piece)),
    );
  const setCaption = (ref: number, caption: string | undefined): Promise<boolean> =>
    applies(/no caption in the message/iu, () =>
      api.editMessageCaption(chat, ref, {
        parse_mode: 'HTML',
        ...(caption === undefined ? {} : { caption, ...markup }),
      }),
    );

  const [first = 0] = refs;
  const last = refs.length - 1;
  const texts: number[] = [];
  let place = 0;
  for (; place <= last && (await setText(refs[place] ?? 0, texts.length)); place += 1) {
    texts.push(refs[place] ?? 0);
  }
  if (place < last && (await setText(refs[last] ?? 0, pieces.length - 1))) {
    for (const ref of refs.slice(place + 1)) if (await setText(ref, texts.length)) texts.push(ref);
  }
  const [caption, ...tooMuch] = toTelegramHtml(text, MAX_CAPTION);
  if (texts.length === 0 && tooMuch.length === 0 && (await setCaption(first, caption)))
    return refs.map(String);

  for (let piece = texts.length + added.done; piece < pieces.length; piece += 1) {
    const sent = await api.sendMessage(chat, pieces[piece] ?? '', other(piece));
    added.refs.push(String(sent.message_id));
    added.done += 1;
    await added.keep();
  }
  if (texts.length === 0) await setCaption(first, undefined);
  const surplus = texts.slice(pieces.length);
  await deleteMessages(api, chat, surplus);
  return [...refs.filter((ref) => !surplus.includes(ref)).map(String), ...added.refs];
}

/** What is already gone is passed over. Throws what the library throws. */
export async function deleteMessages(api: Api, chat: number, refs: readonly number[]): Promise<void> {
  for (let from = 0; from < refs.length; from += MAX_DELETED) {
    try {
      await api.deleteMessages(chat, refs.slice(from, from + MAX_DELETED));
    } catch (error) {
      if (!/message to delete not found/iu.test(failureOf(error).description)) throw error;
    }
  }
}

/** The ids in a receipt. Throws `DeliveryError` when they are none of Telegram's. */
export function idsOf(refs: readonly string[]): readonly number[] {
  const ids = refs.map(Number);
  if (ids.length > 0 && ids.every((id) => Number.isSafeInteger(id) && id > 0)) return ids;
  throw refusal('the receipt names no message that could be changed or deleted', 0);
}

/** `sent` parts had been sent anew when it failed. */
export function toChangeError(failure: ApiFailure, sent: number): DeliveryError {
  const why = WHY.find(([words]) => failure.status === 400 && words.test(failure.description))?.[1];
  return why === undefined ? toDeliveryError(failure, sent, sent + 1) : refusal(why, sent);
}

const WHY: readonly (readonly [words: RegExp, why: string])[] = [
  [/message to edit not found|MESSAGE_ID_INVALID/iu, 'the message to change is no longer in the chat'],
  [/can't be edited|MESSAGE_EDIT_TIME_EXPIRED/iu, 'the message is too old to be changed'],
  [/can't be deleted/iu, 'the message cannot be deleted any more: it is older than 48 hours'],
];

function refusal(why: string, sent: number): DeliveryError {
  return new DeliveryError(`telegram: ${why}`, {
    outcome: 'rejected',
    sentForSure: sent === 0 ? 'no' : 'unknown',
  });
}

/** False when Telegram answers that the message is of another kind; what already reads so counts as done. */
async function applies(otherKind: RegExp, change: () => Promise<unknown>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    const { description } = failureOf(error);
    if (/message is not modified/iu.test(description)) return true;
    if (otherKind.test(description)) return false;
    throw error;
  }
}
