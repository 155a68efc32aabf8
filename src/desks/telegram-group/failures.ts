// What Telegram's refusals mean for the desk: which ones heal, which ones wait for a person, which ones are final.
import { TelegramError } from 'telegraf';
import { DeliveryError } from '../../model/message.ts';
import {
  answeredFailure,
  explain,
  isPassing,
  isWrongToken,
  networkFailure,
  type ApiFailure,
} from '../../system/telegram/failure.ts';

export interface DeskFailure extends ApiFailure {
  /** The group became a supergroup, and this is its id from now on. */
  readonly movedTo?: number;
}

export function failureOf(error: unknown): DeskFailure {
  if (error instanceof TelegramError) {
    const { error_code: status, description, parameters } = error.response;
    const movedTo = parameters?.migrate_to_chat_id;
    const failure = answeredFailure(status, description, parameters);
    return movedTo === undefined ? failure : { ...failure, movedTo };
  }
  return networkFailure(error);
}

export const isTopicGone = saying(/message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/iu);
export const isTopicClosed = saying(/TOPIC_CLOSED/iu);
export const isUnchanged = saying(/message is not modified|TOPIC_NOT_MODIFIED/iu);
/** A message of the bot's can no longer be changed: it is gone, too old, or holds nothing to change. */
export const cannotEdit = saying(
  /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|no (?:text|caption) in the message|MESSAGE_EDIT_TIME_EXPIRED/iu,
);
export const isAlreadyRemoved = saying(/message to delete not found/iu);
export const cannotRemove = saying(/message can't be deleted|MESSAGE_DELETE_FORBIDDEN|MESSAGE_ID_INVALID/iu);
/** The message to pin is not there any more. */
export const isPinGone = saying(/message to pin not found|MESSAGE_ID_INVALID/iu);
export const isTargetGone = saying(
  /message to react not found|message to be replied not found|MESSAGE_ID_INVALID/iu,
);
export const isReactionRefused = saying(/REACTION_INVALID|reactions? (?:is|are) not|REACTION_EMPTY/iu);

const LACKS_RIGHTS = saying(
  /not enough rights|CHAT_ADMIN_REQUIRED|administrator rights|TOPICS?_.*FORBIDDEN/iu,
);
const NO_FORUM = saying(/not a forum/iu);
const NO_GROUP = saying(
  /chat not found|upgraded to a supergroup|kicked|not a member|have no rights to send/iu,
);

/** One line with the cure for the person who runs the machine. */
export function explainDesk(failure: DeskFailure, tokenVariable: string): string {
  if (failure.movedTo !== undefined) {
    return `The desk's group has become a supergroup: set DESK_TELEGRAM_CHAT_ID=${failure.movedTo}; until then the desk follows it by itself.`;
  }
  if (LACKS_RIGHTS(failure)) {
    return "Make the bot an administrator of the desk's group with the rights to manage topics and to pin messages.";
  }
  if (NO_FORUM(failure)) return "Switch on topics in the settings of the desk's group.";
  if (failure.status === 403 || NO_GROUP(failure)) {
    return "The bot is not in the desk's group: add it there as an administrator and check DESK_TELEGRAM_CHAT_ID.";
  }
  return explain(failure, tokenVariable);
}

/** True where the bot may not do what only administrators may, or the group has no topics; messages may still go. */
export function isRightsTrouble(failure: ApiFailure): boolean {
  return LACKS_RIGHTS(failure) || NO_FORUM(failure);
}

/** True for trouble with the group or the bot's place in it, which no message of ours is to blame for. */
export function isDeskTrouble(failure: ApiFailure): boolean {
  return failure.status === 403 || LACKS_RIGHTS(failure) || NO_FORUM(failure) || NO_GROUP(failure);
}

/** A group that does not let the bot in, or not do all that it must, is looked at again after this long. */
export const LOOK_AGAIN_MS = 30_000;
/** A group that has moved is found again at once. */
const FOLLOW_MS = 1_000;

/** A post is refused for good only when its own content is; all else waits for the cure. */
export function toDeliveryError(failure: DeskFailure, sent: number, tokenVariable: string): DeliveryError {
  const trouble = isDeskTrouble(failure) || isTopicGone(failure) || isTopicClosed(failure);
  const waits = isPassing(failure) || isWrongToken(failure) || failure.status === 409 || trouble;
  const partly = sent === 0 ? '' : ` after ${sent} parts had been sent`;
  const inGroup = isDeskTrouble(failure) ? LOOK_AGAIN_MS : undefined;
  const retryAfterMs = failure.movedTo === undefined ? (failure.retryAfterMs ?? inGroup) : FOLLOW_MS;
  const what = waits ? explainDesk(failure, tokenVariable) : failure.description;
  return new DeliveryError(`telegram-group: ${failure.status} ${what}${partly}`, {
    outcome: waits ? 'retry' : 'rejected',
    sentForSure: !mayHaveCome(failure) && (waits || sent === 0) ? 'no' : 'unknown',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    // words for topics that are there go through without the rights that this one needs
    ...(isRightsTrouble(failure) ? { laneOnly: true } : {}),
  });
}

/** Nothing was tried: the bot is known to lack the rights that it takes. */
export function lackingRights(): DeliveryError {
  const how = { outcome: 'retry', sentForSure: 'no', retryAfterMs: LOOK_AGAIN_MS, laneOnly: true } as const;
  return new DeliveryError('telegram-group: the bot may not manage topics in the group', how);
}

/** False when what threw this has surely sent nothing. */
export function mayHaveArrived(error: unknown): boolean {
  if (error instanceof DeliveryError) return error.sentForSure === 'unknown';
  return mayHaveCome(failureOf(error));
}

function mayHaveCome(failure: ApiFailure): boolean {
  return isPassing(failure) && failure.status !== 429 && failure.unreached !== true;
}

function saying(words: RegExp): (failure: ApiFailure) => boolean {
  return ({ status, description }) => (status === 400 || status === 403) && words.test(description);
}
