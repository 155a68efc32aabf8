// The few things that can be started with a button.
import type { Choice } from '../model/message.ts';
import type { RichText } from '../model/rich-text.ts';
import type { EventOutcome } from '../model/turn.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';

/** Questions remembered for the case. */
export const MAX_TRIED = 10;
const INTRODUCED_FOR_MS = 12 * 60 * 60 * 1000;

export function sayMenu(draft: Draft, text: RichText): EventOutcome {
  draft.say(text, { choices: menuChoices(draft) });
  return 'answered';
}

/** Who the bot is, and what it can do; only a word when it has said so already. */
export function greet(draft: Draft): EventOutcome {
  const { greetedAt } = draft.state;
  const now = draft.deps.now.getTime();
  const known = greetedAt !== undefined && now - greetedAt < INTRODUCED_FOR_MS;
  draft.remember({ greetedAt: now });
  return sayMenu(draft, draft.phrase(known ? 'talk.hello-again' : 'menu.greeting'));
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
