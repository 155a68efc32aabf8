// guide: walks through the numbered list of an article, one item at a time, and keeps what came of each for the ticket.
import { z } from 'zod';
import { type Slot, slotWord } from '../../model/conversation.ts';
import { type RichText, type Span, spansToPlainText } from '../../model/rich-text.ts';
import type { AcceptResult, Ask, StepContext, StepResult, Utterance } from '../types.ts';
import { common, name } from './common.ts';

export const schema = z.strictObject({
  id: common.id,
  /** Slot with the name of an article. */
  guide: name,
  /** Every item was done or skipped. */
  done: name,
  /** An item did not work. */
  failed: name,
  /** No article, or one without a numbered list. */
  none: name,
});

type Step = z.infer<typeof schema>;
type Outcome = 'done' | 'failed' | 'skip';

/** Where the guide stands: `guide_at` is the item that is shown, from 1; beyond the last one, or negative, it is over. */
export const GUIDE_SLOTS = ['guide_article', 'guide_at', 'guide_tried'] as const;

const MAX_ITEM_IN_CASE = 160;

export function run(step: Step, context: StepContext): StepResult {
  const items = itemsOf(step, context);
  if (items.length === 0) return { kind: 'go', to: step.none };
  const at = placeOf(step, context);
  if (at < 0) return { kind: 'go', to: step.failed };
  if (at > items.length) return { kind: 'go', to: step.done };
  const question = ask(step, context);
  return question ? { kind: 'ask', ask: question } : { kind: 'go', to: step.none };
}

/** Undefined when there is nothing to walk through. */
export function ask(step: Step, context: StepContext): Ask | undefined {
  const items = itemsOf(step, context);
  const at = placeOf(step, context);
  const item = items[at - 1];
  if (!item) return undefined;
  const text: RichText = [
    ...context.say('common.guide-step', { at, count: items.length }),
    { kind: 'paragraph', spans: item },
  ];
  const choice = (value: Outcome): { value: string; label: string } => ({
    value,
    label: context.label(value === 'skip' ? 'common.skip' : `common.guide-${value}`),
  });
  return { text, choices: [choice('done'), choice('failed'), choice('skip')] };
}

export function accept(step: Step, said: Utterance, context: StepContext): AcceptResult {
  const items = itemsOf(step, context);
  const at = placeOf(step, context);
  const item = items[at - 1];
  if (!item) return run(step, context);
  const outcome = outcomeOf(said);
  if (outcome === undefined) return { kind: 'invalid', why: 'common.guide-invalid' };
  const line = `${at}. ${spansToPlainText(item).slice(0, MAX_ITEM_IN_CASE)} — ${context.label(`common.guide-${outcome}`)}`;
  const before = context.slots['guide_tried'];
  const fresh = slotWord(context.slots['guide_article']) !== slotWord(context.slots[step.guide]);
  const tried: Slot =
    before && !fresh && before.value !== 0
      ? { value: Number(before.value) + 1, shown: `${before.shown}\n${line}` }
      : { value: 1, shown: line };
  const place = outcome === 'failed' ? -at : at + 1;
  const slots = {
    guide_article: { value: slotWord(context.slots[step.guide]), shown: '' },
    guide_at: { value: place, shown: String(Math.abs(place)) },
    guide_tried: tried,
  };
  if (outcome === 'failed') return { kind: 'go', to: step.failed, slots };
  return { kind: 'go', to: at >= items.length ? step.done : (step.id ?? ''), slots };
}

/** The slots as they were one item earlier; undefined at the first item. */
export function back(step: Step, context: StepContext): Record<string, Slot> | undefined {
  const at = placeOf(step, context);
  if (at < 2) return undefined;
  const lines = (context.slots['guide_tried']?.shown ?? '').split('\n').slice(0, -1);
  return {
    guide_at: { value: at - 1, shown: String(at - 1) },
    guide_tried: { value: lines.length, shown: lines.join('\n') },
  };
}

const FAILED =
  /(?<!\p{L})(?:не (?:получ|сработ|помог|выш|работ|удал|могу|стана|става|помага|успя)\p{L}*|no luck|(?:did|does|do)(?: not|n['’]?t) (?:work|help)|not working|нет|неа|nope|no|не)(?!\p{L})/iu;
const DONE =
  /(?<!\p{L})(?:готов\p{L}*|сделал\p{L}*|получил\p{L}*|сработал\p{L}*|помогло|дальше|следующ\p{L}*|есть|да|ок|done|did it|works?|worked|next|yes|yep|ok|okay|ready|готово|направих|стана|получи се|нататък|напред|следващ\p{L}*)(?!\p{L})/iu;
const SKIP = /(?<!\p{L})(?:пропус\p{L}*|skip|пропусни)(?!\p{L})/iu;

function outcomeOf({ choice, text }: Utterance): Outcome | undefined {
  if (choice === 'done' || choice === 'failed' || choice === 'skip') return choice;
  const words = text?.trim() ?? '';
  if (words.length > 80) return undefined;
  if (SKIP.test(words)) return 'skip';
  if (FAILED.test(words)) return 'failed';
  return DONE.test(words) ? 'done' : undefined;
}

function placeOf(step: Step, { slots }: StepContext): number {
  const same = slotWord(slots['guide_article']) === slotWord(slots[step.guide]);
  const at = slots['guide_at']?.value;
  return same && typeof at === 'number' ? at : 1;
}

function itemsOf(step: Step, context: StepContext): readonly (readonly Span[])[] {
  const id = slotWord(context.slots[step.guide]);
  const body = id === '' ? undefined : context.article(id)?.body;
  const list = body?.find((block) => block.kind === 'list' && block.ordered);
  return list?.kind === 'list' ? list.items : [];
}
