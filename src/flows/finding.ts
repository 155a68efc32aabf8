// What a message tells beside the answer that was asked for: values of other questions, found where the words are certain.
import { findOption } from './slots/choice.ts';
import { type SlotTypeName, slotType } from './slots/types.ts';
import { optionsOf } from './steps/choose.ts';
import { contextFor, filled } from './steps/collect.ts';
import { type Place, typesAt } from './places.ts';
import type { Found, Slots, StepContext } from './types.ts';

export interface Finding {
  readonly place: Place;
  readonly slots: Slots;
  /** The part of the message that it was read from. */
  readonly words: string;
}

/** The surroundings in which a place asks. */
export type PlaceContext = (place: Place) => StepContext;

const MAX_LENGTH = 2000;
/** Digits that are surely meant as the end of a phone number. */
const LAST_DIGITS = /(?<![\p{L}\p{N}+-])\d{4}(?![\p{L}\p{N}]|[-.]\d)/u;
const DIGITS_NAMED = /цифр|последн|digits|last four|last 4|последни/iu;

/** At most one value a place, each part of the message used once. `choices` false leaves options of a choice alone. */
export function findValues(
  text: string,
  places: readonly Place[],
  contextOf: PlaceContext,
  { choices = true } = {},
): Finding[] {
  const findings: Finding[] = [];
  let rest = text.slice(0, MAX_LENGTH);
  const take = (place: Place, name: SlotTypeName, found: Found): void => {
    if (place.step.kind !== 'collect') return;
    findings.push({ place, slots: filled(place.step, name, found), words: found.words });
    rest = rest.replace(found.words, ' ; ');
  };
  const proofs = places.filter((place) => typesAt(place).includes('proof'));
  const others = places.filter((place) => place.step.kind === 'collect' && !proofs.includes(place));
  const named = (place: Place): void => {
    for (const name of typesAt(place)) {
      const found = findOne(rest, name as SlotTypeName, place, contextOf);
      if (found?.certain !== true) continue;
      take(place, name as SlotTypeName, found);
      return;
    }
  };
  const isNumber = (place: Place): boolean => typesAt(place).includes('order-number');
  for (const place of others.filter(isNumber)) named(place);
  // four figures beside an order's number prove it; a contact is one first, and proves where nobody asks for contacts
  const proving = findings.length > 0 || DIGITS_NAMED.test(rest);
  if (proving) for (const place of proofs) findDigits(rest, place, take);
  for (const place of others.filter((one) => !isNumber(one))) named(place);
  const unproved = proofs.filter((place) => !findings.some((one) => one.place === place));
  for (const place of unproved) findContact(rest, place, contextOf, take);
  for (const place of choices ? places : []) {
    if (place.step.kind !== 'choose') continue;
    const option = findOption(rest, optionsOf(place.step, contextOf(place)));
    if (!option) continue;
    const slot = { value: option.value, shown: option.label };
    findings.push({ place, slots: { [place.slot]: slot }, words: option.label });
  }
  return findings;
}

/** The value of one type in the words, whether or not it is certain. */
export function findOne(
  text: string,
  name: SlotTypeName,
  place: Place,
  contextOf: PlaceContext,
): Found | undefined {
  if (place.step.kind !== 'collect') return undefined;
  return slotType(name).find?.(text, contextFor(place.step, contextOf(place)));
}

type Take = (place: Place, name: SlotTypeName, found: Found) => void;

function findDigits(text: string, place: Place, take: Take): void {
  const digits = LAST_DIGITS.exec(text)?.[0];
  if (digits !== undefined)
    take(place, 'proof', { slot: { value: digits, shown: '••••' }, certain: true, words: digits });
}

function findContact(text: string, place: Place, contextOf: PlaceContext, take: Take): void {
  for (const name of ['email', 'phone'] as const) {
    const found = findOne(text, name, place, contextOf);
    const read = found && slotType('proof').parse({ text: found.words }, contextOf(place));
    if (!found || read?.kind !== 'value') continue;
    take(place, 'proof', { ...found, slot: read.slot });
    return;
  }
}

/** A brand and model inside a sentence: neighbouring words in Latin letters or with figures, and the word before them. */
export function modelIn(text: string): string | undefined {
  const words = text.slice(0, 300).split(/[^\p{L}\p{N}-]+/u);
  const isModel = (word: string | undefined): boolean =>
    word !== undefined && /\d/u.test(word) && /\p{L}/u.test(word) && word.length >= 2;
  const at = words.findIndex(isModel);
  if (at < 0) return undefined;
  const cyrillic = /\p{Script=Cyrillic}/u.test(text);
  let start = at;
  const isBrand = (word: string | undefined): boolean =>
    word !== undefined && (cyrillic ? /^\p{Script=Latin}{2,}$/u.test(word) : /^\p{Lu}\p{L}+$/u.test(word));
  while (start > 0 && isBrand(words[start - 1])) start -= 1;
  return words.slice(start, at + 1).join(' ');
}
