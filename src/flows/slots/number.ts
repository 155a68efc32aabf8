// A number in figures or words: how many, how much, which floor.
import type { Locale } from '../../model/locale.ts';
import type { SlotType } from '../types.ts';
import { inFigures } from './numerals.ts';

/** Larger ones are phones, cards or slips of the hand. */
const LARGEST = 1_000_000_000;
const NUMBER =
  /(?<![\p{L}\p{N}.,−-])[-−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,6})?(?![\p{N}])|(?<![\p{L}\p{N}.,−-])[-−]?\d+(?:[.,]\d{1,6})?(?![\p{N}])/gu;

export const number: SlotType = {
  name: 'number',
  parse(said, { locale }) {
    const words = said.text ?? '';
    const found = [...inFigures(words).text.matchAll(NUMBER)].map(([figures]) => valueOf(figures));
    const [value] = found;
    const sure = new Set(found).size === 1 && value !== undefined && Math.abs(value) <= LARGEST;
    if (!sure) return { kind: 'invalid', why: 'slot.number.invalid' };
    const bare = !/\p{L}/u.test(inFigures(words).text);
    return {
      kind: 'value',
      slot: { value, shown: shown(value, locale) },
      fit: bare ? 'certain' : 'possible',
    };
  },
};

function valueOf(figures: string): number {
  return (
    Number(
      figures
        .replace(/[ \u00a0\u202f]/gu, '')
        .replace('−', '-')
        .replace(',', '.'),
    ) + 0
  );
}

/** A group sign that is a comma, as in English, would be read as a fraction. */
function shown(value: number, locale: Locale): string {
  const parts = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).formatToParts(value);
  return parts.map(({ type, value: part }) => (type === 'group' ? '\u00a0' : part)).join('');
}
