// An amount of money: the value is in minor units (kopecks, cents); its currency lies beside it, under `<slot>_currency`.
import type { Slot } from '../../model/conversation.ts';
import type { Locale } from '../../model/locale.ts';
import type { Found, SlotType, StepContext } from '../types.ts';
import { inFigures } from './numerals.ts';

/** How people name the currencies of our shops. */
const CURRENCIES: readonly (readonly [string, string])[] = [
  ['RUB', '₽|руб(?:\\.|\\p{L}*)|р(?:\\.|(?![\\p{L}\\p{N}]))|rub|rubles?|roubles?'],
  ['EUR', '€|евро|eur|euros?'],
  ['BGN', 'лв\\.?|лев(?:а|ове)?|bgn|leva?'],
  ['USD', '\\$|долл?ар\\p{L}*|usd|dollars?'],
];
const DEFAULT: Readonly<Record<Locale, string>> = { ru: 'RUB', en: 'EUR', bg: 'EUR' };
/** In whole units; more is a slip of the hand. */
const LARGEST = 100_000_000;

const NAMES = CURRENCIES.map(([, names]) => names).join('|');
const SPACE = '[ \\u00a0\\u202f]';
const GROUPED = `\\d{1,3}(?:[ \\u00a0\\u202f.,]\\d{3})+(?!\\d)`;
const THOUSANDS = `(?:${SPACE}?(?:тыс\\.?|тысяч[аиу]?|хил\\.?|хиляд[аи]|k|к)(?![\\p{L}]))?`;
const AMOUNT = `((?:${GROUPED}|\\d{1,9})(?:[.,]\\d{1,2}(?!\\d))?)(${THOUSANDS})`;
const EDGE = '(?<![\\p{L}\\p{N}.,])';
const WITH_NAME = new RegExp(`${EDGE}${AMOUNT}${SPACE}?(${NAMES})(?![\\p{L}\\p{N}])`, 'iu');
const NAME_FIRST = new RegExp(`${EDGE}(€|\\$|₽|eur|usd|bgn|rub)${SPACE}?${AMOUNT}(?!\\d)`, 'iu');
const BARE = new RegExp(`^[^\\p{N}]*?${EDGE}${AMOUNT}(?![\\p{N}\\p{L}])[^\\p{N}]*$`, 'iu');

export const money: SlotType = {
  name: 'money',
  parse(said, context) {
    const words = (said.text ?? '').slice(0, 300);
    const found = named(words, context) ?? bare(words, context);
    if (!found) return { kind: 'invalid', why: 'slot.money.invalid' };
    const { slot, beside = {}, certain } = found;
    return { kind: 'value', slot, beside, fit: certain ? 'certain' : 'possible' };
  },
  find: named,
};

function named(text: string, { locale }: StepContext): Found | undefined {
  const figures = inFigures(text);
  const after = WITH_NAME.exec(figures.text);
  const before = after ? null : NAME_FIRST.exec(figures.text);
  const match = after ?? before;
  if (!match) return undefined;
  const [amount, thousands, name] = after ? [match[1], match[2], match[3]] : [match[2], match[3], match[1]];
  return asFound(
    amount,
    thousands,
    codeOf(name ?? ''),
    locale,
    true,
    figures.original(match.index, match.index + match[0].length),
  );
}

function bare(words: string, { locale }: StepContext): Found | undefined {
  const match = BARE.exec(inFigures(words).text);
  return match ? asFound(match[1], match[2], DEFAULT[locale], locale, false, words) : undefined;
}

function asFound(
  amount: string | undefined,
  thousands: string | undefined,
  currency: string,
  locale: Locale,
  certain: boolean,
  words: string,
): Found | undefined {
  const units = unitsOf(amount ?? '') * (thousands === undefined || thousands === '' ? 1 : 1000);
  if (!(units <= LARGEST)) return undefined;
  const minor = Math.round(units * 100);
  const beside = { currency: { value: currency, shown: currency } };
  return { slot: asSlot(minor, currency, locale), beside, certain, words };
}

/** Three figures behind the last sign are thousands, one or two are a fraction. */
function unitsOf(amount: string): number {
  const [, whole = '', fraction = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/u.exec(amount) ?? [];
  return Number(`${whole.replace(/\D/gu, '')}.${fraction === '' ? '0' : fraction}`);
}

function codeOf(name: string): string {
  return CURRENCIES.find(([, names]) => new RegExp(`^(?:${names})$`, 'iu').test(name))?.[0] ?? 'RUB';
}

function asSlot(minor: number, currency: string, locale: Locale): Slot {
  const sign = currency === 'BGN' ? 'лв.' : currency === 'RUB' ? '₽' : currency === 'EUR' ? '€' : '$';
  const whole = minor % 100 === 0;
  const parts = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru', {
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  }).formatToParts(minor / 100);
  const figures = parts.map(({ type, value }) => (type === 'group' ? '\u00a0' : value)).join('');
  return { value: minor, shown: `${figures}\u00a0${sign}` };
}
