// flow: runs another flow and comes back to the step below.
import { z } from 'zod';
import type { FlowId } from '../../model/ids.ts';
import type { StepResult } from '../types.ts';
import { common } from './common.ts';

export const schema = z.strictObject({ ...common, flow: z.string() });

export function run(step: z.infer<typeof schema>): StepResult {
  return { kind: 'call', flow: step.flow as FlowId };
}
