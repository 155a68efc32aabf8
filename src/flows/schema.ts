// The form of a flow file: a list of steps, each of exactly one kind.
import { z } from 'zod';
import { LOCALES } from '../model/locale.ts';
import { nearestWord } from '../system/edit-distance.ts';
import { explain, type Explained, explainedIssue } from '../system/issues.ts';
import * as act from './steps/act.ts';
import * as answer from './steps/answer.ts';
import * as branch from './steps/branch.ts';
import * as call from './steps/call.ts';
import * as choose from './steps/choose.ts';
import * as collect from './steps/collect.ts';
import * as confirm from './steps/confirm.ts';
import * as end from './steps/end.ts';
import * as guide from './steps/guide.ts';
import * as lookup from './steps/lookup.ts';
import * as say from './steps/say.ts';
import * as set from './steps/set.ts';
import * as ticket from './steps/ticket.ts';

const SCHEMAS = {
  say: say.schema,
  collect: collect.schema,
  choose: choose.schema,
  branch: branch.schema,
  lookup: lookup.schema,
  set: set.schema,
  answer: answer.schema,
  ticket: ticket.schema,
  guide: guide.schema,
  act: act.schema,
  flow: call.schema,
  confirm: confirm.schema,
  end: end.schema,
} as const;

export type StepKind = keyof typeof SCHEMAS;
export type RawStep = {
  [Kind in StepKind]: z.infer<(typeof SCHEMAS)[Kind]> & { readonly kind: Kind };
}[StepKind];

export const STEP_KINDS = Object.keys(SCHEMAS) as StepKind[];
/** Keys that a step may have without their naming its kind. */
const COMMON = ['id', 'next'];

/** Finds the kind by the key that names it, so that a mistake is reported against that kind alone. */
const step = z.record(z.string(), z.unknown()).transform((raw, context): RawStep => {
  const [kind, ...others] = STEP_KINDS.filter((one) => one in raw);
  if (kind === undefined) {
    context.addIssue(explainedIssue(unknownKind(raw)));
    return z.NEVER;
  }
  const schema = formOf(kind, raw);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ...parsed.data, kind } as RawStep;
  const surplus = others.find((one) => !(one in (schema.shape as object)));
  if (surplus !== undefined) {
    context.addIssue(explainedIssue(twoKinds(kind, surplus)));
    return z.NEVER;
  }
  for (const issue of parsed.error.issues)
    for (const found of explain(issue, raw, schema)) context.addIssue(explainedIssue(found));
  return z.NEVER;
});

/** The form of this very step: a lookup or an act has one for each of its words. */
function formOf(kind: StepKind, raw: Readonly<Record<string, unknown>>): z.ZodObject {
  const schema: z.ZodObject | z.ZodDiscriminatedUnion = SCHEMAS[kind];
  if (schema instanceof z.ZodObject) return schema;
  const forms = schema.options as readonly z.ZodObject[];
  const words = forms.map((one) => (one.shape as Record<string, z.ZodType>)[kind]);
  const form = forms.find((_, index) => words[index]?.safeParse(raw[kind]).success);
  if (form) return form;
  const allowed = words.flatMap((one) => {
    if (one instanceof z.ZodEnum) return one.options.map(String);
    return one instanceof z.ZodLiteral ? [...one.values].map(String) : [];
  });
  return z.looseObject({ [kind]: z.enum(allowed as [string, ...string[]]) });
}

function unknownKind(raw: Readonly<Record<string, unknown>>): Explained {
  const keys = Object.keys(raw).filter((key) => !COMMON.includes(key));
  const near = keys.map((key) => nearestWord(key, STEP_KINDS)).find((one) => one !== undefined);
  return {
    path: keys[0] === undefined ? [] : [keys[0]],
    code: 'unknown-kind',
    message: `no kind of step is called ${keys.map((key) => `"${key}"`).join(' or ')}${near === undefined ? '' : `; is "${near}" meant?`}`,
    cure: `begin the step with one of: ${STEP_KINDS.join(', ')}`,
  };
}

function twoKinds(kind: StepKind, other: StepKind): Explained {
  return {
    path: [other],
    code: 'two-kinds',
    message: `the step is of two kinds, "${kind}" and "${other}"`,
    cure: 'make two steps of it: begin the second with "- "',
  };
}

const triggers = z.partialRecord(z.enum(LOCALES), z.array(z.string().min(2)).min(1));

export const flowSchema = z.strictObject({
  /** Grows when a change would confuse a customer who is in the middle. */
  version: z.number().int().min(1),
  /** Questions that start the flow, by language. */
  triggers: triggers.default({}),
  steps: z.array(step).min(1),
});

export type RawFlow = z.infer<typeof flowSchema>;
