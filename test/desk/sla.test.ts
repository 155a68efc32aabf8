// The SLA clocks against a slow reference that walks a ticket's life minute by minute.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/desk/calendar.ts';
import { slaClocks, type ClockName, type SlaRules } from '../../src/desk/sla.ts';
import type { Ticket, TicketEvent } from '../../src/model/ticket.ts';
import { ticketWith } from './ticket-with.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const SHOP: Calendar = {
  timeZone: 'Europe/Sofia',
  shifts: { mon: ['09:00-13:00', '14:00-18:00'], wed: ['00:00-24:00'], sun: ['02:30-05:00'] },
  holidays: ['03-03'],
};
const NIGHT: Calendar = {
  timeZone: 'Europe/Sofia',
  shifts: { mon: ['22:00-24:00'], tue: ['00:00-06:00'] },
  holidays: [],
};
const TARGETS = { first: 1 * HOUR, next: 2 * HOUR, solution: 8 * HOUR };
const RULES: SlaRules = {
  policy: {
    targets: { low: TARGETS, normal: TARGETS, high: TARGETS, urgent: { ...TARGETS, first: 15 * MINUTE } },
    warnAt: 0.8,
  },
  calendarOf: (queue) => (queue === 'night' ? NIGHT : SHOP),
};

const NAMES = ['first', 'next', 'solution'] as const;

/** Which clocks run in the minute after each event, as plain rules for a reader. */
function slow(events: readonly TicketEvent[], now: number): Record<ClockName, number> {
  const used = { first: 0, next: 0, solution: 0 };
  const runs = { first: false, next: false, solution: false };
  let queue = 'general';
  let answered = false;
  let asleep: ClockName[] = [];
  let next = 0;
  for (let at = events[0]?.at.getTime() ?? 0; at < now; at += MINUTE) {
    for (; (events[next]?.at.getTime() ?? Infinity) <= at; next += 1) {
      const event = events[next];
      if (event?.kind === 'opened') runs.first = runs.solution = true;
      if (event?.kind === 'queue') queue = event.detail ?? '';
      if (event?.kind === 'snoozed' && NAMES.some((name) => runs[name])) {
        asleep = NAMES.filter((name) => runs[name]);
        for (const name of asleep) runs[name] = false;
      }
      if (event?.kind === 'woken') {
        for (const name of asleep) runs[name] = true;
        asleep = [];
      }
      if (event?.kind === 'operator-wrote' || event?.kind === 'solved') {
        asleep = [];
        answered ||= event.kind === 'operator-wrote';
        runs.first = runs.next = runs.solution = false;
      }
      if (event?.kind === 'customer-wrote' || event?.kind === 'not-solved') {
        if (answered && !runs.next) {
          used.next = 0;
          runs.next = true;
        }
        if (!answered) runs.first = true;
        runs.solution = true;
      }
      if (event?.kind === 'closed') runs.first = runs.next = runs.solution = false;
    }
    if (!works(queue === 'night' ? NIGHT : SHOP, at)) continue;
    for (const name of NAMES) if (runs[name]) used[name] += MINUTE;
  }
  return used;
}

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Sofia',
  hourCycle: 'h23',
  weekday: 'short',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

function works({ shifts, holidays }: Calendar, instant: number): boolean {
  const parts = Object.fromEntries(wall.formatToParts(instant).map(({ type, value }) => [type, value]));
  if (holidays.includes(`${parts['month']}-${parts['day']}`)) return false;
  const time = `${parts['hour']}:${parts['minute']}`;
  return (shifts[(parts['weekday'] ?? '').toLowerCase() as 'mon'] ?? []).some(
    (shift) => (shift.split('-')[0] ?? '') <= time && time < (shift.split('-')[1] ?? ''),
  );
}

const step = fc.record({
  after: fc.integer({ min: 1, max: 2 * 24 * 60 }),
  kind: fc.constantFrom<TicketEvent['kind']>(
    'customer-wrote',
    'operator-wrote',
    'taken',
    'note',
    'solved',
    'not-solved',
    'queue',
    'priority',
    'snoozed',
    'handed-over',
  ),
  queue: fc.constantFrom('night', 'general'),
});

const AWAKENS: readonly TicketEvent['kind'][] = ['woken', 'operator-wrote', 'solved'];

/** Around the two clock changes of 2026 and anywhere else. */
const opened = fc
  .oneof(
    fc.integer({ min: 85, max: 88 }),
    fc.integer({ min: 295, max: 298 }),
    fc.integer({ min: 0, max: 360 }),
  )
  .chain((day) => fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => (day * 24 * 60 + minute) * MINUTE))
  .map((ms) => Date.UTC(2026, 0, 1) + ms);

