// Answers that nothing waits for: tried again while that may help, dropped with a line in the log when it cannot.
import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { telling } from '../../../src/desks/telegram-group/telling.ts';
import { DeliveryError } from '../../../src/model/message.ts';
import { hastyClock } from '../../fakes/hasty-clock.ts';
import { manualClock } from '../../fakes/manual-clock.ts';
import { readableLog } from '../../fakes/telegram-parts.ts';

const used = new DeliveryError('the group has had its messages', {
  outcome: 'retry',
  sentForSure: 'no',
  retryAfterMs: 9000,
});
const refused = (error_code: number, description: string, retry_after?: number) =>
  new TelegramError({
    error_code,
    description,
    ...(retry_after === undefined ? {} : { parameters: { retry_after } }),
  });

/** Tells with a call that fails with these errors first; returns how often it was tried, when all is over. */
async function tell(errors: Error[]) {
  const clock = hastyClock();
  const log = readableLog();
  const teller = telling(clock, log);
  let tries = 0;
  const over = Promise.withResolvers<undefined>();
  const left = [...errors];
  teller.tell(() => {
    tries += 1;
    const error = left.shift();
    if (left.length === 0) setImmediate(() => over.resolve(undefined));
    return error ? Promise.reject(error) : Promise.resolve();
  });
  await over.promise;
  return { tries: () => tries, waits: clock.waits, lines: log.lines };
}

describe('an answer', () => {
  test('waits as long as the group has had its messages', async () => {
    const { waits, lines } = await tell([used]);
    expect(waits).toEqual([9000]);
    expect(lines).toEqual([]);
  });

  test('waits as long as Telegram asks', async () => {
    expect((await tell([refused(429, 'Too Many Requests', 3)])).waits).toEqual([3000]);
  });

  test('that is refused is dropped, with the reason in the log', async () => {
    const { tries, waits, lines } = await tell([refused(400, 'Bad Request: message is too long')]);
    expect([tries(), waits]).toEqual([1, []]);
    expect(lines.join()).toContain('message is too long');
  });

  test('that changes nothing is no trouble', async () => {
    expect((await tell([refused(400, 'Bad Request: message is not modified')])).lines).toEqual([]);
  });

  test('is given up in the end', async () => {
    const { tries } = await tell([used, used, used, used]);
    expect(tries()).toBe(4);
  });
});

test('stopping ends the waiting', async () => {
  const clock = manualClock();
  const log = readableLog();
  const teller = telling(clock, log);
  let tries = 0;
  teller.tell(() => {
    tries += 1;
    return Promise.reject(used);
  });
  await teller.stop();
  expect(tries).toBeLessThanOrEqual(2);
  expect(log.lines).toHaveLength(1);
});
