// flows/desk.yaml: queues with their hours, how tickets are routed, and how long each may take. Checked whole at the start.
import { z } from 'zod';
import { LOCALES } from '../model/locale.ts';
import type { Calendar } from './calendar.ts';
import { calendarSchema } from './calendar.ts';
import type { SlaRules, Targets } from './sla.ts';

const UNITS_MS = { m: 60_000, h: 3_600_000 } as const;

/** Business time: `30m`, `4h`, `1h30m`. */
const duration = z
  .string()
  .regex(/^(?:\d{1,3}h)?(?:\d{1,3}m)?$/u, 'a time is written 30m, 4h or 1h30m')
  .refine((text) => text !== '', 'a time is written 30m, 4h or 1h30m')
  .transform((text) =>
    [...text.matchAll(/(\d+)([hm])/gu)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS],
      0,
    ),
  );

const priority = z.enum(['low', 'normal', 'high', 'urgent']);
const tier = z.union([z.literal(2), z.literal(3)]);
const targets = z.strictObject({ first: duration, next: duration, solution: duration });

/** What people call it, in every language that the staff may read. */
const title = z.partialRecord(z.enum(LOCALES), z.string().trim().min(1)).superRefine((said, context) => {
  const lacking = LOCALES.filter((locale) => said[locale] === undefined);
  if (lacking.length > 0)
    context.addIssue({
      code: 'custom',
      message:
        `the title lacks ${lacking.join(' and ')}; ` +
        `say it in ${LOCALES.join(', ')}, or leave the title out: then the name is shown`,
    });
});

const conditions = z
  .strictObject({
    flow: z.array(z.string()).min(1).optional(),
    /** Any of these word beginnings in what the customer wrote or the bot collected. */
    words: z.array(z.string().min(2)).min(1).optional(),
    /** Order total of at least so many major units. */
    amount: z.number().positive().optional(),
    /** This is at least the so-manieth request of the customer within seven days. */
    contacts: z.number().int().min(2).optional(),
    locale: z.array(z.enum(LOCALES)).min(1).optional(),
    mood: z.literal('angry').optional(),
  })
  .refine((all) => Object.values(all).some((one) => one !== undefined), 'a rule needs a condition');

const rule = z
  .strictObject({
    when: conditions,
    queue: z.string().optional(),
    tier: tier.optional(),
    priority: priority.optional(),
  })
  .refine((one) => one.queue ?? one.tier ?? one.priority, 'a rule names a queue, a tier or a priority');

export const deskRulesSchema = z
  .strictObject({
    /** The first one takes what no rule sends elsewhere. Without `hours` the shop's calendar holds. */
    queues: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z0-9-]*$/u, 'a queue is named in lower-case letters, digits and "-"'),
          title: title.optional(),
          tier: tier.default(2),
          hours: calendarSchema.optional(),
        }),
      )
      .min(1),
    /** All that hold apply; of several the highest priority and tier win, and the first queue. */
    routing: z.array(rule).default([]),
    /** `least-loaded` gives a new ticket to whoever is on shift and has the fewest. */
    assign: z.enum(['by-hand', 'least-loaded']).default('by-hand'),
    /** Who works when, by the name on the staff list. Who is not named here is on shift from saying so to saying the opposite. */
    people: z
      .record(
        z.string().min(1),
        z.strictObject({
          /** Absent: all. */
          queues: z.array(z.string()).min(1).optional(),
          hours: calendarSchema.optional(),
        }),
      )
      .default({}),
    sla: z.strictObject({ low: targets, normal: targets, high: targets, urgent: targets }),
    /** Share of the time at which the staff is warned. */
    warn_at: z.number().min(0.1).max(0.99).default(0.8),
    /** Hours within which a new matter is linked with the old ticket. */
    link_hours: z.number().int().min(1).default(72),
    /** Beginnings of words that say within that time that the old matter is not over. */
    again: z.array(z.string().min(4)).default([]),
    /** Silence after "is it solved?": a reminder, and then the end. */
    confirm: z
      .strictObject({ remind_hours: z.number().positive(), close_hours: z.number().positive() })
      .refine(({ remind_hours, close_hours }) => close_hours > remind_hours, {
        path: ['close_hours'],
        message: 'the end comes after the reminder: give more hours than remind_hours',
      }),
  })
  .superRefine(({ queues, routing, people }, context) => {
    const names = new Set(queues.map(({ name }) => name));
    for (const [name, person] of Object.entries(people))
      for (const [at, queue] of (person.queues ?? []).entries())
        if (!names.has(queue))
          context.addIssue({
            code: 'custom',
            path: ['people', name, 'queues', at],
            message: `no queue is named ${queue}; name one of: ${[...names].join(', ')}`,
          });
    if (names.size < queues.length)
      context.addIssue({ code: 'custom', path: ['queues'], message: 'two queues have the same name' });
    routing.forEach(({ queue }, at) => {
      if (queue !== undefined && !names.has(queue))
        context.addIssue({
          code: 'custom',
          path: ['routing', at, 'queue'],
          message: `no queue is named ${queue}; name one of: ${[...names].join(', ')}`,
        });
    });
  });

export type DeskRules = z.infer<typeof deskRulesSchema>;

/** What the SLA clocks go by: each queue's hours, the shop's where it has none. */
export function slaRulesOf(rules: DeskRules, shop: Calendar): SlaRules {
  const calendars = new Map(
    rules.queues.map(({ name, hours }) => [name, hours ? { ...hours, timeZone: shop.timeZone } : shop]),
  );
  return {
    policy: { targets: rules.sla satisfies Record<string, Targets>, warnAt: rules.warn_at },
    calendarOf: (queue) => calendars.get(queue) ?? shop,
  };
}
