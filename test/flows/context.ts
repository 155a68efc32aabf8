// A step's surroundings for tests: phrases answer with their key, facts come from a list.
import { SAMPLE_NOW } from './sample-now.ts';
import type { Fact, Lookup } from '../../src/model/order.ts';
import { lookupKey } from '../../src/model/order.ts';
import { plain } from '../../src/model/rich-text.ts';
import type { CustomerId, FlowId } from '../../src/model/ids.ts';
import type { StepContext } from '../../src/flows/types.ts';

export function context(
  change: Partial<StepContext> = {},
  facts: readonly [Lookup, Fact][] = [],
): StepContext {
  const known = new Map(facts.map(([lookup, fact]) => [lookupKey(lookup), fact]));
  return {
    flow: 'test' as FlowId,
    slots: {},
    locale: 'ru',
    now: SAMPLE_NOW,
    timeZone: 'Europe/Moscow',
    by: { channel: 'test', chat: '1', user: '1' },
    customer: 'customer' as CustomerId,
    verified: [],
    rules: { shop: { return_days: 14, defect_days: 15 }, no_return: [] },
    orderPattern: /UT[-\s]?\d{5}/u,
    fact: (lookup) => known.get(lookupKey(lookup)),
    say: (key) => plain(key),
    label: (key) => key,
    has: () => false,
    article: () => undefined,
    ...change,
  };
}
