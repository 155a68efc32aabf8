// end: the errand is done.
import { z } from 'zod';
import type { StepResult } from '../types.ts';
import { common } from './common.ts';

export const schema = z.strictObject({ id: common.id, end: z.literal(true) });

export function run(): StepResult {
  return { kind: 'end' };
}
