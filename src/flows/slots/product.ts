// A product: chosen from the catalogue when the words resemble one, otherwise kept in the customer's own words.
import type { SlotType, StepContext, Parsed } from '../types.ts';

const MAX_OPTIONS = 3;
/** Value of the button "something else". */
const OTHER = '~';

export const product: SlotType = {
  name: 'product',
  parse(said, context) {
    if (said.choice !== undefined) return chosen(said.choice, context);
    const words = said.text?.trim().slice(0, 200) ?? '';
    if (!/\p{L}{2}/u.test(words)) return { kind: 'invalid', why: 'slot.product.invalid' };
    const lookup = { kind: 'products', words, limit: MAX_OPTIONS } as const;
    const fact = context.fact(lookup);
    if (!fact) return { kind: 'needs', lookup };
    const products = fact.kind === 'products' ? fact.products : [];
    const only = products[0];
    if (!only) return { kind: 'value', slot: { value: `${OTHER}${words}`, shown: words } };
    if (products.length === 1) return { kind: 'value', slot: asSlot(only.sku, nameIn(only.names, context)) };
    return {
      kind: 'which',
      choices: [
        ...products.map(({ sku, names }) => ({ value: sku, label: nameIn(names, context) })),
        { value: `${OTHER}${words}`.slice(0, 24), label: context.label('slot.product.other') },
      ],
    };
  },
};

function chosen(value: string, context: StepContext): Parsed {
  if (value.startsWith(OTHER)) return { kind: 'value', slot: { value, shown: value.slice(OTHER.length) } };
  const lookup = { kind: 'products', words: value, limit: 1 } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const found = fact.kind === 'products' ? fact.products[0] : undefined;
  return found
    ? { kind: 'value', slot: asSlot(found.sku, nameIn(found.names, context)) }
    : { kind: 'invalid', why: 'slot.product.invalid' };
}

function asSlot(sku: string, name: string): { value: string; shown: string } {
  return { value: sku, shown: name };
}

function nameIn(names: Readonly<Record<string, string>>, { locale }: StepContext): string {
  return names[locale] ?? names['ru'] ?? '';
}
