// Yes or no, by button or in words of any of our languages.
import type { SlotType } from '../types.ts';

const YES =
  /^(?:да|ага|угу|конечно|верно|точно|так|yes|yeah|yep|yup|sure|ok|okay|ок|окей|right|correct|разбира се|точно така|👍|\+)[.!\s]*$/iu;
const NO = /^(?:нет|не|неа|неверно|no|nope|not?|wrong|не е|грешно|👎|-)[.!\s]*$/iu;

/** Whether the words answer a plain question. */
export function isYesOrNo(words: string): boolean {
  const answer = words.trim();
  return YES.test(answer) || NO.test(answer);
}

export const yesNo: SlotType = {
  name: 'yes-no',
  parse(said, context) {
    const answer = said.choice ?? said.text?.trim() ?? '';
    if (answer === 'yes' || YES.test(answer)) {
      return {
        kind: 'value',
        slot: { value: true, shown: context.label('common.yes') },
        fit: 'certain',
      };
    }
    if (answer === 'no' || NO.test(answer)) {
      return { kind: 'value', slot: { value: false, shown: context.label('common.no') }, fit: 'certain' };
    }
    return { kind: 'invalid', why: 'slot.yes-no.invalid' };
  },
  choices: (context) => [
    { label: context.label('common.yes'), value: 'yes' },
    { label: context.label('common.no'), value: 'no' },
  ],
};
