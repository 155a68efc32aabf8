// A flow as a Mermaid flowchart, so that a manager can look instead of read. Pure: the same flow gives the same text.
import type { Locale } from '../model/locale.ts';
import { DIAGRAM_WORDS } from './diagram-words.ts';
import { type Flow, type FlowStep, successors } from './flow.ts';
import type { Phrases } from './phrases.ts';
import { generalQuestion } from './steps/collect.ts';

/** Longer phrases are cut between words. */
const MAX_LABEL = 70;

/** The lines of the chart, without the fence around it. */
export function drawFlow(flow: Flow, phrases: Phrases, locale: Locale): string[] {
  const label = labeller(flow, phrases, locale);
  const edges = flow.steps.flatMap((step, index) => edgesOf(flow, step, index, label));
  const runsOut = edges.some(({ to }) => to === undefined);
  const words = DIAGRAM_WORDS[locale];
  return [
    'flowchart TD',
    `  begin([${quoted(label.phrase(`flow.${flow.id}.title`))}])`,
    ...flow.steps.map((step) => `  ${node(step.id)}${shape(step, label)}`),
    ...(runsOut ? [`  finish([${quoted(words.finish)}])`] : []),
    `  begin --> ${node(flow.steps[0]?.id)}`,
    ...edges.map(({ from, to, says, dotted }) => {
      const arrow = dotted ? '-.->' : '-->';
      return `  ${node(from)} ${arrow}${says === undefined ? '' : `|${quoted(says)}|`} ${node(to)}`;
    }),
    ...flow.steps.flatMap((step) =>
      step.kind === 'flow' ? [`  click ${node(step.id)} href "${step.flow}.md"`] : [],
    ),
  ];
}

interface Labeller {
  readonly phrase: (key: string) => string;
  /** The flow's own phrase of that name; undefined when it has none. */
  readonly own: (name: string) => string | undefined;
  /** A slot by its name on the card, where it has one. */
  readonly slot: (name: string) => string;
  readonly value: (slot: string, value: string | number | boolean) => string;
  readonly words: (typeof DIAGRAM_WORDS)[Locale];
}

function labeller(flow: Flow, phrases: Phrases, locale: Locale): Labeller {
  const words = DIAGRAM_WORDS[locale];
  const known = (key: string): string | undefined =>
    phrases.sketch(locale, key)?.replace(/\s+/gu, ' ').trim() || undefined;
  const phrase = (key: string): string => known(key) ?? key;
  const own = (name: string): string | undefined => known(`flow.${flow.id}.${name}`);
  return {
    words,
    phrase,
    own,
    slot: (name) => own(`${name}.label`) ?? own(`${name.replace(/_type$/u, '')}.label`) ?? name,
    value: (slot, value) => {
      if (typeof value === 'boolean') return phrase(value ? 'common.yes' : 'common.no');
      const word = String(value);
      return (
        own(`${slot}.option.${word}`) ??
        known(`${slot}.${word}`) ??
        known(`${slot.replace('_', '.')}.${word}`) ??
        word
      );
    },
  };
}

interface Edge {
  readonly from: string;
  /** Undefined: past the last step. */
  readonly to: string | undefined;
  readonly says?: string;
  /** A way back that is taken only to change something. */
  readonly dotted?: boolean;
}

function edgesOf(flow: Flow, step: FlowStep, index: number, label: Labeller): Edge[] {
  const from = step.id;
  const next = 'next' in step && step.next !== undefined ? step.next : flow.steps[index + 1]?.id;
  switch (step.kind) {
    case 'ticket':
    case 'end':
      return [];
    case 'branch':
      return step.branch.map((way) =>
        'else' in way
          ? { from, to: way.else, says: label.words.otherwise }
          : { from, to: way.go, says: conditionIn(way, label) },
      );
    case 'confirm':
      return [
        { from, to: next, says: label.phrase('common.all-right') },
        ...step.confirm.map((slot) => ({ from, to: slot, says: `✎ ${label.slot(slot)}`, dotted: true })),
      ];
    case 'lookup':
    case 'guide': {
      const named = Object.entries(label.words.ways).flatMap(([way, says]) => {
        const to = (step as Readonly<Record<string, unknown>>)[way];
        return typeof to === 'string' ? [{ from, to, says }] : [];
      });
      const goesOn = step.kind === 'lookup' && !('found' in step && step.found !== undefined);
      return goesOn ? [{ from, to: next }, ...named] : named;
    }
    default:
      return [...new Set(successors(flow, index))].map((to) => ({ from, to }));
  }
}

