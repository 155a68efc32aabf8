// The form of a flow file: a list of steps, each of exactly one kind.
import { z } from 'zod';
import { LOCALES } from '../model/locale.ts';
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

const KINDS = Object.keys(SCHEMAS) as StepKind[];

/** Finds the kind by the key that names it, so that a mistake is reported against that kind alone. */
const step = z.record(z.string(), z.unknown()).transform((raw, context): RawStep => {
  const kinds = KINDS.filter((kind) => kind in raw);
  const kind = kinds[0];
  if (kind === undefined || kinds.length > 1) {
    context.addIssue({ code: 'custom', message: `a step has exactly one of: ${KINDS.join(', ')}` });
    return z.NEVER;
  }
  const parsed = SCHEMAS[kind].safeParse(raw);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }
  return { ...parsed.data, kind } as RawStep;
});

const triggers = z.partialRecord(z.enum(LOCALES), z.array(z.string().min(2)).min(1));

export const flowSchema = z.strictObject({
  /** Grows when a change would confuse a customer who is in the middle. */
  version: z.number().int().min(1),
  /** Questions that start the flow, by language. */
  triggers: triggers.default({}),
  steps: z.array(step).min(1),
});

export type RawFlow = z.infer<typeof flowSchema>;
