// What a failed call to Telegram's Bot API means, told apart from the library that made the call.

export interface ApiFailure {
  /** Telegram's `error_code`; 0 when there was no proper answer at all. */
  readonly status: number;
  /** Telegram's words or the name of the network trouble; no token, no address, nothing that was sent. */
  readonly description: string;
  readonly retryAfterMs?: number;
  /** The request surely did not reach Telegram. */
  readonly unreached?: boolean;
}

/** Reads an answer of the form `{ error_code, description, parameters }`. */
export function answeredFailure(
  status: number,
  description: string,
  parameters?: { readonly retry_after?: number | undefined },
): ApiFailure {
  const retryAfter = parameters?.retry_after;
  return {
    status,
    description: description.replace(/"[^"]*"/gu, '"…"'),
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
  };
}

/** Before these a connection does not exist, so nothing can have been sent. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Reads an error of the network layer; only its code is kept, because its message holds the address with the token. */
export function networkFailure(error: unknown): ApiFailure {
  const code = networkCode(error);
  return { status: 0, description: code, ...(UNREACHED.has(code) ? { unreached: true } : {}) };
}

function networkCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'no connection';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('type' in error && typeof error.type === 'string') return error.type;
  return 'no proper answer';
}

/** Trouble of Telegram or of the network, or being too fast: the same call may work in a while. */
export function isPassing({ status }: ApiFailure): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** Telegram answers a wrong or revoked token with 401, and one that is no token at all with 404. */
export function isWrongToken({ status }: ApiFailure): boolean {
  return status === 401 || status === 404;
}

/** True when Telegram could not make the picture that it was sent; as a plain document it may still go. */
export function isBadMedia({ status, description }: ApiFailure): boolean {
  return (
    status === 400 &&
    /IMAGE_PROCESS_FAILED|PHOTO_|wrong type of the web page|VIDEO_|VOICE_/iu.test(description)
  );
}

/** One line for the person who runs the machine: what is wrong and the cure. `variable` names the token's setting. */
export function explain(failure: ApiFailure, variable: string): string {
  if (isWrongToken(failure)) {
    return `Telegram does not know this bot token: copy it again from @BotFather into ${variable} and restart.`;
  }
  if (failure.status === 409 && /webhook/iu.test(failure.description)) {
    return 'A webhook is set for this bot, so polling gets nothing: remove it (deleteWebhook) or set TELEGRAM_WEBHOOK_URL.';
  }
  if (failure.status === 409) {
    return `Another program polls with the same bot token: stop it, or give this one its own bot in ${variable}.`;
  }
  if (failure.status === 429) return 'Telegram asks to slow down; it passes by itself.';
  if (isPassing(failure)) {
    return `Telegram cannot be reached (${failure.description}): check this machine's network and TELEGRAM_API_ROOT.`;
  }
  return `Telegram refuses: ${failure.description}.`;
}
