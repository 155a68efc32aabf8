// Yes or no, by button or in words of any of our languages.
import type { SlotType } from '../types.ts';

const YES =
  /^(?:да|ага|угу|конечно|верно|точно|так|yes|yeah|yep|yup|sure|ok|okay|ок|окей|right|correct|разбира се|точно така|👍|\+)[.!\s]*$/iu;
const NO = /^(?:нет|не|неа|неверно|no|nope|not?|wrong|не е|грешно|👎|-)[.!\s]*$/iu;

export const yesNo: SlotType = {
  name: 'yes-no',
  parse(said, context) {
    const answer = said.choice ?? said.text?.trim() ?? '';
    if (answer === 'yes' || YES.test(answer)) {
      return { kind: 'value', slot: { value: true, shown: context.label('common.yes') } };
    }
    if (answer === 'no' || NO.test(answer)) {
      return { kind: 'value', slot: { value: false, shown: context.label('common.no') } };
    }
    return { kind: 'invalid' };
  },
};
