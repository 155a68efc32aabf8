// flows/rules.yaml, `start`: errands that begin without being asked for by name.
import { findOrderNumber } from '../flows/slots/order-number.ts';
import type { FlowId } from '../model/ids.ts';
import type { Draft } from './draft.ts';
import { namedErrand, plain } from './named.ts';

/** An order number beside more words than these is about something else. */
const WORDS_BESIDE = 3;

/** The flow that a start link's payload names. */
export function flowOfPayload(draft: Draft, payload: string): FlowId | undefined {
  return existing(
    draft,
    draft.deps.rules.start.find((rule) => rule.when === 'payload' && rule.is === payload)?.flow,
  );
}

/**
 * The flow that the words start by a rule: the flow's own name, an order number and next to nothing else, or words that a rule
 * names.
 * A number belongs to the errand that the last answer offered, where there was one.
 */
export function flowOfWords(draft: Draft, text: string): FlowId | undefined {
  const { orderPattern, knowledge } = draft.deps;
  const { start } = draft.deps.rules;
  const called = namedErrand(draft, text)?.flow;
  if (called !== undefined) return called;
  const bare = text.trim().split(/\s+/u).length <= WORDS_BESIDE;
  const numbers = start.find((rule) => rule.when === 'order-number');
  if (numbers && bare && findOrderNumber(text, orderPattern) !== undefined) {
    const { feedback, locale } = draft.state;
    const answered = feedback && knowledge.article(feedback.article, locale);
    return existing(draft, answered?.flow) ?? existing(draft, numbers.flow);
  }
  return flowOfNamedWords(draft, text);
}

/** The flow that words in the message start whatever else it says: what cannot wait, such as smoke. */
export function flowOfNamedWords(draft: Draft, text: string): FlowId | undefined {
  const { start } = draft.deps.rules;
  const said = ` ${plain(text)} `;
  const named = start.find(
    (rule) => rule.when === 'words' && rule.any.some((words) => said.includes(` ${plain(words)} `)),
  );
  return existing(draft, named?.flow);
}

function existing(draft: Draft, flow: string | undefined): FlowId | undefined {
  return flow !== undefined && draft.deps.flows.has(flow as FlowId) ? (flow as FlowId) : undefined;
}
