// A product: chosen from the catalogue when the words resemble one, otherwise kept in the customer's own words.
import { createHash } from 'node:crypto';
import type { Slot } from '../../model/conversation.ts';
import type { Choice } from '../../model/message.ts';
import type { Product } from '../../model/order.ts';
import type { Parsed, SlotType, StepContext } from '../types.ts';
import { pickOption } from './choice.ts';

const MAX_OPTIONS = 3;
const MAX_LENGTH = 200;
/** Value of the button "something else", and what begins the value of a product in the customer's own words. */
const OTHER = '~';
/** What a button of the pending question can surely carry beside its nonce. */
const MAX_VALUE_BYTES = 48;
/** A word, or a model of one letter with figures. */
const NAMES_SOMETHING = /\p{L}{2}|\p{L}[-\s]?\d|\d[-\s]?\p{L}/u;
const NONE_OF_THEM =
  /^(?:нет|не|ни одн\p{L}*|никак\p{L}*|друг\p{L}*|ин(?:ой|ая|ое)|no|not|none|neither|another|other|something else|няма|нито|друг\p{L}*|не е)(?!\p{L})/iu;

export const product: SlotType = {
  name: 'product',
  parse(said, context) {
    const earlier = said.earlier ?? '';
    if (said.choice !== undefined) return pressed(said.choice, earlier, context);
    const words = said.text?.trim().slice(0, MAX_LENGTH) ?? '';
    if (earlier !== '' && words !== '') return amongOffered(words, earlier, context);
    if (!NAMES_SOMETHING.test(words)) return { kind: 'invalid', why: 'slot.product.invalid' };
    const products = lookUp(words, context);
    if (!Array.isArray(products)) return products;
    if (products.length === 0) return ownWords(words);
    return fromCatalogue(products, words, context);
  },
};

/** A typed answer to "which of these?": one of them, another product of the catalogue, or none of them in so many words. */
function amongOffered(words: string, earlier: string, context: StepContext): Parsed {
  const offered = lookUp(earlier, context);
  if (!Array.isArray(offered)) return offered;
  const choices = offers(offered, context);
  const picked = pickOption(words, choices);
  if (picked) return pressed(picked.option.value, earlier, context);
  if (NONE_OF_THEM.test(words))
    return ownWords(/\p{L}+\P{L}+[\p{L}\p{N}]{2}/u.test(words) ? `${earlier}; ${words}` : earlier);
  const products = /\p{L}{2}|\d/u.test(words) ? lookUp(words, context) : [];
  if (!Array.isArray(products)) return products;
  if (products.length === 0) return { kind: 'which', choices, words: earlier };
  return fromCatalogue(products, words, context);
}

function pressed(value: string, earlier: string, context: StepContext): Parsed {
  if (value.startsWith(OTHER)) return ownWords(earlier === '' ? value.slice(OTHER.length) : earlier);
  const products = lookUp(earlier === '' ? value : earlier, context);
  if (!Array.isArray(products)) return products;
  const found = products.find(({ sku }) => buttonOf(sku) === value);
  return found ? inCatalogue(found, context) : { kind: 'invalid', why: 'slot.product.invalid' };
}

function fromCatalogue(products: readonly Product[], words: string, context: StepContext): Parsed {
  const [only, ...others] = products;
  if (only && others.length === 0) return inCatalogue(only, context);
  return { kind: 'which', choices: offers(products, context), words };
}

function offers(products: readonly Product[], context: StepContext): Choice[] {
  return [
    ...products.map(({ sku, names }) => ({ value: buttonOf(sku), label: nameIn(names, context) })),
    { value: OTHER, label: context.label('slot.product.other') },
  ];
}

/** The SKU, or a short stand-in for one that no button can carry. */
function buttonOf(sku: string): string {
  if (Buffer.byteLength(sku) <= MAX_VALUE_BYTES && !sku.startsWith(OTHER)) return sku;
  return `#${createHash('sha256').update(sku).digest('base64url').slice(0, 22)}`;
}

function lookUp(
  words: string,
  context: StepContext,
): Product[] | Extract<Parsed, { kind: 'needs' | 'invalid' }> {
  const lookup = { kind: 'products', words, limit: MAX_OPTIONS } as const;
  const fact = context.fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  return fact.kind === 'products' ? [...fact.products] : [];
}

function inCatalogue({ sku, names }: Product, context: StepContext): Parsed {
  return { kind: 'value', slot: { value: sku, shown: nameIn(names, context) }, fit: 'certain' };
}

function ownWords(words: string): Parsed {
  const slot: Slot = { value: `${OTHER}${words}`, shown: words };
  return NAMES_SOMETHING.test(words)
    ? { kind: 'value', slot, fit: 'possible' }
    : { kind: 'invalid', why: 'slot.product.invalid' };
}

function nameIn(names: Readonly<Record<string, string>>, { locale }: StepContext): string {
  return names[locale] ?? names['ru'] ?? '';
}
