// An angry customer: told sorry once, spared surveys, given a person at the first thing the bot does not know.
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { resumeErrand } from './errand.ts';
import { handOff } from './handoff.ts';

const MAX_WORDS = 20;

/** What is said next begins with an apology, when it is the first outburst and people do not have the matter. */
export function noteAnger(draft: Draft, words: readonly string[]): void {
  const first = !draft.angry;
  const before = first ? [] : (draft.state.angryWords ?? []);
  draft.remember({
    angryAt: draft.deps.now.getTime(),
    angryWords: [...new Set([...before, ...words])].slice(-MAX_WORDS),
  });
  if (first && !draft.ticket) draft.preface(draft.phrase('anger.sorry'));
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
