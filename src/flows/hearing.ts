// Words in the middle of an errand: a correction, a value for another question, or the answer with something beside it.
import type { FlowRun } from '../model/conversation.ts';
import type { Lookup } from '../model/order.ts';
import {
  asks,
  contextOfPlace,
  type Fill,
  placeOfPending,
  placesIn,
  withAnswers,
  withoutAnswer,
  withValuesAhead,
} from './answers.ts';
import { type Correction, correctionIn, knownValue, type Situation, takesAnything } from './correcting.ts';
import { findOne, findValues, modelIn } from './finding.ts';
import type { FlowStep } from './flow.ts';
import { saysNothingElse } from './naming.ts';
import { type Place, placesOf, typesAt } from './places.ts';
import { filled, flowOf, folded, valueAt } from './run.ts';
import { slotType, type SlotTypeName } from './slots/types.ts';
import { acceptAt } from './step.ts';
import * as collect from './steps/collect.ts';
import type { Utterance } from './types.ts';
import { contextAt, type FlowProgress, type Saying, walk, type World } from './walk.ts';

/** The run with what the words that started it already tell, or the fact that is needed to know. */
export function beforehand(
  run: FlowRun,
  words: string,
  world: World,
): { readonly run: FlowRun } | { readonly kind: 'needs'; readonly lookup: Lookup } {
  if (words.trim() === '') return { run };
  const contextOf = contextOfPlace(run, world);
  const places = placesOf(flowOf(world.book, run.flow), world.book).filter(
    (place) => place.path.length === 0 && !run.slots[place.slot],
  );
  const findings = findValues(words, places, contextOf);
  const known = findings.reduce((kept, { place, slots }) => filled(kept, place, slots, world.book), run);
  const product = places.find((place) => typesAt(place).includes('product'));
  const model = modelIn(findings.reduce((text, found) => text.replace(found.words, ' ; '), words));
  if (product?.step.kind !== 'collect' || model === undefined) return { run: known };
  const lookup = { kind: 'products', words: model, limit: 3 } as const;
  const fact = contextOf(product).fact(lookup);
  if (!fact) return { kind: 'needs', lookup };
  const parsed = slotType('product').parse({ text: model }, contextOf(product));
  if (parsed.kind !== 'value' || parsed.fit !== 'certain') return { run: known };
  return { run: filled(known, product, collect.filled(product.step, 'product', parsed), world.book) };
}

/** Undefined when the words are nothing but an answer to the pending question, right or wrong. */
export function hear(
  stack: readonly FlowRun[],
  step: FlowStep,
  said: Utterance,
  world: World,
): FlowProgress | undefined {
  const run = folded(stack, world.book);
  const text = said.text ?? '';
  if (!run || text.trim() === '') return undefined;
  const contextOf = contextOfPlace(run, world);
  const situation: Situation = {
    run,
    places: placesIn(stack, world),
    pending: step,
    pendingKey: placeOfPending(stack, world)?.key,
    contextOf,
    labelOf: (place) => labelOf(place, contextOf),
  };
  const correction = correctionIn(text, situation);
  if (correction) return correct(stack, correction, text, situation, world);
  const inner = stack.at(-1);
  if (!inner) return undefined;
  const loose = takesAnything(step);
  const findings = findValues(text, openPlaces(situation), contextOf, { choices: !loose });
  const accepted = loose ? undefined : acceptAt(step, said, contextAt(world, inner));
  const answers = accepted !== undefined && accepted.kind !== 'invalid';
  const other = answers ? undefined : knownValue(text, situation);
  const found = [...findings, ...(other ? [other] : [])];
  if (found.length === 0) return undefined;
  const isOtherwise = accepted?.kind === 'invalid' || (loose && isAlone(text, found, situation));
  if (isOtherwise && findings.length > 0) return note(stack, findings, contextOf, world);
  if (isOtherwise) return other && correct(stack, other, text, situation, world);
  const taken = accepted ?? acceptAt(step, said, contextAt(world, inner));
  switch (taken.kind) {
    case 'needs':
    case 'cancel':
    case 'edit':
    case 'ask':
    case 'invalid':
      return undefined;
    default: {
      const beside = beyondTheAnswer(text, step, findings, situation);
      if (beside.length === 0) return undefined;
      const ahead = withValuesAhead(stack, beside, world);
      const waiting = ahead.at(-1) ?? inner;
      return walk([...ahead.slice(0, -1), { ...waiting, tries: 0 }], world, [], taken);
    }
  }
}

