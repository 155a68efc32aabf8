// choose: one of a few named options, by button or in words near enough to one of them.
import { z } from 'zod';
import type { Choice } from '../../model/message.ts';
import { pickOption } from '../slots/choice.ts';
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
    choices: optionsOf(step, context),
  };
}

export function accept(step: Step, said: Utterance, context: StepContext): AcceptResult {
  const pressed = step.options.find((option) => option === said.choice);
  const chosen = pressed ?? pickOption(said.text ?? '', optionsOf(step, context))?.option.value;
  if (chosen === undefined) return { kind: 'invalid', why: 'slot.choice.invalid' };
  return {
    kind: 'go',
    slots: { [step.choose]: { value: chosen, shown: labelOf(step, chosen, context) } },
  };
}

/** The options with their labels, in the order of the buttons. */
export function optionsOf(step: Step, context: StepContext): Choice[] {
  return step.options.map((value) => ({ value, label: labelOf(step, value, context) }));
}

function labelOf(step: Step, option: string, context: StepContext): string {
  return context.label(`flow.${context.flow}.${step.choose}.option.${option}`);
}
