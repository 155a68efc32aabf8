// What was collected, as lines that people read on the case: the flow's details, then the order and the verdict it learnt.
import { slotOf } from '../flows/flow.ts';
import type { Attachment } from '../model/attachment.ts';
import { type FlowRun, slotWord } from '../model/conversation.ts';
import { sharedValue, sharedWords } from '../model/sharing.ts';
import type { CaseField } from '../model/ticket.ts';
import type { Draft } from './draft.ts';

/** Learnt by lookups, and worth reading whatever the flow was about. */
const LEARNT = [
  'order_number',
  'order_status',
  'order_items',
  'order_delivered',
  'warranty',
  'warranty_until',
];

/** Without a run it is the order that the customer has proved to know. */
export function fieldsOf(draft: Draft, run: FlowRun | undefined): CaseField[] {
  const { phrases, deskLocale } = draft.deps;
  const fields = run ? [...collected(draft, run), ...learnt(draft, run)] : [];
  const proved = draft.state.verified.filter(({ until }) => until > draft.deps.now.getTime()).at(-1);
  if (!proved || fields.some(({ value }) => value.includes(proved.order))) return fields;
  return [...fields, { label: phrases.label(deskLocale, 'desk.case.order_number'), value: proved.order }];
}

/** With the contacts and places that the customer shared while nobody asked for them, unless they have become answers. */
export function withShared(
  { deps: { phrases, deskLocale }, state }: Draft,
  fields: CaseField[],
): CaseField[] {
  const more = (state.shared ?? []).filter((one) => !fields.some(({ value }) => value === sharedValue(one)));
  return [
    ...fields,
    ...more.map((one) => {
      return { label: phrases.label(deskLocale, `desk.case.${one.kind}`), value: sharedWords(one) };
    }),
  ];
}

export function filesOf(run: FlowRun): Attachment[] {
  return Object.values(run.slots).flatMap(({ value }) =>
    Array.isArray(value) ? (value as readonly Attachment[]) : [],
  );
}

/** The slots worth reading, in the order of the flow's summary, or of its questions. */
function collected(draft: Draft, run: FlowRun): CaseField[] {
  const { phrases, deskLocale } = draft.deps;
  return asked(draft, run).flatMap((name) => {
    const slot = run.slots[name];
    const key = `flow.${run.flow}.${name}.label`;
    if (!slot || slot.value === null || !phrases.has(deskLocale, key)) return [];
    // contacts are masked in the chat; operators need them whole
    const isContact = ['phone', 'email'].includes(slotWord(run.slots[`${name}_type`]));
    return [{ label: phrases.label(deskLocale, key), value: isContact ? slotWord(slot) : slot.shown }];
  });
}

function learnt(draft: Draft, run: FlowRun): CaseField[] {
  const { phrases, deskLocale } = draft.deps;
  const shown = new Set(asked(draft, run));
  const values = new Set([...shown].map((name) => run.slots[name]?.shown));
  return LEARNT.flatMap((name) => {
    const slot = run.slots[name];
    if (!slot || slot.value === null || slot.shown === '' || shown.has(name)) return [];
    // the number that was typed is the order's own
    if (name === 'order_number' && values.has(slot.shown)) return [];
    const key = `${name.replace('_', '.')}.${slotWord(slot)}`;
    const value = phrases.has(deskLocale, key) ? phrases.label(deskLocale, key) : slot.shown;
    return [{ label: phrases.label(deskLocale, `desk.case.${name}`), value }];
  });
}

function asked({ deps }: Draft, { flow }: FlowRun): string[] {
  const steps = deps.flows.get(flow)?.steps ?? [];
  const summary = steps.find((step) => step.kind === 'confirm');
  const names = summary?.kind === 'confirm' ? [...summary.confirm, ...summary.show] : steps.map(slotOf);
  return names.filter((name) => name !== undefined);
}
