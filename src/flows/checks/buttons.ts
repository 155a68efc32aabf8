// Buttons whose value is longer than a channel can carry back.
import { MAX_CHOICE_VALUE_BYTES } from '../../model/message.ts';
import type { Problem } from '../../model/problem.ts';
import type { Flow, FlowStep } from '../flow.ts';
import { reporter } from './finding.ts';

/** What stands before the value of an answer: `p:`, the question's own six characters, `:`. */
const NONCE = 'p:000000:';
const STARTS_FLOW = 'flow:';

export function checkButtons(flow: Flow): Problem[] {
  const at = reporter(flow);
  const answers = flow.steps.flatMap((step, index) =>
    valuesOf(step).flatMap(({ value, name }) => {
      const over = bytes(NONCE + value) - MAX_CHOICE_VALUE_BYTES;
      if (over <= 0) return [];
      const message = `a button cannot carry "${name}": it is ${over} bytes too long`;
      return [at(index, 'long-button', message, `shorten the name by ${over} letters or more`)];
    }),
  );
  const over = bytes(STARTS_FLOW + flow.id) - MAX_CHOICE_VALUE_BYTES;
  if (over <= 0) return answers;
  const message = `the name of the file is ${over} bytes too long for the button that starts the flow`;
  return [
    ...answers,
    at(-1, 'long-button', message, `shorten the name of the file by ${over} letters or more`),
  ];
}

/** A catalogue's SKUs need no check: the product slot gives a long one a short stand-in. */
function valuesOf(step: FlowStep): { value: string; name: string }[] {
  if (step.kind === 'choose') return step.options.map((option) => ({ value: option, name: option }));
  if (step.kind === 'confirm') return step.confirm.map((slot) => ({ value: `edit.${slot}`, name: slot }));
  return [];
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
