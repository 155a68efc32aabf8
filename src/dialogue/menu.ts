// The few things that can be started with a button.
import type { Choice } from '../model/message.ts';
import type { RichText } from '../model/rich-text.ts';
import type { EventOutcome } from '../model/turn.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';

/** Questions remembered for the case. */
export const MAX_TRIED = 10;

export function sayMenu(draft: Draft, text: RichText): EventOutcome {
  draft.say(text, { choices: menuChoices(draft) });
  return 'answered';
}

function menuChoices(draft: Draft): Choice[] {
  const { menu, flows } = draft.deps;
  return [
    ...menu
      .filter((id) => [...flows.keys()].some((known) => known === id))
      .map((id) => button.flow(id, draft.label(`flow.${id}.title`))),
    button.operator(draft.label('menu.operator')),
  ];
}
