// lookup: personal-data has everything that is stored about the customer written to a file, sent with the next message.
import { z } from 'zod';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from '../steps/common.ts';

export const schema = z.strictObject({
  ...common,
  lookup: z.literal('personal-data'),
  unavailable: name,
});

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  const lookup = { kind: 'personal-data', customer: context.customer, locale: context.locale } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  return fact.kind === 'file' ? { kind: 'go', files: [fact.file] } : { kind: 'go', to: step.unavailable };
}
