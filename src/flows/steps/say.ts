// say: one phrase, then on.
import { z } from 'zod';
import type { StepContext, StepResult } from '../types.ts';
import { common, phraseKey } from './common.ts';

export const schema = z.strictObject({ ...common, say: phraseKey });

export function run(step: z.infer<typeof schema>, context: StepContext): StepResult {
  return { kind: 'go', says: [context.say(step.say)] };
}
