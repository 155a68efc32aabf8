// The shape of what a page may ask to be done with a ticket, and an example of each for whoever sends it wrongly.
import { z } from 'zod';
import { LOCALES } from '../../model/locale.ts';
import { clientKey, parsed } from './body.ts';
import type { PageAct } from './wire.ts';
import { MAX_ARTICLE_NAME, MAX_REF } from './words-routes.ts';

const EXAMPLES: Record<PageAct['kind'], object> = {
  take: {},
  release: {},
  reopen: {},
  block: {},
  unblock: {},
  close: {},
  assign: { to: 'staff:…' },
  priority: { priority: 'high' },
  tier: { tier: 3, queue: 'specialists' },
  wake: {},
  snooze: { until: 1_767_225_600_000 },
  merge: { into: 1042 },
  language: { locale: 'bg' },
  macro: { macro: 'send-receipt' },
  answer: { article: 'delivery-cost' },
  edit: { of: 'web:…', text: '...' },
  delete: { of: 'web:…' },
};
const KINDS = Object.keys(EXAMPLES);

const ref = z.string().min(1).max(MAX_REF);
const name = z.string().trim().min(1).max(200);
const article = z.string().trim().min(1).max(MAX_ARTICLE_NAME);

const act = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.enum(['take', 'release', 'reopen', 'wake', 'block', 'unblock']) }),
    z.strictObject({ kind: z.literal('close'), unasked: z.literal(true).optional() }),
    z.strictObject({ kind: z.literal('assign'), to: name }),
    z.strictObject({ kind: z.literal('priority'), priority: z.enum(['low', 'normal', 'high', 'urgent']) }),
    z.strictObject({ kind: z.literal('tier'), tier: z.literal([2, 3]), queue: name.optional() }),
    z.strictObject({ kind: z.literal('snooze'), until: z.int().positive() }),
    z.strictObject({ kind: z.literal('merge'), into: z.int().positive() }),
    z.strictObject({ kind: z.literal('language'), locale: z.enum(LOCALES) }),
    z.strictObject({ kind: z.literal('macro'), macro: name }),
    z.strictObject({ kind: z.literal('answer'), article }),
    z.strictObject({ kind: z.literal('edit'), of: ref, text: z.string() }),
    z.strictObject({ kind: z.literal('delete'), of: ref }),
  ],
  `must be one of: ${KINDS.join(', ')}`,
);
const envelope = z.object({ id: clientKey, act });

/** An act as it came, checked in shape alone. */
export type GivenAct = z.infer<typeof act>;

/** Throws 400 that says what is wrong, where, and how it is sent rightly. */
export function readAct(body: unknown): z.infer<typeof envelope> {
  return parsed(envelope, body, exampleFor(body));
}

/** Of the kind that was meant, where that can be seen. */
function exampleFor(body: unknown): string {
  const meant = z.object({ act: z.object({ kind: z.string() }) }).safeParse(body).data?.act.kind;
  const kind = KINDS.find((one) => one === meant) ?? 'take';
  return JSON.stringify({ id: '8f3a…', act: { kind, ...EXAMPLES[kind as PageAct['kind']] } });
}
