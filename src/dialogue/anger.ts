// An angry customer: told sorry once, spared surveys, given a person at the first thing the bot does not know.
import type { Lookup } from '../model/order.ts';
import { customerFurious } from '../desk/ticket.ts';
import type { EventOutcome } from '../model/turn.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { resumeErrand } from './errand.ts';
import { handOff } from './handoff.ts';

/** What is said next begins with an apology, when it is the first outburst. */
export function noteAnger(draft: Draft): void {
  const first = !draft.angry;
  draft.remember({ angryAt: draft.deps.now.getTime() });
  if (draft.ticket) {
    const raised = customerFurious(draft.ticket);
    if (raised !== draft.ticket) draft.keepTicket(raised);
  } else if (first) draft.preface(draft.phrase('anger.sorry'));
}

/** There is no question in it: a calm sentence, the second time a person. Nothing is searched for. */
export function answerOutburst(draft: Draft): EventOutcome | Lookup {
  const { mode, misses } = draft.state;
  const stack = mode.kind === 'flow' ? mode.stack : undefined;
  const run = stack?.at(-1);
  if (misses > 0) return handOff(draft, { reason: 'angry', ...(run ? { run } : {}) });
  draft.remember({ misses: misses + 1 });
  const calm = draft.phrase('anger.calm');
  if (stack) return resumeErrand(draft, stack, calm);
  draft.say(calm, { choices: [button.operator(draft.label('menu.operator'))] });
  return 'asked';
}
