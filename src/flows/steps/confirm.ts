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
  const edited = step.confirm.find((slot) => said.choice === `${EDIT}${slot}`);
  if (edited !== undefined) return { kind: 'edit', slot: edited };
  const words = said.text?.trim() ?? '';
  const answer = yesNo.parse(said, context);
  if (AGREED.test(words) || (answer.kind === 'value' && answer.slot.value === true)) return { kind: 'go' };
  if (DISAGREED.test(words) || answer.kind === 'value') {
    const text = context.say('common.what-to-change');
    return {
      kind: 'ask',
      ask: { text, choices: ask(step, context).choices.filter(({ value }) => value !== 'yes') },
    };
  }
  return { kind: 'invalid', why: 'common.confirm-invalid' };
}

const AGREED =
  /^(?:(?:да|ага|ок|yes|yep|ok|okay|добре)[\s,.!]*)?(?:вс[её] (?:верно|правильно|так|точно|ок|хорошо)|верно|правильно|подтверждаю|подтвердить|согласен|согласна|отправля(?:й|йте)|отправ(?:ь|ить|ьте)|оформля(?:й|йте)|можно отправлять|(?:it(?:'s| is) |that(?:'s| is) |everything(?:'s| is) |all (?:is |looks )?|looks )?(?:correct|right|fine|good|okay)|confirm(?:ed)?|i confirm|send it|go ahead|submit|всичко (?:е )?(?:вярно|наред|точно|правилно)|вярно|точно така|потвърждавам|изпрати(?:те)?|изпращай(?:те)?|съгласен съм|съгласна съм)[.!\s👍]*$/iu;
const DISAGREED =
  /^(?:(?:нет|no|не)[\s,.!]+)?(?:не(?:верно|правильно)|не вс[её] (?:верно|правильно|так)|не так|есть ошибк\p{L}*|ошибка|хочу (?:исправить|изменить|поменять)|исправить|изменить|not (?:right|correct|quite)|that(?:'s| is) (?:wrong|not right)|something(?:'s| is) wrong|wrong|change(?: something)?|не е (?:вярно|точно|правилно)|има грешка|грешка|искам да променя|промени|промяна)[.!\s]*$/iu;

function labelOf(slot: string, context: StepContext): string {
  return toPlainText(context.say(`flow.${context.flow}.${slot}.label`));
}
