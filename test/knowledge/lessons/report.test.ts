import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { describeLesson, exportLessons } from '../../../src/knowledge/lessons/report.ts';
import { at, counterExample, lesson, operatorLesson } from './samples.ts';

test('a lesson is told with who taught it, when, and why it is where it is', () => {
  const taught = operatorLesson(12, 'почём довезти до дачи', 'delivery-cost');
  const text = describeLesson({
    ...taught,
    state: 'accepted',
    decided: { at: at(20), why: 'taught by Анна' },
  });
  expect(text).toBe(
    [
      '   12  accepted   ru  delivery-cost: почём довезти до дачи',
      '       sent as the answer by Анна in conversation c-ivan, 2026-05-14 12:12',
      '       2026-05-14 12:20: taught by Анна',
    ].join('\n'),
  );
});

test('a counter-example is shown to the author; an erased customer is not named', () => {
  expect(describeLesson(counterExample(3, 'почём доставка', 'delivery-cost'))).toContain(
    'said not to have helped by conversation c-boris',
  );
  const whole = lesson(4, '', 'delivery-cost', 'ivan');
  const erased = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'asked')) as typeof whole;
  expect(describeLesson(erased)).toContain(
    '(nothing kept)\n       said to have helped by a customer since erased',
  );
});

test('accepted questions are exported as YAML lines under their files, each once', () => {
  const text = exportLessons([
    lesson(1, 'почём: довезти "до дачи"?', 'delivery-cost', 'ivan'),
    lesson(2, 'почём: довезти "до дачи"?', 'delivery-cost', 'maria'),
    lesson(3, 'куда звонить', 'contacts', 'ivan'),
  ]);
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '# knowledge-base/ru/contacts.md',
    '# knowledge-base/ru/delivery-cost.md',
  ]);
  expect(text.split('\n').filter((line) => line.startsWith('  - '))).toHaveLength(2);
  expect(parse(`questions:\n${text}`)).toEqual({ questions: ['куда звонить', 'почём: довезти "до дачи"?'] });
});
