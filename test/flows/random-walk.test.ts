// Every flow of the shop under customers who answer, err, correct, wander off, press old buttons and come back at random.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shop } from '../../src/dialogue/deps.ts';
import { realShop } from '../dialogues/harness.ts';
import { type Act, Walker } from './walker.ts';
import { readdirSync } from 'node:fs';

/** A patient customer needs at most this many good answers to come to the end of any errand. */
const MAX_ANSWERS = 40;
/** Each run of the suite takes other ones; a failure prints the seed. A thousand more: raise this for an evening. */
const RUNS = 8;
const NOT_FLOWS = ['calendar.yaml', 'commands.yaml', 'rules.yaml', 'menu.yaml', 'moods.yaml'];
const FLOWS = readdirSync('flows')
  .filter((name) => name.endsWith('.yaml') && !NOT_FLOWS.includes(name))
  .map((name) => name.replace(/\.yaml$/u, ''));

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Act['kind']>('valid') },
    {
      weight: 6,
      arbitrary: fc.constantFrom<Act['kind']>('press', 'correct', 'several', 'stranger', 'wrong'),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom<Act['kind']>('question', 'command', 'errand', 'old-button', 'files'),
    },
  ),
  pick: fc.nat(1000),
});

describe.each(FLOWS)('the flow %s', (flow) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await realShop();
  }, 120_000);

  test('always ends or waits, asks for nothing it has, tells nothing of strangers and leaves nothing behind', () => {
    fc.assert(
      fc.property(fc.constantFrom('ru', 'en', 'bg'), fc.array(act, { maxLength: 14 }), (locale, acts) => {
        const walker = new Walker(shop, locale);
        walker.turn({ kind: 'choice', value: `flow:${flow}` });
        for (const one of acts) walker.act(one);
        for (let count = 0; count < MAX_ANSWERS && walker.stack.length > 0 && !walker.ticket; count += 1) {
          const body = walker.answer(count);
          if (body) walker.turn(body);
        }
        expect(walker.ticket ? [] : walker.stack, walker.heard.slice(-6).join('\n—\n')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
