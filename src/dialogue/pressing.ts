// A pressed button. One that was pressed twice, or stems from last week, does no harm.
import type { ArticleId, FlowId } from '../model/ids.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import { articleText, giveChosen, noneOfThese, takeFeedback } from './answering.ts';
import { askedOffer, askToSwitch, settleOffer, startErrand } from './aside.ts';
import { readPress } from './buttons.ts';
import { confirmLate } from './closing.ts';
import type { Draft } from './draft.ts';
import { continueErrand, endErrand, resumeErrand } from './errand.ts';
import { handOff } from './handoff.ts';
import { sayMenu } from './menu.ts';

export function pressButton(draft: Draft, value: string): EventOutcome | Lookup {
  const press = readPress(value);
  const { mode, prompt } = draft.state;
  const offer = askedOffer(draft);
  if (offer && press.kind === 'answer' && prompt?.nonce === press.nonce)
    return settleOffer(draft, offer, press.value === 'yes');
  if (offer) draft.remember({ offer: undefined });
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
      if (stack && draft.deps.flows.has(press.flow as FlowId))
        return askToSwitch(draft, stack, press.flow as FlowId, '');
      if (stack) break;
      return startErrand(draft, press.flow as FlowId);
    case 'article': {
      const article = stack && draft.deps.knowledge.article(press.article as ArticleId, draft.state.locale);
      // read in the middle of an errand, whose question stands
      if (stack && article && article.body.length > 0)
        return resumeErrand(draft, stack, articleText(article));
      if (stack) break;
      return giveChosen(draft, press.article as ArticleId);
    }
    case 'helped':
      return takeFeedback(draft, press.helped);
    case 'operator':
      return handOff(draft, { reason: 'asked', ...(run ? { run } : {}) });
    case 'other':
      if (stack) break;
      return noneOfThese(draft);
    case 'menu':
      if (stack) endErrand(draft);
      return sayMenu(draft, draft.phrase('menu.again'));
    case 'solved':
      return pressedSolved(draft, press.number, press.solved);
    case 'unknown':
      break;
  }
  const old = draft.phrase('common.old-button');
  return stack ? resumeErrand(draft, stack, old) : sayMenu(draft, old);
}

/** The ticket is over already: "yes" is thanked for once and counts, "no" opens a new one that follows it. */
function pressedSolved(draft: Draft, number: number, solved: boolean): EventOutcome | Lookup {
  if (!solved) return handOff(draft, { reason: 'not-solved' });
  const late = confirmLate(draft, number);
  if (late !== undefined) return late;
  const { ended } = draft.state;
  if (ended?.number === number && ended.since !== 'nothing') return 'noted';
  if (ended) draft.remember({ ended: { ...ended, since: 'thanks' } });
  draft.say(draft.phrase('closing.thanks', { number }));
  return 'answered';
}

/** What the pressed button says, as far as it can still be told; otherwise its value. */
export function labelOf(draft: Draft, value: string): string {
  const offered = draft.state.prompt?.choices.find((choice) => choice.value === value);
  if (offered) return offered.label;
  const press = readPress(value);
  switch (press.kind) {
    case 'flow':
      return draft.deps.flows.has(press.flow as FlowId) ? draft.label(`flow.${press.flow}.title`) : value;
    case 'article':
      return draft.deps.knowledge.article(press.article as ArticleId, draft.state.locale)?.title ?? value;
    case 'helped':
      return draft.label(press.helped ? 'answer.yes' : 'answer.no');
    case 'operator':
      return draft.label('menu.operator');
    case 'menu':
      return draft.label('menu.more');
    case 'other':
      return draft.label('answer.other');
    case 'solved':
      return draft.label(press.solved ? 'closing.yes' : 'closing.no');
    case 'answer':
    case 'unknown':
      return value;
  }
}
