// collect: asks for one detail and waits. Skipped when the detail is known already.
import { z } from 'zod';
import { slotWord } from '../../model/conversation.ts';
import type { Choice } from '../../model/message.ts';
import { SLOT_TYPE_NAMES, type SlotTypeName, slotType } from '../slots/types.ts';
import type { AcceptResult, Ask, Parsed, Slots, StepContext, StepResult, Utterance } from '../types.ts';
import { common, name } from './common.ts';

const type = z.enum(SLOT_TYPE_NAMES as [SlotTypeName, ...SlotTypeName[]]);

export const schema = z.strictObject({
  ...common,
  collect: name,
  /** With several types the first that understands the words wins; `<slot>_type` says which. */
  type: z.union([type, z.array(type).min(2)]),
  optional: z.boolean().default(false),
  /** A date is one to come. */
  future: z.boolean().default(false),
});

type Step = z.infer<typeof schema>;

export const SKIP = 'skip';
/** `<slot>_words` keeps the words of which one of several meanings is still to be chosen. */
const WORDS = '_words';

export function run(step: Step, context: StepContext): StepResult {
  if (context.slots[step.collect]) return { kind: 'go' };
  const earlier = earlierWords(step, context);
  const again = earlier === '' ? undefined : understand(step, { text: earlier }, context);
  if (again?.parsed.kind === 'needs') return again.parsed;
  if (again?.parsed.kind === 'which') return { kind: 'ask', ask: which(step, again.parsed.choices, context) };
  return { kind: 'ask', ask: ask(step, context) };
}

export function ask(step: Step, context: StepContext): Ask {
  const [only, ...others] = typesOf(step);
  const choices: Choice[] = typesOf(step).flatMap((one) => slotType(one).choices?.(context) ?? []);
  if (step.optional) choices.push({ label: context.label('common.skip'), value: SKIP });
  const own = `flow.${context.flow}.${step.collect}.ask`;
  const general = generalQuestion(step, only);
  const asked = others.length === 0 && !context.has(own) && context.has(general) ? general : own;
  return { text: context.say(asked), choices };
}

/** The words of the type itself, for a flow that has none of its own. */
export function generalQuestion(step: Step, name: SlotTypeName | undefined): string {
  return `slot.${name ?? 'text'}.${step.future && name === 'date' ? 'ask-future' : 'ask'}`;
}

export function accept(step: Step, said: Utterance, context: StepContext): AcceptResult {
  if (step.optional && said.choice === SKIP) {
    return { kind: 'go', slots: { [step.collect]: { value: null, shown: '—' } } };
  }
  const earlier = earlierWords(step, context);
  const { name, parsed } = understand(step, earlier === '' ? said : { ...said, earlier }, context);
  switch (parsed.kind) {
    case 'value':
      return {
        kind: 'go',
        slots: filled(step, name, parsed),
        ...(earlier === '' ? {} : { forget: [`${step.collect}${WORDS}`] }),
      };
    case 'needs':
      return parsed;
    case 'which': {
      const question = which(step, parsed.choices, context);
      // the same choice once more: nothing of it was chosen
      if (parsed.words === earlier) return { kind: 'invalid', why: 'slot.choice.invalid', ask: question };
      const words = { value: parsed.words, shown: parsed.words };
      return { kind: 'ask', ask: question, slots: { [`${step.collect}${WORDS}`]: words } };
    }
    case 'invalid': {
      const own = `flow.${context.flow}.${step.collect}.invalid`;
      const why = context.has(own) ? own : parsed.why;
      return { kind: 'invalid', help: `slot.${name}.example`, ...(why === undefined ? {} : { why }) };
    }
  }
}

/** The slots that a value of that type fills: its own, `<slot>_type`, and what lies beside it. */
export function filled(
  step: Step,
  name: SlotTypeName,
  { slot, beside = {} }: Pick<Parsed & { kind: 'value' }, 'slot' | 'beside'>,
): Slots {
  const others = Object.entries(beside).map(([key, fact]) => [`${step.collect}_${key}`, fact] as const);
  return {
    [step.collect]: slot,
    [`${step.collect}_type`]: { value: name, shown: name },
    ...Object.fromEntries(others),
  };
}

/** What a slot type sees of the step's surroundings. */
export function contextFor(step: Step, context: StepContext): StepContext {
  return step.future ? { ...context, future: true } : context;
}

export function typesOf(step: Step): readonly SlotTypeName[] {
  return typeof step.type === 'string' ? [step.type] : step.type;
}

/** The first type that understands the words; otherwise the first one's complaint that says why. */
function understand(
  step: Step,
  said: Utterance,
  context: StepContext,
): { readonly name: SlotTypeName; readonly parsed: Parsed } {
  const tried = typesOf(step).map((name) => {
    return { name, parse: (): Parsed => slotType(name).parse(said, contextFor(step, context)) };
  });
  let complaint: { name: SlotTypeName; parsed: Parsed } | undefined;
  for (const { name, parse } of tried) {
    const parsed = parse();
    if (parsed.kind !== 'invalid') return { name, parsed };
    if (!complaint || (parsed.why !== undefined && !/\.invalid$/u.test(parsed.why)))
      complaint = { name, parsed };
  }
  return complaint ?? { name: 'text', parsed: { kind: 'invalid' } };
}

function which(step: Step, choices: readonly Choice[], context: StepContext): Ask {
  const own = `flow.${context.flow}.${step.collect}.which`;
  return { text: context.say(context.has(own) ? own : 'common.which'), choices };
}

function earlierWords(step: Step, context: StepContext): string {
  return slotWord(context.slots[`${step.collect}${WORDS}`]);
}
