// An order number as it is compared.

/** The number without case, spaces and dashes of any kind: `ut-10 421` and `UT10421` are one. */
export function orderKey(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/[\s\p{Dash_Punctuation}\u2212]/gu, '')
    .toUpperCase();
}
