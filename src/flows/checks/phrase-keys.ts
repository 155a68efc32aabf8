// The phrases that a step says, by key: those without which it cannot speak, and those that it uses where they exist.
import type { Flow, FlowStep } from '../flow.ts';
import { generalQuestion } from '../steps/collect.ts';

export interface PhraseKeys {
  readonly needed: readonly string[];
  /** The flow's own words in place of general ones. */
  readonly optional: readonly string[];
}

export function phraseKeys(flow: Flow, step: FlowStep): PhraseKeys {
  const own = (name: string): string => `flow.${flow.id}.${name}`;
  const question = (slot: string): string[] => ['help', 'invalid'].map((part) => own(`${slot}.${part}`));
  switch (step.kind) {
    case 'say':
      return { needed: [step.say], optional: [] };
    case 'collect': {
      const [only, ...others] = [step.type].flat();
      const ask = own(`${step.collect}.ask`);
      const label = own(`${step.collect}.label`);
      const words = [...question(step.collect), own(`${step.collect}.which`), own(`${step.id}.help`)];
      if (others.length > 0) return { needed: [ask, label], optional: words };
      return { needed: [generalQuestion(step, only), label], optional: [ask, ...words] };
    }
    case 'choose':
      return {
        needed: ['ask', 'label', ...step.options.map((option) => `option.${option}`)].map((part) =>
          own(`${step.choose}.${part}`),
        ),
        optional: [...question(step.choose), own(`${step.id}.help`)],
      };
    case 'confirm':
      return {
        needed: [`${step.id}.ask`, ...[...step.confirm, ...step.show].map((slot) => `${slot}.label`)].map(
          own,
        ),
        optional: question(step.id),
      };
    case 'ticket':
      return { needed: [step.ticket], optional: [] };
    case 'guide':
      return { needed: [], optional: [own(`${step.id}.help`)] };
    case 'branch':
    case 'lookup':
    case 'set':
    case 'answer':
    case 'flow':
    case 'act':
    case 'end':
      return { needed: [], optional: [] };
  }
}
