// A pressed button. One that was pressed twice, or stems from last week, does no harm.
import type { ArticleId, FlowId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { giveChosen, noneOfThese, takeFeedback } from './answering.ts';
import { readPress } from './buttons.ts';
import type { Draft } from './draft.ts';
import { beginErrand, continueErrand, endErrand, resumeErrand } from './errand.ts';
import { handOff } from './handoff.ts';
import { sayMenu } from './menu.ts';

export function pressButton(draft: Draft, value: string): EventOutcome | Lookup {
  const press = readPress(value);
  const { mode, prompt } = draft.state;
  const stack = mode.kind === 'flow' ? mode.stack : undefined;
  const run = stack?.at(-1);
  switch (press.kind) {
    case 'answer':
      if (stack && prompt?.nonce === press.nonce)
        return continueErrand(draft, stack, { choice: press.value });
      break;
    case 'flow':
      // the same errand is already under way: its question stands
      if (stack?.some(({ flow }) => flow === press.flow)) return resumeErrand(draft, stack, []);
      return beginErrand(draft, press.flow as FlowId);
    case 'article':
      return giveChosen(draft, press.article as ArticleId);
    case 'helped':
      return takeFeedback(draft, press.helped);
    case 'operator':
      return handOff(draft, { reason: 'asked', ...(run ? { run } : {}) });
    case 'other':
      return noneOfThese(draft);
    case 'menu':
      if (stack) endErrand(draft);
      return sayMenu(draft, draft.phrase('menu.again'));
    case 'unknown':
      break;
  }
  const old = draft.phrase('common.old-button');
  return stack ? resumeErrand(draft, stack, old) : sayMenu(draft, old);
}
