// answer: shows an article of the knowledge base, then on.
import { z } from 'zod';
import type { StepResult } from '../types.ts';
import { common } from './common.ts';

export const schema = z.strictObject({ ...common, answer: z.string() });

export function run(step: z.infer<typeof schema>): StepResult {
  return { kind: 'article', article: step.answer };
}
