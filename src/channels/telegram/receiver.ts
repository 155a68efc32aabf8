// Receives updates by polling or webhook and hands them on: accepted first, acknowledged after, answered last.
import type { FastifyInstance } from 'fastify';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Health } from '../../model/health.ts';
import type { Accept, InboundMessage } from '../../model/message.ts';
import { HttpProblem } from '../../system/http.ts';
import { explain, isWrongToken, type ApiFailure } from '../../system/telegram/failure.ts';
import { pause, runUpdateLoop, type UpdateLoop } from '../../system/update-loop.ts';
import { failureOf } from './calls.ts';
import { ALLOWED_UPDATES, kindOf, readUpdate, type Reading } from './inbound.ts';
import type { TelegramOptions } from './options.ts';
import { webhookAt, webhookRoute } from './webhook.ts';

export interface TelegramReceiver {
  start(accept: Accept<InboundMessage>): Promise<void>;
  stop(): Promise<void>;
  routes(app: FastifyInstance): void;
  health(): Health;
  /** Trouble met elsewhere that the health should tell. */
  report(failure: ApiFailure): void;
}

const POLL_SECONDS = 30;
const TOKEN_VARIABLE = 'TELEGRAM_BOT_TOKEN';

export function telegramReceiver(options: TelegramOptions, api: Api): TelegramReceiver {
  const { clock, log } = options;
  const botId = options.token.split(':')[0] ?? '';
  const webhook = options.webhook && {
    ...webhookAt(options.webhook.url, botId),
    secret: options.webhook.secret,
  };
  const skipped = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let accept: Accept<InboundMessage> | undefined;
  let stopping = new AbortController();
  let loop: UpdateLoop | undefined;
  let trouble: string | undefined;

  function report(failure: ApiFailure): void {
    const cure = explain(failure, TOKEN_VARIABLE);
    if (cure !== trouble) log.warn({ channel: 'telegram', status: failure.status }, cure);
    trouble = cure;
  }

  function well(): void {
    if (trouble !== undefined) log.info({ channel: 'telegram' }, 'Telegram works again');
    trouble = undefined;
  }

  function track(work: Promise<void>): Promise<void> {
    const settled = work.catch(() => undefined).then(() => void underWay.delete(settled));
    underWay.add(settled);
    return work;
  }

  /** An update of a shape that nobody foresaw is left aside; stopping at it would keep all later ones away. */
  function read(update: Update): Reading {
    const deskChatId = options.deskChatId?.();
    try {
      return readUpdate(update, {
        botId,
        now: clock.now(),
        ...(deskChatId === undefined ? {} : { deskChatId }),
      });
    } catch (error) {
      return { kind: 'skip', what: `malformed ${kindOf(update)} (${nameOf(error)})` };
    }
  }

  async function handle(update: Update): Promise<void> {
    const reading = read(update);
    if (reading.kind === 'desk' && options.onDeskUpdate) return options.onDeskUpdate(update);
    if (reading.kind !== 'message') {
      const what = reading.kind === 'skip' ? reading.what : 'desk update without a desk';
      if (!skipped.has(what)) log.info({ channel: 'telegram', what }, 'an update of this kind is left aside');
      skipped.add(what);
      return;
    }
    if (!accept) throw new Error('the Telegram channel was not started');
    await accept(reading.message);
    if (reading.query !== undefined) void track(answerPress(reading.query));
  }

  /** Stops the clock on the pressed button; a press that is too old for that has been accepted all the same. */
  async function answerPress(query: string): Promise<void> {
    try {
      await api.answerCallbackQuery(query, {}, shim(stopping.signal));
    } catch (error) {
      const { status, description } = failureOf(error);
      log.warn({ channel: 'telegram', status, description }, 'a button press was accepted but not answered');
    }
  }

  /** Tries until it works or the channel stops: Telegram being away must not stop the other channels. */
  async function registerWebhook({ url, secret }: { url: string; secret: string }): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await api.setWebhook(
          url,
          { secret_token: secret, allowed_updates: ALLOWED_UPDATES },
          shim(stopping.signal),
        );
        well();
        return;
      } catch (error) {
        const failure = failureOf(error);
        report(failure);
        await pause(clock, failure.retryAfterMs ?? 10_000, stopping.signal);
      }
    }
  }

  function poll(): UpdateLoop {
    let mayPoll = false;
    let unheard = false;
    return runUpdateLoop<Update>(
      {
        async fetch(offset, signal) {
          // A webhook left over from an earlier configuration would keep every update from us.
          if (!mayPoll) await api.deleteWebhook();
          mayPoll = true;
          // After a failure the first answer that comes should say at once that it is over; what sending meets may last.
          const timeout = unheard ? 0 : POLL_SECONDS;
          const wanted = { timeout, allowed_updates: ALLOWED_UPDATES };
          return api.getUpdates({ ...wanted, ...(offset === undefined ? {} : { offset }) }, shim(signal));
        },
        handle: (update) => track(handle(update)),
        failed(error, during) {
          if (during === 'handle') {
            log.error(
              { channel: 'telegram', error: nameOf(error) },
              'an update was not accepted; it comes again',
            );
            return undefined;
          }
          unheard = true;
          const failure = failureOf(error);
          report(failure);
          return failure.retryAfterMs;
        },
        fetched() {
          unheard = false;
          well();
        },
      },
      clock,
    );
  }

  return {
    async start(accepts) {
      await checkToken(api, report);
      accept = accepts;
      stopping = new AbortController();
      if (webhook) void track(registerWebhook(webhook));
      else loop = poll();
    },
    async stop() {
      stopping.abort();
      await loop?.stop();
      accept = undefined;
      await Promise.all(underWay);
    },
    routes(app) {
      if (!webhook) return;
      webhookRoute(app, webhook.path, webhook.secret, async (update) => {
        if (!accept)
          throw new HttpProblem(503, 'NOT_STARTED', 'The channel is not receiving now; try again.');
        await track(handle(update));
      });
    },
    health: () =>
      trouble === undefined ? { ok: true, detail: 'Telegram is connected.' } : { ok: false, detail: trouble },
    report,
  };
}

/** Rejects when the token is wrong; any other trouble may pass and is left to the loop. */
async function checkToken(api: Api, report: (failure: ApiFailure) => void): Promise<void> {
  const failure = await api.getMe().then(() => undefined, failureOf);
  if (!failure) return;
  if (isWrongToken(failure)) throw new Error(explain(failure, TOKEN_VARIABLE));
  report(failure);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The library was typed against a polyfill of the same interface. */
function shim(signal: AbortSignal): Parameters<Api['getUpdates']>[1] {
  return signal as unknown as Parameters<Api['getUpdates']>[1];
}
