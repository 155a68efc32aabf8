// Why the connector service refused a message, in our terms: try again, give this message up, or nobody is there.
import { DeliveryError, type DeliveryOutcome } from '../../model/message.ts';

/** What the connector answered instead of taking the message. */
export interface Refusal {
  readonly status: number;
  /** `error.code` of the body, for example `BotNotInConversationRoster`. */
  readonly code?: string;
  readonly retryAfter?: string;
  /** What was asked for was to change or delete an earlier message. */
  readonly change?: boolean;
}

/** Codes of the connector that say the person or the chat is out of reach, whatever the status. */
const GONE = new Set([
  'BotNotInConversationRoster',
  'ConversationNotFound',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'BotDisabledByAdmin',
  'UserNotFound',
]);
/** The service was busy or absent; 412 is how Teams reports a collision of writes. */
const PASSING = new Set([401, 408, 412, 425, 429]);
/** After these the message may have been passed on although the answer was a failure. */
const UNCERTAIN = new Set([500, 502, 504]);

/** `now` turns a `Retry-After` that is a date into a wait. */
export function refused(refusal: Refusal, now: Date): DeliveryError {
  const outcome = outcomeOf(refusal);
  const retryAfterMs = outcome === 'retry' ? waitMs(refusal.retryAfter, now) : undefined;
  const code = refusal.code === undefined ? '' : ` ${refusal.code}`;
  const why = isMissing(refusal)
    ? ': the message is no longer there'
    : isImpossible(refusal)
      ? ': this messenger cannot change or delete messages'
      : '';
  return new DeliveryError(`the connector service answered ${refusal.status}${code}${why}`, {
    outcome,
    sentForSure: UNCERTAIN.has(refusal.status) ? 'unknown' : 'no',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** The message that was to be changed or deleted is gone, while the chat is there. */
export function isMissing({ status, code, change = false }: Refusal): boolean {
  return change && (status === 404 || status === 410) && !(code !== undefined && GONE.has(code));
}

/** Many messengers behind the service know neither edits nor deletions. */
function isImpossible({ status, change = false }: Refusal): boolean {
  return change && (status === 405 || status === 501);
}

/** The request got no answer. It surely did not go out only when no connection was made. */
export function unanswered(cause: unknown): DeliveryError {
  const code = networkCode(cause);
  return new DeliveryError(`the connector service could not be reached${code === '' ? '' : `: ${code}`}`, {
    outcome: 'retry',
    sentForSure: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code) ? 'no' : 'unknown',
    cause,
  });
}

function outcomeOf(refusal: Refusal): DeliveryOutcome {
  const { status, code } = refusal;
  if (isMissing(refusal) || isImpossible(refusal)) return 'rejected';
  if (status >= 500 || PASSING.has(status)) return 'retry';
  // Only the quoted message is missing, not the person.
  if (code === 'ActivityNotFoundInConversation') return 'rejected';
  if (status === 403 || status === 404 || status === 410 || (code !== undefined && GONE.has(code)))
    return 'gone';
  return 'rejected';
}

/** Seconds or an HTTP date (RFC 9110, Retry-After). */
function waitMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** fetch puts the system's error under `cause`. */
function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return networkCode(error.cause);
}
