// confirm: shows what was collected, lets every line be changed, and waits for a yes.
import { z } from 'zod';
import { type Block, toPlainText } from '../../model/rich-text.ts';
import { yesNo } from '../slots/yes-no.ts';
import type { AcceptResult, Ask, StepContext, StepResult, Utterance } from '../types.ts';
import { common, name } from './common.ts';

export const schema = z.strictObject({
  ...common,
  id: name.default('confirm'),
  /** The slots to show, in order; each has a step of its own that asks for it again when it is to be changed. Empty: a plain yes. */
  confirm: z.array(name),
  /** Slots shown for information, which cannot be changed. */
  show: z.array(name).default([]),
});

type Step = z.infer<typeof schema>;

const EDIT = 'edit.';

export function run(step: Step, context: StepContext): StepResult {
  return { kind: 'ask', ask: ask(step, context) };
}

export function ask(step: Step, context: StepContext): Ask {
  const lines = [...step.confirm, ...step.show].filter((slot) => context.slots[slot]);
  const list: Block = {
    kind: 'list',
    ordered: false,
    items: lines.map((slot) => [
      { kind: 'strong', spans: [{ kind: 'text', text: `${labelOf(slot, context)}: ` }] },
      { kind: 'text', text: context.slots[slot]?.shown ?? '' },
    ]),
  };
  return {
    text: [...context.say(`flow.${context.flow}.${step.id}.ask`), ...(lines.length > 0 ? [list] : [])],
    choices: [
      { label: context.label('common.all-right'), value: 'yes' },
      ...step.confirm
        .filter((slot) => context.slots[slot])
        .map((slot) => ({ label: `✎ ${labelOf(slot, context)}`, value: `${EDIT}${slot}` })),
      { label: context.label('common.cancel'), value: 'cancel' },
    ],
  };
}

export function accept(step: Step, said: Utterance, context: StepContext): AcceptResult {
  if (said.choice === 'cancel') return { kind: 'cancel' };
  const edited = step.confirm.find(
    (slot) => said.choice === `${EDIT}${slot}` || mentions(said.text, labelOf(slot, context)),
  );
  if (edited !== undefined) return { kind: 'go', to: edited, forget: [edited, `${edited}_type`] };
  const answer = yesNo.parse(said, context);
  if (answer.kind === 'value' && answer.slot.value === true) return { kind: 'go' };
  if (answer.kind === 'value') {
    const text = context.say('common.what-to-change');
    return {
      kind: 'ask',
      ask: { text, choices: ask(step, context).choices.filter(({ value }) => value !== 'yes') },
    };
  }
  return { kind: 'invalid', why: 'common.confirm-invalid' };
}

function mentions(words: string | undefined, label: string): boolean {
  return words !== undefined && words.length < 60 && words.toLowerCase().includes(label.toLowerCase());
}

function labelOf(slot: string, context: StepContext): string {
  return toPlainText(context.say(`flow.${context.flow}.${slot}.label`));
}
