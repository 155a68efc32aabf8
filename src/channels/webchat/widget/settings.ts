// What the shop's page tells the widget: the script tag's attributes and the page's language.
import { localeOf, type Locale } from '../../../model/locale.ts';

export interface Settings {
  /** Where our server is, without a slash at the end. */
  readonly base: string;
  readonly locale: Locale;
  /** A CSS colour. */
  readonly accent: string | undefined;
  /** Replaces the panel's title. */
  readonly title: string | undefined;
}

/** Undefined when the code was not loaded by a script tag with an address. */
export function readSettings(script: HTMLOrSVGScriptElement | null): Settings | undefined {
  if (!(script instanceof HTMLScriptElement) || script.src === '') return undefined;
  const { locale, accent, title } = script.dataset;
  const spoken = [locale, document.documentElement.lang, ...navigator.languages];
  return {
    base: new URL('.', script.src).href.replace(/\/$/u, ''),
    locale: spoken.map(localeOf).find((found) => found !== undefined) ?? 'en',
    accent,
    title,
  };
}
