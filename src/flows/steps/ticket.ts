// ticket: hands the collected case to people.
import { z } from 'zod';
import type { StepResult } from '../types.ts';
import { common, phraseKey } from './common.ts';

export const schema = z.strictObject({
  id: common.id,
  ticket: phraseKey,
  priority: z.enum(['low', 'normal', 'high', 'urgent']).default('normal'),
  tier: z.union([z.literal(2), z.literal(3)]).default(2),
});

export function run(step: z.infer<typeof schema>): StepResult {
  return { kind: 'ticket', request: { subject: step.ticket, priority: step.priority, tier: step.tier } };
}
