// branch: goes where the first true condition says.
import { z } from 'zod';
import type { Slots, StepResult } from '../types.ts';
import { common, name } from './common.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const condition = z
  .strictObject({
    when: name,
    is: scalar.optional(),
    in: z.array(scalar).optional(),
    filled: z.boolean().optional(),
    go: name,
  })
  .refine(
    ({ is, in: list, filled }) => [is, list, filled].filter((one) => one !== undefined).length === 1,
    'a condition has exactly one of "is", "in", "filled"',
  );

export const schema = z.strictObject({
  id: common.id,
  branch: z
    .array(z.union([condition, z.strictObject({ else: name })]))
    .min(2, 'a branch needs a condition and an else'),
});

type Step = z.infer<typeof schema>;

export function run(step: Step, slots: Slots): StepResult {
  for (const way of step.branch) {
    if ('else' in way) return { kind: 'go', to: way.else };
    const value = slots[way.when]?.value;
    const holds =
      way.filled !== undefined
        ? way.filled === (value !== undefined && value !== null)
        : way.in !== undefined
          ? way.in.some((one) => one === value)
          : value === way.is;
    if (holds) return { kind: 'go', to: way.go };
  }
  throw new Error(`branch ${step.id ?? ''} has no else; check should have refused the flow`);
}

/** All the steps it can lead to. */
export function targets(step: Step): string[] {
  return step.branch.map((way) => ('else' in way ? way.else : way.go));
}
