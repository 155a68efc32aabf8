// Where a matter goes: the shop's own rules, and who of those on shift gets it.
import { describe, expect, it } from 'vitest';
import { deskRulesSchema, type DeskRules } from '../../src/desk/desk-rules.ts';
import { leastLoaded, raised, routeOf, type Colleague, type Matter } from '../../src/desk/routing.ts';

const TIMES = { first: '1h', next: '2h', solution: '1h30m' };
const RULES: DeskRules = deskRulesSchema.parse({
  queues: [{ name: 'general' }, { name: 'bulgarian' }, { name: 'specialists', tier: 3 }],
  routing: [
    { when: { words: ['искр', 'удари ме ток'] }, priority: 'urgent', tier: 3 },
    { when: { locale: ['bg'] }, queue: 'bulgarian' },
    { when: { flow: ['complaint'], amount: 500 }, priority: 'high' },
    { when: { contacts: 2 }, priority: 'high' },
    { when: { mood: 'angry' }, priority: 'high' },
  ],
  sla: { low: TIMES, normal: TIMES, high: TIMES, urgent: TIMES },
  confirm: { remind_hours: 24, close_hours: 72 },
});
const PLAIN: Matter = { words: 'не включается', contacts: 1, locale: 'ru', angry: false };

describe('routing', () => {
  it.each<[string, Partial<Matter>, string]>([
    ['nothing in particular', {}, 'general 2 normal'],
    [
      'a dangerous word, as the beginning of another form',
      { words: 'Из розетки ИСКРИТ!' },
      'specialists 3 urgent',
    ],
    ['a dangerous phrase in Bulgarian', { words: 'Удари ме ток!', locale: 'bg' }, 'bulgarian 3 urgent'],
    ['a word that only ends like a dangerous one', { words: 'неискренне' }, 'general 2 normal'],
    ['a language with a queue of its own', { locale: 'bg' }, 'bulgarian 2 normal'],
    ['both conditions of a rule', { flow: 'complaint', amount: 50_000 }, 'general 2 high'],
    ['one condition of two', { flow: 'complaint', amount: 49_999 }, 'general 2 normal'],
    ['the second request on the same matter', { contacts: 2 }, 'general 2 high'],
    ['anger', { angry: true }, 'general 2 high'],
    ['a flow that asks for less than a rule', { priority: 'low', angry: true }, 'general 2 high'],
    ['a flow that asks for the specialists', { tier: 3 }, 'specialists 3 normal'],
  ])('%s', (_, change, expected) => {
    const { queue, tier, priority } = routeOf({ ...PLAIN, ...change }, RULES);
    expect(`${queue} ${tier} ${priority}`).toBe(expected);
  });

  it('raises by one step and stops at urgent', () => {
    expect(['low', 'normal', 'high', 'urgent'].map((one) => raised(one as 'low'))).toEqual([
      'normal',
      'high',
      'urgent',
      'urgent',
    ]);
  });
});

describe('the least loaded', () => {
  const colleague = (name: string, more: Partial<Colleague> = {}): Colleague => ({
    operator: { id: name, name },
    onShift: true,
    open: 0,
    lastGivenAt: 0,
    ...more,
  });

  it('is the one on shift with the fewest', () => {
    const list = [
      colleague('a', { open: 2 }),
      colleague('b', { open: 1 }),
      colleague('c', { onShift: false }),
    ];
    expect(leastLoaded(list)?.id).toBe('b');
  });

  it('is among equals who waited longest', () => {
    expect(leastLoaded([colleague('a', { lastGivenAt: 9 }), colleague('b', { lastGivenAt: 4 })])?.id).toBe(
      'b',
    );
  });

  it('is never the one who goes off, and nobody when nobody is there', () => {
    expect(leastLoaded([colleague('a'), colleague('b', { open: 5 })], 'a')?.id).toBe('b');
    expect(leastLoaded([colleague('a', { onShift: false })])).toBeUndefined();
  });
});

describe('flows/desk.yaml', () => {
  const whole = {
    queues: [{ name: 'general' }],
    sla: { low: TIMES, normal: TIMES, high: TIMES, urgent: TIMES },
    confirm: { remind_hours: 1, close_hours: 2 },
  };

  it.each([
    [
      'a queue that does not exist',
      { routing: [{ when: { contacts: 2 }, queue: 'vip' }] },
      'no queue is named vip',
    ],
    ['a rule without a condition', { routing: [{ when: {}, priority: 'high' }] }, 'a rule needs a condition'],
    ['a rule without a consequence', { routing: [{ when: { contacts: 2 } }] }, 'a rule names a queue'],
    [
      'a time in other words',
      { sla: { ...whole.sla, low: { ...TIMES, first: 'soon' } } },
      'a time is written',
    ],
    ['two queues of one name', { queues: [{ name: 'a' }, { name: 'a' }] }, 'the same name'],
  ])('refuses %s', (_, change, message) => {
    const result = deskRulesSchema.safeParse({ ...whole, ...change });
    expect(result.error?.message).toContain(message);
  });

  it('reads times in hours and minutes', () => {
    expect(deskRulesSchema.parse(whole).sla.low).toEqual({
      first: 3_600_000,
      next: 7_200_000,
      solution: 5_400_000,
    });
  });
});
