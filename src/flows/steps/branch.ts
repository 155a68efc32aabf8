// branch: goes where the first true condition says.
import { z } from 'zod';
import type { StepContext, StepResult } from '../types.ts';
import { common, name } from './common.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** A number, or the name of one in flows/rules.yaml: `rule_return_days`. */
const limit = z.union([
  z.number(),
  z.string().regex(/^rule_[a-z0-9_]+$/u, 'give a number, or the name of a rule such as "rule_return_days"'),
]);

const TESTS = ['is', 'not', 'in', 'filled', 'atLeast', 'atMost'] as const;

const condition = z
  .strictObject({
    when: name,
    is: scalar.optional(),
    not: scalar.optional(),
    in: z.array(scalar).optional(),
    filled: z.boolean().optional(),
    /** These two hold for numbers alone. */
    atLeast: limit.optional(),
    atMost: limit.optional(),
    go: name,
  })
  .refine(
    (one) => TESTS.filter((test) => one[test] !== undefined).length === 1,
    `a condition has exactly one of ${TESTS.map((test) => `"${test}"`).join(', ')}`,
  );

export const schema = z.strictObject({
  id: common.id,
  branch: z
    .array(z.union([condition, z.strictObject({ else: name })]))
    .min(2, 'a branch needs a condition and an else'),
});

type Step = z.infer<typeof schema>;
type Condition = z.infer<typeof condition>;

export function run(step: Step, context: StepContext): StepResult {
  for (const way of step.branch) {
    if ('else' in way) return { kind: 'go', to: way.else };
    if (holds(way, context)) return { kind: 'go', to: way.go };
  }
  throw new Error(`branch ${step.id ?? ''} has no else; check should have refused the flow`);
}

/** All the steps it can lead to. */
export function targets(step: Step): string[] {
  return step.branch.map((way) => ('else' in way ? way.else : way.go));
}

function holds(way: Condition, { slots, rules }: StepContext): boolean {
  const value = slots[way.when]?.value;
  if (way.filled !== undefined) return way.filled === (value !== undefined && value !== null);
  if (way.in) return way.in.some((one) => one === value);
  if (way.is !== undefined) return value === way.is;
  if (way.not !== undefined) return value !== way.not;
  const bound = way.atLeast ?? way.atMost;
  const number = typeof bound === 'string' ? rules.shop[bound.slice('rule_'.length)] : bound;
  if (typeof value !== 'number' || number === undefined) return false;
  return way.atLeast === undefined ? value <= number : value >= number;
}
