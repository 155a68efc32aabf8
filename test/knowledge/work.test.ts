import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { CANDIDATES, WORK } from '../../src/knowledge/signals.ts';
import { syntheticBase } from '../bench/synthetic-base.ts';

const { articles, queries } = syntheticBase(300, 40);
const base = createKnowledgeBase(articles);

test('whatever is asked, the work stays within its budget', () => {
  const pieces = fc.constantFrom(
    ...queries,
    'а',
    'заказ'.repeat(2000),
    '🙂',
    '\u0000',
    '((((',
    'слово '.repeat(5000),
  );
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 30 }), (parts) => {
      const { ranking } = base.explain(parts.join(' '), 'ru');
      expect(ranking.visited).toBeLessThanOrEqual(2 * WORK);
      expect(ranking.ranked.length).toBeLessThanOrEqual(CANDIDATES);
    }),
    { numRuns: 30 },
  );
});
