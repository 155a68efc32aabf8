import { describe, expect, test } from 'vitest';
import { backOffMs } from '../../src/outbox/back-off.ts';
import { Budget } from '../../src/outbox/budget.ts';

describe('the rate budget', () => {
  test('lets no more than the allowance into one chat in any minute, however it is asked', () => {
    const budget = new Budget({ perSecond: 30, perChatPerMinute: 20 });
    const sent: number[] = [];
    for (let now = 0; now < 300_000; now += 250) if (budget.take('group', now).waitMs === 0) sent.push(now);
    for (const start of sent) {
      const within = sent.filter((at) => at >= start && at < start + 60_000).length;
      expect(within).toBeLessThanOrEqual(20);
    }
    expect(sent.length).toBe(100);
  });

  test('says how long to wait, and that is exactly enough', () => {
    const budget = new Budget({ perSecond: 30, perChatPerMinute: 20 });
    let now = 5_000;
    while (budget.take('group', now).waitMs === 0);
    const { waitMs, who } = budget.take('group', now);
    expect(who).toBe('chat');
    now += waitMs;
    expect(budget.take('group', now - 1).waitMs).toBe(1);
    expect(budget.take('group', now).waitMs).toBe(0);
  });

  test('one busy chat does not hold up another', () => {
    const budget = new Budget({ perSecond: 30, perChatPerMinute: 4 });
    while (budget.take('busy', 0).waitMs === 0);
    expect(budget.take('quiet', 0).waitMs).toBe(0);
  });

  test('everybody together is limited by the second', () => {
    const budget = new Budget({ perSecond: 5, perChatPerMinute: 60 });
    const taken = Array.from({ length: 9 }, (_, chat) => budget.take(String(chat), 0));
    expect(taken.filter(({ waitMs }) => waitMs === 0)).toHaveLength(5);
    expect(taken.at(-1)?.who).toBe('all');
  });
});

describe('back-off', () => {
  test.each([
    [0, 500, 1_000],
    [3, 4_000, 8_000],
    [9, 150_000, 300_000],
    [500, 150_000, 300_000],
  ])('after %i failures between %i and %i ms', (attempts, least, most) => {
    expect(backOffMs(attempts, 0)).toBe(least);
    expect(backOffMs(attempts, 1)).toBe(most);
  });
});
