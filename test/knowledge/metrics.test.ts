import { describe, expect, test } from 'vitest';
import { percentile, qualityOf, type Prediction } from '../../src/knowledge/tools/metrics.ts';

function prediction(
  label: string,
  first: string,
  confidence: number,
  decision: Prediction['decision'],
): Prediction {
  return {
    text: 'q',
    label,
    decision,
    confidence,
    ranked: [
      { id: first, score: confidence },
      { id: 'second', score: 0 },
    ],
  };
}

describe('quality of predictions', () => {
  const quality = qualityOf([
    prediction('a', 'a', 0.9, 'answer'),
    prediction('b', 'b', 0.8, 'answer'),
    prediction('second', 'c', 0.4, 'suggest'),
    prediction('oos', 'a', 0.6, 'answer'),
    prediction('oos', 'a', 0.1, 'none'),
  ]);

  test('ranks are counted among the questions that have an article', () => {
    expect(quality).toMatchObject({ n: 5, top1: 2 / 3, recall3: 1 });
    expect(quality.mrr).toBeCloseTo((1 + 1 + 0.5) / 3);
  });

  test('confidence is judged by how it parts answerable from unanswerable', () => {
    expect(quality.auroc).toBeCloseTo(5 / 6);
  });

  test('coverage is the largest share answered while 95 % of the answers are right', () => {
    expect(quality.coverage95).toBeCloseTo(2 / 3);
  });

  test('the own decision is measured over all questions', () => {
    expect(quality.answered).toBeCloseTo(3 / 5);
    expect(quality.answered_precision).toBeCloseTo(2 / 3);
    expect(quality.oos_answered).toBe(0.5);
  });

  test('calibration is the distance between what was said and what was so', () => {
    expect(quality.ece).toBeCloseTo((0.1 + 0.2 + 0.4 + 0.6 + 0.1) / 5);
  });
});

test('measures of nothing are nothing, not an error', () => {
  expect(qualityOf([])).toMatchObject({
    n: 0,
    top1: 0,
    auroc: null,
    coverage95: 0,
    answered_precision: null,
    ece: 0,
  });
});

test('a percentile is a value of the list', () => {
  expect(percentile([5, 1, 3], 0.5)).toBe(3);
  expect(percentile([1, 2], 0.99)).toBe(2);
  expect(percentile([], 0.5)).toBe(0);
});
