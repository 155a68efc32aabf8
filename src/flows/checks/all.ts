// Every check of the flows together, so that loading and `npm run check` find the same.
import type { FlowId } from '../../model/ids.ts';
import { LOCALES } from '../../model/locale.ts';
import type { Problem } from '../../model/problem.ts';
import { nearestWord } from '../../system/edit-distance.ts';
import type { Flow, FlowBook } from '../flow.ts';
import type { PlaceOf, Phrases } from '../phrases.ts';
import { checkButtons } from './buttons.ts';
import { callsOf, checkCalls } from './calls.ts';
import { fillingOf } from './filling.ts';
import { reporter } from './finding.ts';
import { checkGraph } from './graph.ts';
import { checkSlots } from './slots.ts';
import { checkTriggers } from './triggers.ts';
import { checkUnused, checkWords } from './words.ts';

/** What flows may name that is kept elsewhere. Whatever is absent is not checked. */
export interface Surroundings {
  /** Numbers of flows/rules.yaml. */
  readonly rules?: ReadonlySet<string>;
  readonly articles?: ReadonlySet<string>;
  readonly placeOf?: PlaceOf;
}

/** `broken` names flows whose files could not be read. Answers the flows that can be used, and everything that is wrong. */
export function checkFlows(
  all: FlowBook,
  broken: ReadonlySet<string>,
  phrases: Phrases,
  around: Surroundings = {},
): { flows: FlowBook; problems: Problem[] } {
  const filling = fillingOf(all);
  const known = around.rules ? { rules: around.rules } : {};
  // a language whose file cannot be read at all is reported once, where it is broken
  const spoken = LOCALES.filter((locale) => phrases.keys(locale).length > 0);
  const problems = [
    ...[...all.values()].flatMap((flow) => {
      const before = filling.before(flow.id);
      return [
        ...checkGraph(flow),
        ...checkCalls(flow, all, broken),
        ...checkSlots(flow, before, known),
        ...checkButtons(flow),
        ...checkArticles(flow, around.articles),
        ...checkWords(flow, phrases, spoken, before, known),
      ];
    }),
    ...checkTriggers(all),
    ...(around.placeOf ? checkUnused(all, broken, phrases, around.placeOf) : []),
  ];
  const { flows, problems: called } = usable(all, broken, problems);
  return { flows, problems: [...problems, ...called] };
}

function checkArticles(flow: Flow, articles: ReadonlySet<string> | undefined): Problem[] {
  if (!articles) return [];
  const at = reporter(flow);
  return flow.steps.flatMap((step, index) => {
    if (step.kind !== 'answer' || articles.has(step.answer)) return [];
    const near = nearestWord(step.answer, [...articles]);
    const message = `no article is named ${step.answer}${near === undefined ? '' : `; is "${near}" meant?`}`;
    return [at(index, 'unknown-article', message, 'name an article of knowledge-base/, without ".md"')];
  });
}

/** Flows without mistakes that call none with mistakes: a customer never gets into a dead end. */
function usable(
  all: FlowBook,
  broken: ReadonlySet<string>,
  problems: readonly Problem[],
): { flows: FlowBook; problems: Problem[] } {
  const bad = new Set<string>(broken);
  const faulty = new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  for (const flow of all.values()) if (faulty.has(flow.file)) bad.add(flow.id);
  const consequences: Problem[] = [];
  for (let grown = true; grown;) {
    grown = false;
    for (const flow of all.values()) {
      if (bad.has(flow.id) || !callsOf(flow).some((called) => bad.has(called))) continue;
      grown = bad.add(flow.id).size > 0;
      consequences.push(...checkCalls(flow, all, bad));
    }
  }
  return { flows: new Map([...all].filter(([id]: [FlowId, Flow]) => !bad.has(id))), problems: consequences };
}
