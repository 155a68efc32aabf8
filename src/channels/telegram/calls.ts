// The calls that send to one customer, through grammY, and what its errors mean.
import { GrammyError, HttpError, InputFile, type Api } from 'grammy';
import type { InlineKeyboardButton, InputMediaDocument, InputMediaPhoto } from 'grammy/types';
import { DeliveryError, type Choice, type OutboundMessage } from '../../model/message.ts';
import {
  answeredFailure,
  explain,
  isPassing,
  isWrongToken,
  networkFailure,
  type ApiFailure,
} from '../../system/telegram/failure.ts';
import type { PartSender, Place, Upload } from '../../system/telegram/send-parts.ts';

/** The calls of `sendParts` for one message to one chat. */
export function customerSender(api: Api, chat: number, message: OutboundMessage): PartSender {
  const extra = ({ buttons, first }: Place) => ({
    parse_mode: 'HTML' as const,
    ...(buttons && message.choices ? { reply_markup: { inline_keyboard: keyboard(message.choices) } } : {}),
    ...quote(first ? message.replyTo : undefined),
  });

  return {
    async text(html, place) {
      const sent = await api.sendMessage(chat, html, {
        ...extra(place),
        link_preview_options: { is_disabled: true },
      });
      return [sent.message_id];
    },
    async file(upload, html, place) {
      const other = { ...extra(place), ...(html === undefined ? {} : { caption: html }) };
      return [(await sendFile(api, chat, upload, other)).message_id];
    },
    async album(uploads, html, { first }) {
      const items = uploads.map((upload, index) => {
        const caption =
          html !== undefined && index === 0 ? { caption: html, parse_mode: 'HTML' as const } : {};
        // The library's types know no album item whose kind is decided at run time.
        return { type: upload.as, media: inputFile(upload), ...caption } as
          InputMediaPhoto | InputMediaDocument;
      });
      const sent = await api.sendMediaGroup(
        chat,
        items as InputMediaPhoto[],
        quote(first ? message.replyTo : undefined),
      );
      return sent.map((one) => one.message_id);
    },
    failureOf,
  };
}

function sendFile(api: Api, chat: number, upload: Upload, other: object): Promise<{ message_id: number }> {
  const file = inputFile(upload);
  switch (upload.as) {
    case 'photo':
      return api.sendPhoto(chat, file, other);
    case 'video':
      return api.sendVideo(chat, file, other);
    case 'video_note':
      return api.sendVideoNote(chat, file, other);
    case 'audio':
      return api.sendAudio(chat, file, other);
    case 'voice':
      return api.sendVoice(chat, file, other);
    case 'sticker':
      return api.sendSticker(chat, file, other);
    case 'document':
      return api.sendDocument(chat, file, other);
  }
}

function inputFile({ content, name }: Upload): InputFile {
  return new InputFile(content.bytes, name);
}

/** A quote of a message that is gone must not cost the answer. */
function quote(ref: string | undefined): object {
  const id = Number(ref);
  return Number.isSafeInteger(id) && id > 0
    ? { reply_parameters: { message_id: id, allow_sending_without_reply: true } }
    : {};
}

/** Longest label, in characters, that still leaves room for a neighbour on a phone. */
const SHORT_LABEL = 18;

/** Two buttons in a row, or one when any label is long. */
export function keyboard(choices: readonly Choice[]): InlineKeyboardButton[][] {
  const perRow = choices.some((choice) => choice.label.length > SHORT_LABEL) ? 1 : 2;
  const rows: InlineKeyboardButton[][] = [];
  for (let index = 0; index < choices.length; index += perRow) {
    const row = choices.slice(index, index + perRow);
    rows.push(row.map(({ label, value }) => ({ text: label, callback_data: value })));
  }
  return rows;
}

export function failureOf(error: unknown): ApiFailure {
  if (error instanceof GrammyError) {
    return answeredFailure(error.error_code, error.description, error.parameters);
  }
  return networkFailure(error instanceof HttpError ? error.error : error);
}

/** Telegram's words, with status 400 or 403, for: this person cannot be written to any more. */
const GONE =
  /chat not found|user not found|PEER_ID_INVALID|USER_IS_BLOCKED|deactivated|upgraded to a supergroup/iu;

/** `sent` of `total` parts were out when it failed: another try leaves those out, but what ends here has not stayed unsent. */
export function toDeliveryError(failure: ApiFailure, sent: number, total: number): DeliveryError {
  const partly = sent === 0 ? '' : ` after ${sent} of ${total} parts had been sent`;
  const unsent = isPassing(failure) ? failure.status === 429 || failure.unreached === true : true;
  const gone = failure.status === 403 || GONE.test(failure.description);
  const passing = isPassing(failure) || isWrongToken(failure) || failure.status === 409;
  const what = isWrongToken(failure) ? explain(failure, 'TELEGRAM_BOT_TOKEN') : failure.description;
  return new DeliveryError(`telegram: ${failure.status} ${what}${partly}`, {
    outcome: passing ? 'retry' : gone ? 'gone' : 'rejected',
    sentForSure: unsent && (passing || sent === 0) ? 'no' : 'unknown',
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
  });
}
