// An errand's entry and the articles that offer it: whom the first speaks for, and whom it does not.
import { describe, expect, test } from 'vitest';
import { areKin, type Leads, withoutKin } from '../../src/knowledge/kin.ts';

const entry: Leads = { flow: 'cancel', entry: true };
const article: Leads = { flow: 'cancel', entry: false };
const sibling: Leads = { flow: 'cancel', entry: false };
const stranger: Leads = { entry: false };

describe('kin', () => {
  test.each([
    ['an errand and its article', entry, article, true],
    ['two articles of one errand, which may be about different things', article, sibling, false],
    ['an article without an errand and an errand', stranger, entry, false],
    ['two articles without errands', stranger, { entry: false }, false],
  ])('%s', (_, one, other, kin) => {
    expect(areKin(one, other)).toBe(kin);
    expect(areKin(other, one)).toBe(kin);
  });

  test('the first keeps its rivals, loses its kin, and has the best signals of both', () => {
    const leads = [entry, article, stranger];
    const candidate = (at: number, ...signals: number[]) => ({
      article: at,
      signals: Float64Array.from(signals),
      entries: [],
    });
    const pooled = withoutKin(
      [candidate(1, 0.2, 0.9), candidate(0, 0.7, 0), candidate(2, 0.1, 0.1)],
      (at) => leads[at],
    );
    expect(pooled.map((one) => one.article)).toEqual([1, 2]);
    expect([...(pooled[0]?.signals ?? [])]).toEqual([0.7, 0.9]);
  });
});
