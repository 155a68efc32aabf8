// The languages that the product speaks. Everything shown to a person exists in all of them.

export const LOCALES = ['ru', 'en', 'bg'] as const;
export type Locale = (typeof LOCALES)[number];

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (LOCALES as readonly string[]).includes(value);
}

/** The supported locale for a BCP 47 tag such as `ru-RU`; undefined when we do not speak it. */
export function localeOf(tag: string | undefined): Locale | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/u)[0];
  return isLocale(primary) ? primary : undefined;
}
