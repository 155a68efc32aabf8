// Questions that start two flows: whichever starts, it is the wrong one half the time.
import { LOCALES } from '../../model/locale.ts';
import type { Problem } from '../../model/problem.ts';
import type { Flow, FlowBook } from '../flow.ts';

export function checkTriggers(book: FlowBook): Problem[] {
  const owners = new Map<string, Flow>();
  return [...book.values()].flatMap((flow) =>
    LOCALES.flatMap((locale) =>
      (flow.triggers[locale] ?? []).flatMap((trigger, index): Problem[] => {
        const key = `${locale} ${wordsOf(trigger)}`;
        const owner = owners.get(key);
        if (!owner) owners.set(key, flow);
        if (!owner) return [];
        const same = owner === flow;
        return [
          {
            code: same ? 'repeated-trigger' : 'same-trigger',
            file: flow.file,
            line: flow.triggerLines[locale]?.[index] ?? 1,
            message: same
              ? `the question "${trigger}" says the same as another one of this flow`
              : `the question "${trigger}" starts the flow ${owner.id} as well`,
            cure: same ? 'remove it, or put it in other words' : 'leave it in the flow that settles it',
            severity: same ? 'warning' : 'error',
          },
        ];
      }),
    ),
  );
}

/** The words alone, whatever their order, case and signs. */
function wordsOf(trigger: string): string {
  const words =
    trigger
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.sort().join(' ');
}
