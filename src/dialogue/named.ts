// An errand called by its very name: a title or a trigger, word for word. No ranking can doubt that, nor the language of it.
import type { FlowBook } from '../flows/flow.ts';
import type { FlowId } from '../model/ids.ts';
import { type Locale, LOCALES } from '../model/locale.ts';
import type { Draft } from './draft.ts';

export interface NamedErrand {
  readonly flow: FlowId;
  /** The conversation's language when the name is one in it too. */
  readonly locale: Locale;
}

export function namedErrand(draft: Draft, text: string): NamedErrand | undefined {
  const found = namesOf(draft).get(nameIn(text, draft.deps.orderPattern)) ?? [];
  return found.find(({ locale }) => locale === draft.state.locale) ?? found[0];
}

const known = new WeakMap<FlowBook, ReadonlyMap<string, readonly NamedErrand[]>>();

function namesOf({
  deps: { flows, phrases, orderPattern },
}: Draft): ReadonlyMap<string, readonly NamedErrand[]> {
  const before = known.get(flows);
  if (before) return before;
  const names = new Map<string, NamedErrand[]>();
  for (const { id, triggers } of flows.values()) {
    for (const locale of LOCALES) {
      const own = triggers[locale];
      if (!own) continue;
      for (const name of new Set(
        [phrases.label(locale, `flow.${id}.title`), ...own].map((name) => nameIn(name, orderPattern)),
      ))
        names.set(name, [...(names.get(name) ?? []), { flow: id, locale }]);
    }
  }
  known.set(flows, names);
  return names;
}

/** Whichever order it is about: one number stands for any other. */
function nameIn(text: string, orderPattern: RegExp): string {
  return plain(text.replace(new RegExp(orderPattern.source, 'giu'), ' № ').replace('№', 'nr'));
}

/** Without case, punctuation and the dots of ё. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
