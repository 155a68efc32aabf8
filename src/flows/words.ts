// Which phrases a flow needs, and which of them are missing.
import { LOCALES } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import type { Flow, FlowStep } from './flow.ts';
import type { Phrases } from './phrases.ts';

/** Phrases missing in a language, questions missing in `triggers`. */
export function checkWords(flow: Flow, phrases: Phrases): Problem[] {
  const problem = (line: number, code: string, message: string, cure: string): Problem => ({
    code,
    file: flow.file,
    line,
    message,
    cure,
    severity: 'error',
  });
  // a language whose file cannot be read at all is reported once, where it is broken
  const spoken = LOCALES.filter((locale) => phrases.keys(locale).length > 0);
  const missing = flow.steps.flatMap((step, index) =>
    phrasesOf(flow, step).flatMap((key) =>
      spoken
        .filter((locale) => !phrases.has(locale, key))
        .map((locale) =>
          problem(
            flow.lines[index] ?? 1,
            'missing-phrase',
            `the step ${step.id} needs the phrase ${key}, which ${locale} does not have`,
            `add it to flows/phrases/${locale}.yaml`,
          ),
        ),
    ),
  );
  const named = spoken
    .filter((locale) => !phrases.has(locale, `flow.${flow.id}.title`))
    .map((locale) =>
      problem(
        1,
        'missing-phrase',
        `the flow has no title in ${locale}`,
        `add flow.${flow.id}.title to flows/phrases/${locale}.yaml`,
      ),
    );
  return [...missing, ...named];
}

function phrasesOf(flow: Flow, step: FlowStep): string[] {
  const own = (name: string): string => `flow.${flow.id}.${name}`;
  switch (step.kind) {
    case 'say':
      return [step.say];
    case 'collect':
      return [
        ...([step.type].flat().length > 1 ? [own(`${step.collect}.ask`)] : []),
        own(`${step.collect}.label`),
      ];
    case 'choose':
      return [
        own(`${step.choose}.ask`),
        own(`${step.choose}.label`),
        ...step.options.map((option) => own(`${step.choose}.option.${option}`)),
      ];
    case 'confirm':
      return [own(`${step.id}.ask`), ...[...step.confirm, ...step.show].map((slot) => own(`${slot}.label`))];
    case 'ticket':
      return [step.ticket];
    case 'branch':
    case 'lookup':
    case 'set':
    case 'answer':
    case 'flow':
    case 'guide':
    case 'act':
    case 'end':
      return [];
  }
}
