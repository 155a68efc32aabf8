// Collected details keep their values when the language changes; how they are shown is worded anew.
import { formatDay } from '../model/day.ts';
import { type FlowRun, type Slot, slotWord } from '../model/conversation.ts';
import type { Lookup } from '../model/order.ts';
import type { Draft } from './draft.ts';

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** Answers what must be looked up first: names of products. */
export function rewordSlots(draft: Draft): Lookup | undefined {
  const { mode, suspended } = draft.state;
  const stacks = [...(suspended ?? []), ...(mode.kind === 'flow' ? [mode.stack] : [])];
  for (const lookup of stacks.flat().flatMap((run) => productsOf(draft, run))) {
    if (!draft.deps.fact(lookup)) return lookup;
  }
  const reworded = (stack: readonly FlowRun[]): FlowRun[] => stack.map((run) => rewordRun(draft, run));
  draft.remember({
    ...(suspended ? { suspended: suspended.map(reworded) } : {}),
    ...(mode.kind === 'flow' ? { mode: { kind: 'flow', stack: reworded(mode.stack) } } : {}),
  });
  return undefined;
}

function rewordRun(draft: Draft, run: FlowRun): FlowRun {
  const slots = Object.entries(run.slots).map(([name, slot]): [string, Slot] => {
    const shown = wordsFor(draft, run, name, slot);
    return [name, shown === undefined ? slot : { ...slot, shown }];
  });
  return { ...run, slots: Object.fromEntries(slots) };
}

/** Undefined when it reads the same in every language, or the customer said it in his own words. */
function wordsFor(draft: Draft, run: FlowRun, name: string, slot: Slot): string | undefined {
  const { phrases } = draft.deps;
  const { locale } = draft.state;
  const { value, shown } = slot;
  if (typeof value === 'boolean') {
    return shown === '' ? undefined : phrases.label(locale, value ? 'common.yes' : 'common.no');
  }
  if (typeof value !== 'string') return undefined;
  const day = ISO_DAY.exec(value);
  if (day) return formatDay({ year: Number(day[1]), month: Number(day[2]), day: Number(day[3]) }, locale);
  const lookup = productLookup(draft, run, name);
  if (lookup) {
    const fact = draft.deps.fact(lookup);
    const found = fact?.kind === 'products' ? fact.products.find(({ sku }) => sku === value) : undefined;
    return found?.names[locale];
  }
  // an option of a choice; a status such as order.status.shipped of the slot order_status
  const keys = [`flow.${run.flow}.${name}.option.${value}`, `${name.replaceAll('_', '.')}.${value}`];
  const key = keys.find((one) => phrases.has(locale, one));
  return key === undefined ? undefined : phrases.label(locale, key);
}

function productsOf(draft: Draft, run: FlowRun): Lookup[] {
  return Object.keys(run.slots).flatMap((name) => productLookup(draft, run, name) ?? []);
}

/** For a slot that holds a product of the catalogue, not the customer's own words. */
function productLookup(draft: Draft, run: FlowRun, name: string): Lookup | undefined {
  const step = draft.deps.flows
    .get(run.flow)
    ?.steps.find((one) => one.kind === 'collect' && one.collect === name);
  const asked = step?.kind === 'collect' && [step.type].flat().includes('product');
  const said = slotWord(run.slots[`${name}_type`]) === 'product';
  const words = slotWord(run.slots[name]);
  return (asked || said) && words !== '' && !words.startsWith('~')
    ? { kind: 'products', words, limit: 1 }
    : undefined;
}
