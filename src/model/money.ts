// An amount of money as people read it.

/** `minor` is in minor units (kopecks, cents) of the ISO 4217 `currency`; whole amounts are shown without a fraction. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const digits = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions();
  const amount = minor / 10 ** (digits.maximumFractionDigits ?? 2);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {}),
  }).format(amount);
}