/** Whether the words are those values and nothing else. */
function isAlone(
  text: string,
  found: readonly { readonly place: Place; readonly words: string }[],
  { labelOf }: Situation,
): boolean {
  return saysNothingElse(
    text,
    found.map(({ words }) => words),
    found.map(({ place }) => labelOf(place)),
  );
}

/** Values for other questions in words whose own part answers the pending one. */
function beyondTheAnswer(
  text: string,
  step: FlowStep,
  findings: readonly Fill[],
  { places, pendingKey, contextOf }: Situation,
): readonly Fill[] {
  const pending = places.find(({ key }) => key === pendingKey);
  if (step.kind !== 'collect' || !pending || takesAnything(step)) return findings;
  const awaited: readonly SlotTypeName[] = typeof step.type === 'string' ? [step.type] : step.type;
  const names = awaited.flatMap((name): SlotTypeName[] => (name === 'proof' ? ['email', 'phone'] : [name]));
  const answer = names.map((name) => findOne(text, name, pending, contextOf)?.words).find(Boolean);
  const rest = answer === undefined ? text : text.replace(answer, ' ; ');
  const open = findings.map(({ place }) => place);
  return findValues(rest, open, contextOf).filter(({ slots, place }) => {
    const type = slots[`${place.slot}_type`]?.value;
    return answer !== undefined || !names.some((name) => name === type);
  });
}

/** Values for other questions alone: the pending one still waits. */
function note(
  stack: readonly FlowRun[],
  findings: readonly Fill[],
  contextOf: Situation['contextOf'],
  world: World,
): FlowProgress {
  const says = findings.map((fill) => acknowledge('common.noted', fill, contextOf));
  return withAnswers(stack, findings, world, says);
}

function correct(
  stack: readonly FlowRun[],
  { place, slots, rest, words }: Correction,
  text: string,
  situation: Situation,
  world: World,
): FlowProgress {
  const { contextOf } = situation;
  if (slots) {
    const fill = { place, slots };
    const beside = findValues(text.replace(words, ' ; '), openPlaces(situation, place), contextOf, {
      choices: false,
    });
    const says = [acknowledge('common.corrected', fill, contextOf)];
    return withAnswers(stack, [fill, ...beside], world, says);
  }
  const asked = withoutAnswer(stack, place, world);
  const inner = asked.end.kind === 'waiting' && asks(asked, place) ? asked.end.stack.at(-1) : undefined;
  if (asked.end.kind !== 'waiting' || !inner || rest === '') return asked;
  const accepted = acceptAt(place.step, { text: rest }, contextAt(world, inner));
  switch (accepted.kind) {
    case 'needs':
      return { says: [], end: accepted };
    case 'go':
    case 'ask': {
      const filledIn = accepted.kind === 'go' ? accepted.slots : undefined;
      const says = filledIn ? [acknowledge('common.corrected', { place, slots: filledIn }, contextOf)] : [];
      return walk(asked.end.stack, world, [...asked.says, ...says], accepted);
    }
    default:
      return asked;
  }
}

/** Questions that nothing has answered yet, but the pending one; those whose proof goes with `changing` count as open. */
function openPlaces({ places, run, pendingKey }: Situation, changing?: Place): Place[] {
  const proving = changing && typesAt(changing).includes('order-number');
  return places.filter(
    (place) =>
      place.key !== pendingKey &&
      place.key !== changing?.key &&
      (valueAt(run, place) === undefined || (proving === true && typesAt(place).includes('proof'))),
  );
}

function acknowledge(key: string, { place, slots }: Fill, contextOf: Situation['contextOf']): Saying {
  const value = slots[place.slot]?.shown ?? '';
  const text = contextOf(place).say(key, { label: lowerFirst(labelOf(place, contextOf)), value });
  return { kind: 'text', text };
}

function labelOf(place: Place, contextOf: Situation['contextOf']): string {
  const key = `flow.${place.flow}.${place.slot}.label`;
  const context = contextOf(place);
  return context.has(key) ? context.label(key) : '';
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}
