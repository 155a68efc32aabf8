import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SLOT_TYPE_NAMES, type SlotTypeName, slotType } from '../../../src/flows/slots/types.ts';
import { loadPhrases } from '../../../src/flows/phrases.ts';
import { LOCALES, type Locale } from '../../../src/model/locale.ts';
import { context } from '../context.ts';

const anyType = fc.constantFrom(...SLOT_TYPE_NAMES);
const anyLocale = fc.constantFrom<Locale>(...LOCALES);
/** What is masked when shown, and what has no words. */
const UNREADABLE: readonly SlotTypeName[] = ['proof', 'phone', 'email', 'files'];

/** Words that slot types look for, thrown together with anything else. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        ...'вчера 15 мая преди две седмици последний пятницу утре 12.05.2026 €20 1 500 руб s/n 4CE0460D0G UT-10421'.split(
          ' ',
        ),
        ...'в Москве двадцать первого anna@example.ru +79161234512 ⭐⭐ отлично не да next friday may the 3rd тысяч'.split(
          ' ',
        ),
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));

describe('every slot type, whatever is typed', () => {
  test('never throws, and reads what it accepted again from what it showed', () => {
    const labels: Record<string, string> = { 'common.yes': 'Да', 'common.no': 'Нет' };
    fc.assert(
      fc.property(anyType, words, anyLocale, fc.boolean(), (name, text, locale, future) => {
        const label = (key: string): string => labels[key] ?? key;
        const surroundings = context({ locale, future, label });
        const parsed = slotType(name).parse({ text: text.trim() }, surroundings);
        if (parsed.kind !== 'value' || UNREADABLE.includes(name)) return;
        const again = slotType(name).parse({ text: parsed.slot.shown }, surroundings);
        expect(again, `${name} ${locale} ${JSON.stringify(text)}`).toMatchObject({
          kind: 'value',
          slot: parsed.slot,
        });
      }),
      { numRuns: 3_000 },
    );
  });

  test('finds only what stands in the message, and what it would take as an answer', () => {
    fc.assert(
      fc.property(anyType, words, anyLocale, (name, text, locale) => {
        const surroundings = context({ locale });
        const found = slotType(name).find?.(text, surroundings);
        if (!found) return;
        expect(text).toContain(found.words);
        const parsed = slotType(name).parse({ text: found.words }, surroundings);
        expect(parsed).toMatchObject({ kind: 'value', slot: { value: found.slot.value } });
      }),
      { numRuns: 3_000 },
    );
  });
});

test('every type has its question, example and complaint in every language', async () => {
  const { phrases } = await loadPhrases('flows/phrases');
  const needed = SLOT_TYPE_NAMES.flatMap((name) =>
    ['ask', 'example', 'invalid'].map((part) => `slot.${name}.${part}`),
  );
  const missing = LOCALES.flatMap((locale) =>
    needed.filter((key) => !phrases.has(locale, key)).map((key) => `${locale} ${key}`),
  );
  expect(missing).toEqual([]);
});
