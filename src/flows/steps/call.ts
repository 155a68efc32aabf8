// flow: runs another flow and comes back to the step below with what that one collected.
import { z } from 'zod';
import type { FlowId } from '../../model/ids.ts';
import type { Slots, StepResult } from '../types.ts';
import { common, name } from './common.ts';

export const schema = z.strictObject({
  ...common,
  flow: z.string(),
  /** Their slot by ours. Without it they get all our slots, with it these alone. */
  with: z.record(name, name).optional(),
});

type Step = z.infer<typeof schema>;

export function run(step: Step): StepResult {
  return { kind: 'call', flow: step.flow as FlowId };
}

/** What the called flow begins with. */
export function slotsGiven(step: Step, ours: Slots): Slots {
  if (!step.with) return ours;
  return Object.fromEntries(
    Object.entries(step.with).flatMap(([theirs, mine]) => {
      const slot = ours[mine];
      const type = ours[`${mine}_type`];
      return slot ? [[theirs, slot], ...(type ? [[`${theirs}_type`, type]] : [])] : [];
    }),
  ) as Slots;
}

/** What comes back from it: passed slots under our names, all others under their own. */
export function slotsReturned(step: Step, theirs: Slots): Slots {
  return Object.fromEntries(
    Object.entries(theirs).map(([slot, value]) => {
      const base = slot.endsWith('_type') ? slot.slice(0, -'_type'.length) : slot;
      const mine = step.with?.[base];
      if (mine === undefined) return [slot, value];
      return [base === slot ? mine : `${mine}_type`, value];
    }),
  );
}
