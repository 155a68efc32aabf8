// Whether the bot's own login works: a wrong app id or password must stop the start, a passing fault must not.
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';

/** OAuth errors (RFC 6749, 5.2) that no waiting cures. */
const FINAL = new Set(['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_scope']);
const PATIENCE_MS = 10_000;

/** Rejects when the login service refuses us for good; waits at most ten seconds for its answer. */
export async function firmLogin(login: () => Promise<string>, clock: Clock, log: Log): Promise<void> {
  const attempt = login().then(
    () => undefined,
    (error: unknown) => {
      const reason = loginRefusal(error);
      if (reason !== undefined) {
        throw new Error(
          `The Bot Framework refuses the bot's login (${reason}): check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID.`,
          { cause: error },
        );
      }
      log.warn({ channel: 'botframework' }, 'the login service cannot be reached; sending waits for it');
    },
  );
  let cancel = () => {};
  const patience = new Promise<void>((resolve) => {
    cancel = clock.after(PATIENCE_MS, resolve);
  });
  await Promise.race([attempt, patience]).finally(() => cancel());
}

/** The OAuth error code when the refusal is final, looked for through the chain of causes. */
export function loginRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errorCode' in error && typeof error.errorCode === 'string' && FINAL.has(error.errorCode)) {
    return error.errorCode;
  }
  return loginRefusal(error.cause);
}
