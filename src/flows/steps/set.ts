// set: gives slots fixed values, for example to forget or to mark which way was taken.
import { z } from 'zod';
import type { StepResult } from '../types.ts';
import { common, name } from './common.ts';

export const schema = z.strictObject({
  ...common,
  set: z.record(name, z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export function run(step: z.infer<typeof schema>): StepResult {
  const entries = Object.entries(step.set);
  return {
    kind: 'go',
    forget: entries.filter(([, value]) => value === null).map(([slot]) => slot),
    slots: Object.fromEntries(
      entries
        .filter(([, value]) => value !== null)
        .map(([slot, value]) => [slot, { value, shown: String(value) }]),
    ),
  };
}