type Condition = Exclude<Extract<FlowStep, { kind: 'branch' }>['branch'][number], { else: string }>;

function conditionIn(way: Condition, label: Labeller): string {
  const { words } = label;
  const slot = label.slot(way.when);
  const value = (one: string | number | boolean): string => label.value(way.when, one);
  if (way.filled !== undefined) return `${slot}: ${way.filled ? words.filled : words.empty}`;
  if (way.in) return `${slot}: ${way.in.map(value).join(` ${words.or} `)}`;
  if (way.is !== undefined) return `${slot}: ${value(way.is)}`;
  if (way.not !== undefined) return `${slot} ≠ ${value(way.not)}`;
  return way.atLeast === undefined ? `${slot} ≤ ${way.atMost ?? ''}` : `${slot} ≥ ${way.atLeast}`;
}

function shape(step: FlowStep, label: Labeller): string {
  const { words, phrase, slot } = label;
  const say = (key: string): string => quoted(phrase(key));
  switch (step.kind) {
    case 'say':
      return `[${say(step.say)}]`;
    case 'collect':
      return `[/${quoted(`${slot(step.collect)}${step.optional ? ` (${words.optional})` : ''}`, question(step, label))}/]`;
    case 'choose':
      return `[/${quoted(slot(step.choose), step.options.map((one) => label.value(step.choose, one)).join(' / '))}/]`;
    case 'confirm':
      return `[/${quoted(`✓ ${[...step.confirm, ...step.show].map(slot).join(', ')}`)}/]`;
    case 'branch':
      return `{${quoted('?')}}`;
    case 'lookup':
      return `[(${quoted(`${words.lookup}: ${step.lookup}`)})]`;
    case 'act':
      return `[[${quoted(`${words.act}: ${step.act}`)}]]`;
    case 'guide':
      return `[/${quoted(`${words.guide}: ${slot(step.guide)}`)}/]`;
    case 'set':
      return `(${quoted(
        Object.entries(step.set)
          .map(([name, value]) => `${name} = ${String(value)}`)
          .join(', '),
      )})`;
    case 'answer':
      return `[${quoted(`${words.article}: ${step.answer}`)}]`;
    case 'flow':
      return `[[${quoted(`→ ${label.phrase(`flow.${step.flow}.title`)}`)}]]`;
    case 'ticket':
      return `([${quoted(words.ticket, phrase(step.ticket))}])`;
    case 'end':
      return `([${quoted(words.finish)}])`;
  }
}

function question(step: Extract<FlowStep, { kind: 'collect' }>, label: Labeller): string {
  return label.own(`${step.collect}.ask`) ?? label.phrase(generalQuestion(step, [step.type].flat()[0]));
}

/** Mermaid ids are words of its own too (`end`), so ours begin with a letter and a line. */
function node(id: string | undefined): string {
  return id === undefined ? 'finish' : `s_${id}`;
}

/** Up to two lines in quotes; signs that Mermaid reads are written as its entities. */
function quoted(...lines: readonly string[]): string {
  const written = lines
    .filter((line) => line !== '')
    .map((line) =>
      short(line)
        .replaceAll('#', '#35;')
        .replaceAll('"', '#quot;')
        .replaceAll('<', '#lt;')
        .replaceAll('>', '#gt;')
        .replaceAll('`', '#96;'),
    );
  return `"${written.join('<br>')}"`;
}

function short(text: string): string {
  if (text.length <= MAX_LABEL) return text;
  const cut = text.slice(0, MAX_LABEL);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_LABEL / 2)).trimEnd()}…`;
}
