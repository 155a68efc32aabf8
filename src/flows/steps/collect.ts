// collect: asks for one detail and waits. Skipped when the detail is known already.
import { z } from 'zod';
import { SLOT_TYPES, SLOT_TYPE_NAMES } from '../slots/types.ts';
import type { AcceptResult, StepContext, StepResult, Utterance } from '../types.ts';
import { common, name } from './common.ts';

const type = z.enum(SLOT_TYPE_NAMES as [string, ...string[]]);

export const schema = z.strictObject({
  ...common,
  collect: name,
  /** With several types the first that understands the words wins; `<slot>_type` says which. */
  type: z.union([type, z.array(type).min(2)]),
  optional: z.boolean().default(false),
});

type Step = z.infer<typeof schema>;

export const SKIP = 'skip';

export function run(step: Step, context: StepContext): StepResult {
  if (context.slots[step.collect]) return { kind: 'go' };
  return { kind: 'ask', ask: ask(step, context) };
}

export function ask(
  step: Step,
  context: StepContext,
): { text: ReturnType<StepContext['say']>; choices: { label: string; value: string }[] } {
  const choices = typesOf(step).includes('yes-no')
    ? [
        { label: context.label('common.yes'), value: 'yes' },
        { label: context.label('common.no'), value: 'no' },
      ]
    : [];
  if (step.optional) choices.push({ label: context.label('common.skip'), value: SKIP });
  return { text: context.say(`flow.${context.flow}.${step.collect}.ask`), choices };
}

export function accept(step: Step, said: Utterance, context: StepContext): AcceptResult {
  if (step.optional && said.choice === SKIP) {
    return { kind: 'go', slots: { [step.collect]: { value: null, shown: '—' } } };
  }
  let why: string | undefined;
  for (const name of typesOf(step)) {
    const parsed = SLOT_TYPES[name as keyof typeof SLOT_TYPES].parse(said, context);
    if (parsed.kind === 'value') {
      return {
        kind: 'go',
        slots: { [step.collect]: parsed.slot, [`${step.collect}_type`]: { value: name, shown: name } },
      };
    }
    if (parsed.kind === 'needs') return parsed;
    if (parsed.kind === 'which') {
      const text = context.say(
        context.has(`flow.${context.flow}.${step.collect}.which`)
          ? `flow.${context.flow}.${step.collect}.which`
          : 'common.which',
      );
      return { kind: 'ask', ask: { text, choices: parsed.choices } };
    }
    why ??= parsed.why;
  }
  const own = `flow.${context.flow}.${step.collect}.invalid`;
  return {
    kind: 'invalid',
    ...(context.has(own) ? { why: own } : why === undefined ? {} : { why }),
  };
}

export function typesOf(step: Step): readonly string[] {
  return typeof step.type === 'string' ? [step.type] : step.type;
}
