// Fills the demo page's template with one language's words. Everything that goes in is escaped.
import { LOCALES, type Locale } from '../../../model/locale.ts';
import { DEMO } from './texts.ts';

/** A line of the page's list of things to try: what it is, and what to write in the chat. */
export interface DemoHint {
  readonly label: string;
  readonly text: string;
}

const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { ru: 'Русский', en: 'English', bg: 'Български' };

/** `template` holds `{{name}}` places; throws when it names one that does not exist. */
export function renderDemo(
  template: string,
  locale: Locale,
  { shopName = 'Уют-Техника', demoHints = [] }: { shopName?: string; demoHints?: readonly DemoHint[] },
): string {
  const { nav, cards, goods, promises, ...words } = DEMO[locale];
  const places: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(words).map(([name, text]) => [name, escape(text)])),
    locale,
    shop: escape(shopName),
    nav: ['#goods', '#promises', '#try']
      .map((target, index) => `<a href="${target}">${escape(nav[index] ?? '')}</a>`)
      .join(''),
    languages: LOCALES.map((other) => {
      const current = other === locale ? ' aria-current="true"' : '';
      return `<a href="/?lang=${other}" lang="${other}" hreflang="${other}"${current} title="${LANGUAGE_NAMES[other]}">${other.toUpperCase()}</a>`;
    }).join(''),
    cards: cards
      .map(
        ({ title, text, say }) =>
          `<button type="button" class="card" data-firstline-say="${escape(say)}"><b>${escape(title)}</b><span>${escape(text)}</span></button>`,
      )
      .join(''),
    hints: demoHints.length === 0 ? '' : hintList(demoHints, words.hintsTitle),
    goods: goods
      .map(
        ({ name, note, price }, index) =>
          `<li><div class="picture p${String(index)}"><svg viewBox="0 0 64 64" aria-hidden="true"><use href="#good${String(index)}"/></svg></div><h3>${escape(name)}</h3><p>${escape(note)}</p><b>${escape(price)}</b></li>`,
      )
      .join(''),
    promises: promises
      .map(({ title, text }) => `<li><h3>${escape(title)}</h3><p>${escape(text)}</p></li>`)
      .join(''),
  };
  return template.replace(/\{\{(\w+)\}\}/gu, (_place, name: string) => {
    const value = places[name];
    if (value === undefined) throw new Error(`the demo page has no words for {{${name}}}`);
    return value;
  });
}

function hintList(hints: readonly DemoHint[], title: string): string {
  const items = hints.map(
    ({ label, text }) =>
      `<li><button type="button" data-firstline-say="${escape(text)}"><code>${escape(text)}</code></button><span>${escape(label)}</span></li>`,
  );
  return `<div class="hints"><h3>${escape(title)}</h3><ul>${items.join('')}</ul></div>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
