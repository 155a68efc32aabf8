// The explanation of a ticket's clocks: each start, pause and stop with its reason, and sums that are the clocks' own.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { explain, workTime } from '../../src/desk/explain.ts';
import { slaClocks, type SlaRules } from '../../src/desk/sla.ts';
import { loadPhrases, type Phrases } from '../../src/flows/phrases.ts';
import { LOCALES } from '../../src/model/locale.ts';
import type { TicketEvent } from '../../src/model/ticket.ts';
import { ticketWith } from './ticket-with.ts';

const MINUTE = 60_000;
const TARGETS = { first: 60 * MINUTE, next: 120 * MINUTE, solution: 480 * MINUTE };
const RULES: SlaRules = {
  policy: { targets: { low: TARGETS, normal: TARGETS, high: TARGETS, urgent: TARGETS }, warnAt: 0.8 },
  calendarOf: (queue) => ({
    timeZone: 'Europe/Moscow',
    shifts: queue === 'night' ? { mon: ['22:00-24:00'], tue: ['00:00-06:00'] } : { mon: ['09:00-18:00'] },
    holidays: [],
  }),
};
const monday = (time: string): Date => new Date(`2026-05-11T${time}:00+03:00`);

let phrases: Phrases;
beforeAll(async () => {
  ({ phrases } = await loadPhrases('flows/phrases'));
});

const QUEUES = [
  { name: 'general', title: { ru: 'Общая', en: 'General', bg: 'Обща' }, tier: 2 as const },
  { name: 'specialists', tier: 3 as const },
];
const EVENTS: readonly TicketEvent[] = [
  { at: monday('09:00'), kind: 'opened', detail: 'general' },
  { at: monday('09:10'), kind: 'snoozed' },
  { at: monday('10:10'), kind: 'woken' },
  { at: monday('10:30'), kind: 'operator-wrote' },
  { at: monday('12:00'), kind: 'customer-wrote' },
];

describe('the explanation', () => {
  it('says of a ticket that was put off that it was, and not that the customer is waited for', () => {
    const parts = { rules: RULES, queues: QUEUES, phrases, locale: 'en' as const, timeZone: 'Europe/Moscow' };
    const lines = explain(ticketWith(EVENTS.slice(0, 2)), parts, monday('09:30'));
    expect(lines.map((line) => line.trim()).filter((line) => line.startsWith('paused'))).toEqual([
      'paused: put aside',
      'paused: put aside',
    ]);
  });

  it('names every start, pause and stop with its reason', () => {
    const parts = { rules: RULES, queues: QUEUES, phrases, locale: 'ru' as const, timeZone: 'Europe/Moscow' };
    const lines = explain(ticketWith(EVENTS), parts, monday('12:30'));
    expect(lines.slice(1).filter((line) => !line.startsWith('  '))).toHaveLength(3);
    expect(lines.map((line) => line.trim())).toEqual([
      'Часы обращения №17 (приоритет: обычный, очередь: Общая)',
      'первый ответ: использовано 30 мин из 1 ч',
      '11.05, 09:00 – 11.05, 09:10: 10 мин (открыто → отложено)',
      '11.05, 10:10 – 11.05, 10:30: 20 мин (время вышло → ответил оператор)',
      'уложились',
      'следующий ответ: использовано 30 мин из 2 ч',
      '11.05, 12:00 – …: 30 мин (написал клиент)',
      'истекает 11.05, 14:00',
      'решение: использовано 1 ч из 8 ч',
      '11.05, 09:00 – 11.05, 09:10: 10 мин (открыто → отложено)',
      '11.05, 10:10 – 11.05, 10:30: 20 мин (время вышло → ответил оператор)',
      '11.05, 12:00 – …: 30 мин (написал клиент)',
      'истекает 18.05, 10:30',
    ]);
  });

  it('says by its title to which queue a ticket was moved', () => {
    const moves: readonly TicketEvent[] = [
      { at: monday('09:00'), kind: 'opened', detail: 'specialists' },
      { at: monday('09:10'), kind: 'queue', detail: 'general' },
    ];
    const parts = { rules: RULES, queues: QUEUES, phrases, locale: 'ru' as const, timeZone: 'Europe/Moscow' };
    const lines = explain(ticketWith(moves), parts, monday('09:30'));
    expect(lines.map((line) => line.trim())).toContain(
      '11.05, 09:00 – 11.05, 09:10: 10 мин (открыто → очередь «Общая»)',
    );
    expect(lines.map((line) => line.trim())).toContain('11.05, 09:10 – …: 20 мин (очередь «Общая»)');
  });

  it('has words for every reason in every language', () => {
    const kinds = [
      'opened',
      'customer-wrote',
      'operator-wrote',
      'solved',
      'not-solved',
      'closed',
      'reopened',
    ];
    for (const locale of LOCALES)
      for (const kind of [...kinds, 'queue', 'snoozed', 'woken'])
        expect(phrases.has(locale, `desk.event.${kind}`)).toBe(true);
  });

  it('adds up to what the clocks show', () => {
    const kind = fc.constantFrom<TicketEvent['kind']>(
      'customer-wrote',
      'operator-wrote',
      'snoozed',
      'woken',
      'solved',
      'not-solved',
      'queue',
    );
    const step = fc.record({
      after: fc.integer({ min: 1, max: 3000 }),
      kind,
      detail: fc.constantFrom('night', 'general'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let at = monday('08:00').getTime();
        const events: TicketEvent[] = [{ at: new Date(at), kind: 'opened', detail: 'general' }];
        for (const one of steps) events.push({ ...one, at: new Date((at += one.after * MINUTE)) });
        const now = new Date(at + 200 * MINUTE);
        const word = (key: string, variables = {}): string =>
          phrases.label('en', `desk.explain.${key}`, variables);
        const parts = {
          rules: RULES,
          queues: QUEUES,
          phrases,
          locale: 'en' as const,
          timeZone: 'Europe/Moscow',
        };
        const lines = explain(ticketWith(events), parts, now);
        for (const { name, usedMs, allowedMs, stretches } of slaClocks(ticketWith(events), RULES, now)) {
          expect(stretches.reduce((sum, { ms }) => sum + ms, 0)).toBe(usedMs);
          const [used, allowed] = [workTime(usedMs, word), workTime(allowedMs, word)];
          expect(lines).toContain(word('clock', { name: word(`name.${name}`), used, allowed }));
        }
      }),
      { numRuns: 60 },
    );
  });
});
