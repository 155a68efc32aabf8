// choose: one of a few named options, by button, by its label typed out, or by its number.
import { z } from 'zod';
import type { AcceptResult, Ask, StepContext, StepResult, Utterance } from '../types.ts';
import { common, name } from './common.ts';

export const schema = z.strictObject({
  ...common,
  choose: name,
  options: z
    .array(name)
    .min(2, 'a choice needs at least two options')
    .max(8, 'a choice has at most eight options'),
});

type Step = z.infer<typeof schema>;

export function run(step: Step, context: StepContext): StepResult {
  return context.slots[step.choose] ? { kind: 'go' } : { kind: 'ask', ask: ask(step, context) };
}

export function ask(step: Step, context: StepContext): Ask {
  return {
    text: context.say(`flow.${context.flow}.${step.choose}.ask`),
    choices: step.options.map((value) => ({ value, label: labelOf(step, value, context) })),
  };
}

export function accept(step: Step, said: Utterance, context: StepContext): AcceptResult {
  const words = said.text?.trim().toLowerCase();
  const chosen = step.options.find(
    (option, index) =>
      option === said.choice ||
      words === String(index + 1) ||
      words === labelOf(step, option, context).toLowerCase(),
  );
  if (chosen === undefined) return { kind: 'invalid', why: 'slot.choice.invalid' };
  return {
    kind: 'go',
    slots: { [step.choose]: { value: chosen, shown: labelOf(step, chosen, context) } },
  };
}

function labelOf(step: Step, option: string, context: StepContext): string {
  return context.label(`flow.${context.flow}.${step.choose}.option.${option}`);
}
