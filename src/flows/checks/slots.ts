// Slots that a step names although nothing fills them on any way to it, and conditions that can never hold.
import type { Problem } from '../../model/problem.ts';
import { nearestWord } from '../../system/edit-distance.ts';
import type { Flow, FlowStep } from '../flow.ts';
import { inputsOf } from '../steps/lookup.ts';
import { type At, reporter } from './finding.ts';

export interface Known {
  /** Names in flows/rules.yaml; not checked when absent. */
  readonly rules?: ReadonlySet<string>;
}

/** `before` are the slots that may be filled when each step is reached. */
export function checkSlots(flow: Flow, before: readonly ReadonlySet<string>[], known: Known): Problem[] {
  const at = reporter(flow);
  return flow.steps.flatMap((step, index) => {
    const filled = before[index] ?? new Set<string>();
    const missing = [...new Set(slotsNamedBy(step))].filter((slot) => !filled.has(slot));
    return [
      ...missing.map((slot) => undefinedSlot(slot, filled, index, at)),
      ...unknownRules(step, index, known.rules, at),
      ...impossible(flow, step, index, at),
    ];
  });
}

/** Slots without which the step makes no sense. */
function slotsNamedBy(step: FlowStep): readonly string[] {
  switch (step.kind) {
    case 'branch':
      return step.branch.flatMap((way) => ('else' in way ? [] : [way.when]));
    case 'lookup':
      return inputsOf(step);
    case 'confirm':
      return step.show;
    case 'flow':
      return Object.values(step.with ?? {});
    case 'guide':
      return [step.guide];
    case 'act':
      return 'product' in step
        ? [step.product, step.serial, step.bought].filter((slot) => slot !== undefined)
        : [];
    default:
      return [];
  }
}

function undefinedSlot(slot: string, filled: ReadonlySet<string>, index: number, at: At): Problem {
  const near = nearestWord(slot, [...filled]);
  const hint = near === undefined ? '' : `; is "${near}" meant?`;
  const message = `nothing fills the slot ${slot} on any way to this step${hint}`;
  const cure = `ask for it, look it up or set it before; known here: ${[...filled].sort().join(', ') || 'none'}`;
  return at(index, 'undefined-slot', message, cure);
}

function unknownRules(step: FlowStep, index: number, rules: Known['rules'], at: At): Problem[] {
  if (step.kind !== 'branch' || !rules) return [];
  return step.branch.flatMap((way) => {
    const bound = 'else' in way ? undefined : (way.atLeast ?? way.atMost);
    if (typeof bound !== 'string' || rules.has(bound.slice('rule_'.length))) return [];
    const names = [...rules].map((name) => `rule_${name}`);
    const message = `flows/rules.yaml has no number for ${bound}`;
    return [
      at(index, 'unknown-rule', message, `add it there under "shop", or use one of: ${names.join(', ')}`),
    ];
  });
}

/** A word that no option of the question is called, or no type of the answer. */
function impossible(flow: Flow, step: FlowStep, index: number, at: At): Problem[] {
  if (step.kind !== 'branch') return [];
  return step.branch.flatMap((way) => {
    const words =
      'else' in way ? [] : [way.is, way.not, ...(way.in ?? [])].filter((one) => one !== undefined);
    const possible = 'else' in way ? undefined : valuesOf(flow, way.when);
    if (!possible) return [];
    return words
      .filter((word) => !possible.some((one) => one === word))
      .map((word) => {
        const message = `${'when' in way ? way.when : ''} is never "${String(word)}"`;
        return at(index, 'impossible-condition', message, `compare with one of: ${possible.join(', ')}`);
      });
  });
}

/** What the slot may hold, where this flow alone decides it. */
function valuesOf(flow: Flow, slot: string): readonly (string | number | boolean)[] | undefined {
  const values: (string | number | boolean)[] = [];
  for (const step of flow.steps) {
    if (step.kind === 'choose' && step.choose === slot) values.push(...step.options);
    else if (step.kind === 'collect' && `${step.collect}_type` === slot) values.push(...[step.type].flat());
    else if (step.kind === 'set' && slot in step.set) {
      const value = step.set[slot];
      if (value !== undefined && value !== null) values.push(value);
    } else if (step.kind === 'collect' && step.collect === slot) return undefined;
    else if (step.kind === 'lookup' || step.kind === 'flow') continue;
  }
  const outside = flow.steps.some((step) => step.kind === 'flow');
  return values.length === 0 || outside ? undefined : values;
}
