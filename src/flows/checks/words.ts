// Phrases that a flow needs and nobody wrote, phrases that nobody says, and variables in them that nothing fills.
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { Problem } from '../../model/problem.ts';
import { nearestWord } from '../../system/edit-distance.ts';
import type { Flow, FlowBook } from '../flow.ts';
import type { PlaceOf, Phrases } from '../phrases.ts';
import { reporter } from './finding.ts';
import { phraseKeys } from './phrase-keys.ts';
import type { Known } from './slots.ts';

/** One that only some languages lack is reported with that language's file. `spoken` are the languages that could be read. */
export function checkWords(
  flow: Flow,
  phrases: Phrases,
  spoken: readonly Locale[],
  before: readonly ReadonlySet<string>[],
  known: Known,
): Problem[] {
  const at = reporter(flow);
  if (spoken.length === 0) return [];
  const nobodyHas = (key: string): boolean => !spoken.some((locale) => phrases.has(locale, key));
  const missing = (key: string, index: number, what: string): Problem[] => {
    if (!nobodyHas(key)) return [];
    const message = `${what} needs the phrase ${key}, which no language has`;
    return [
      at(
        index,
        'missing-phrase',
        message,
        `add it to ${spoken.map((one) => `flows/phrases/${one}.yaml`).join(', ')}`,
      ),
    ];
  };
  return [
    ...missing(`flow.${flow.id}.title`, -1, 'the flow'),
    ...flow.steps.flatMap((step, index) => {
      const { needed, optional } = phraseKeys(flow, step);
      return [
        ...[...new Set(needed)].flatMap((key) => missing(key, index, `the step ${step.id}`)),
        ...[...new Set([...needed, ...optional])].flatMap((key) =>
          checkVariables(key, phrases, before[index] ?? new Set(), known).map(({ code, message, cure }) =>
            at(index, code, message, cure),
          ),
        ),
      ];
    }),
  ];
}

/** `{slot}`, `{slot_is}` and `{rule_name}` must come from somewhere. */
function checkVariables(
  key: string,
  phrases: Phrases,
  filled: ReadonlySet<string>,
  { rules }: Known,
): Pick<Problem, 'code' | 'message' | 'cure'>[] {
  const found = new Map<string, { code: string; message: string; cure: string; locales: Locale[] }>();
  const note = (name: string, locale: Locale, code: string, message: string, cure: string): void => {
    const before = found.get(name + code);
    if (before) before.locales.push(locale);
    else found.set(name + code, { code, message, cure, locales: [locale] });
  };
  for (const locale of LOCALES) {
    for (const { name, use } of phrases.variables(locale, key)) {
      if (name.startsWith('rule_') && !filled.has(name)) {
        if (!rules || rules.has(name.slice('rule_'.length))) continue;
        note(
          name,
          locale,
          'unknown-rule',
          `shows {${name}}, which flows/rules.yaml does not have`,
          'add the number there under "shop"',
        );
        continue;
      }
      const slot = filled.has(name) ? name : name.replace(/_is$/u, '');
      if (!filled.has(slot)) {
        const near = nearestWord(slot, [...filled]);
        const hint = near === undefined ? '' : `; is {${near}} meant?`;
        const cure = `ask for it, look it up or set it before; known here: ${[...filled].sort().join(', ') || 'none'}`;
        note(
          name,
          locale,
          'undefined-variable',
          `shows {${name}}, which no slot fills on any way to this step${hint}`,
          cure,
        );
      } else if (use === 'select' && slot === name) {
        note(
          name,
          locale,
          'select-of-words',
          `chooses by {${name}}, which is what is shown and differs by language`,
          `choose by the value: {${name}_is, select, …}`,
        );
      }
    }
  }
  return [...found.values()].map(({ code, message, cure, locales }) => ({
    code,
    message: `the phrase ${key} (${locales.join(', ')}) ${message}`,
    cure,
  }));
}

/** Phrases below `flow.` that no step of any flow says: often a slip in the key. */
export function checkUnused(
  book: FlowBook,
  broken: ReadonlySet<string>,
  phrases: Phrases,
  placeOf: PlaceOf,
): Problem[] {
  const used = new Set<string>();
  for (const flow of book.values()) {
    used.add(`flow.${flow.id}.title`);
    for (const step of flow.steps) {
      const { needed, optional } = phraseKeys(flow, step);
      for (const key of [...needed, ...optional]) used.add(key);
    }
  }
  const seen = new Set<string>();
  return LOCALES.flatMap((locale) =>
    phrases.keys(locale).flatMap((key): Problem[] => {
      const flow = /^flow\.([^.]+)\./u.exec(key)?.[1];
      if (flow === undefined || used.has(key) || seen.has(key) || broken.has(flow)) return [];
      seen.add(key);
      const near = nearestIn(key, used);
      return [
        {
          code: 'unused-phrase',
          ...placeOf(locale, key),
          message: `no step says the phrase ${key}${near === undefined ? '' : `; is ${near} meant?`}`,
          cure: 'correct its key, or remove it in every language',
          severity: 'warning',
        },
      ];
    }),
  );
}

/** Among the keys of the same flow only: a slip is small. */
function nearestIn(key: string, used: ReadonlySet<string>): string | undefined {
  const home = key.split('.').slice(0, 2).join('.');
  return nearestWord(
    key,
    [...used].filter((one) => one.startsWith(`${home}.`)),
  );
}