describe('the SLA clocks', () => {
  it('count what a walk through every minute counts', () => {
    fc.assert(
      fc.property(
        opened,
        fc.array(step, { maxLength: 7 }),
        fc.integer({ min: 1, max: 3000 }),
        (from, steps, rest) => {
          let at = from;
          const events: TicketEvent[] = [{ at: new Date(from), kind: 'opened', detail: 'general' }];
          for (const { after, kind, queue } of steps) {
            at += after * MINUTE;
            const sleeps = events.findLast((one) => one.kind === 'snoozed' || AWAKENS.includes(one.kind));
            // as the ticket's rules have it: the customer's words wake what sleeps
            if (kind === 'customer-wrote' && sleeps?.kind === 'snoozed')
              events.push({ at: new Date(at), kind: 'woken' });
            events.push({ at: new Date(at), kind, ...(kind === 'queue' ? { detail: queue } : {}) });
          }
          const now = at + rest * MINUTE;
          const expected = slow(events, now);
          for (const { name, usedMs } of slaClocks(ticketWith(events), RULES, new Date(now)))
            expect({ name, usedMs }).toEqual({ name, usedMs: expected[name] });
        },
      ),
      { numRuns: 80 },
    );
  }, 180_000);

  const monday = (time: string): Date => new Date(`2026-05-11T${time}:00+03:00`);
  const told = (events: readonly TicketEvent[], now: Date, more: Partial<Ticket> = {}) =>
    Object.fromEntries(slaClocks(ticketWith(events, more), RULES, now).map((clock) => [clock.name, clock]));

  it('say when the first reply is due, over the lunch break', () => {
    const clocks = told([{ at: monday('12:30'), kind: 'opened' }], monday('12:40'));
    expect(clocks['first']).toMatchObject({
      state: 'running',
      usedMs: 10 * MINUTE,
      dueAt: monday('14:30'),
      late: false,
    });
    expect(clocks['first']?.warnAt).toEqual(monday('14:18'));
  });

  it('are late only after the whole time is used', () => {
    const events: TicketEvent[] = [{ at: monday('09:00'), kind: 'opened' }];
    expect(told(events, monday('10:00'))['first']?.late).toBe(false);
    expect(told(events, monday('10:01'))['first']?.late).toBe(true);
  });

  it('go by the present priority with the time already used', () => {
    const events: TicketEvent[] = [{ at: monday('09:00'), kind: 'opened' }];
    const clocks = told(events, monday('09:20'), { priority: 'urgent' });
    expect(clocks['first']).toMatchObject({ allowedMs: 15 * MINUTE, late: true });
  });

  it('stand still while we wait for the customer, and begin the next reply with his first words', () => {
    const clocks = told(
      [
        { at: monday('09:00'), kind: 'opened' },
        { at: monday('09:30'), kind: 'operator-wrote' },
        { at: monday('11:00'), kind: 'customer-wrote' },
        { at: monday('11:20'), kind: 'customer-wrote' },
      ],
      monday('11:30'),
    );
    expect(clocks['first']).toMatchObject({ state: 'stopped', usedMs: 30 * MINUTE });
    expect(clocks['next']).toMatchObject({ state: 'running', usedMs: 30 * MINUTE });
    expect(clocks['solution']).toMatchObject({ state: 'running', usedMs: 60 * MINUTE });
    expect(clocks['solution']?.stretches.map(({ because, until }) => [because, until])).toEqual([
      ['opened', 'operator-wrote'],
      ['customer-wrote', undefined],
    ]);
  });

  it('stand still while the ticket sleeps, and go on when it wakes', () => {
    const asleep: TicketEvent[] = [
      { at: monday('09:00'), kind: 'opened' },
      { at: monday('09:30'), kind: 'snoozed' },
      { at: monday('09:40'), kind: 'snoozed' },
    ];
    expect(told(asleep, monday('12:00'))['first']).toMatchObject({ state: 'paused', usedMs: 30 * MINUTE });
    const awake: TicketEvent[] = [...asleep, { at: monday('11:00'), kind: 'woken' }];
    expect(told(awake, monday('11:10'))['first']).toMatchObject({
      state: 'running',
      usedMs: 40 * MINUTE,
      dueAt: monday('11:30'),
    });
  });

  it('are used up to the minute when they say that they will be', () => {
    fc.assert(
      fc.property(opened, fc.constantFrom('general', 'night'), (from, queue) => {
        const events: TicketEvent[] = [{ at: new Date(from), kind: 'opened', detail: queue }];
        const due = slaClocks(ticketWith(events), RULES, new Date(from))[0]?.dueAt;
        if (!due) return;
        const [then] = slaClocks(ticketWith(events), RULES, due);
        expect(then).toMatchObject({ usedMs: TARGETS.first, late: false });
        const [after] = slaClocks(ticketWith(events), RULES, new Date(due.getTime() + 14 * 24 * HOUR));
        expect(after?.late).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('have no due time where nobody works', () => {
    const rules = { ...RULES, calendarOf: () => ({ ...SHOP, shifts: {} }) };
    const [first] = slaClocks(ticketWith([{ at: monday('09:00'), kind: 'opened' }]), rules, monday('10:00'));
    expect(first).toMatchObject({ usedMs: 0, late: false });
    expect(first?.dueAt).toBeUndefined();
  });
});
