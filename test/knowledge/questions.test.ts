import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitQuestions, withoutCourtesy } from '../../src/knowledge/questions.ts';

const MESSAGES: readonly (readonly [what: string, message: string, questions: readonly string[]])[] = [
  ['one short question is itself', 'где мой заказ', ['где мой заказ']],
  ['a greeting and thanks are left out', 'Здравствуйте! Где мой заказ? Спасибо', ['Где мой заказ?']],
  [
    'two sentences are two questions',
    'Где мой заказ? Как вернуть товар?',
    ['Где мой заказ?', 'Как вернуть товар?'],
  ],
  [
    'two questions joined by a word',
    'сколько стоит доставка и как вернуть товар?',
    ['сколько стоит доставка', 'как вернуть товар?'],
  ],
  [
    'in English',
    'How much is delivery and can I pay by card?',
    ['How much is delivery', 'can I pay by card?'],
  ],
  ['in Bulgarian', 'Колко струва доставката? Кога ще дойде?', ['Колко струва доставката?', 'Кога ще дойде?']],
  [
    'a story around a question is left out',
    'Купил у вас чайник в прошлый вторник, очень понравился жене и детям. Как продлить гарантию на него?',
    ['Как продлить гарантию на него?'],
  ],
  [
    'a complaint without a question stays whole',
    'чайник сломался и не включается',
    ['чайник сломался и не включается'],
  ],
  ['a greeting alone stays', 'Здравствуйте!', ['Здравствуйте!']],
];

describe('splitQuestions', () => {
  test.each(MESSAGES)('%s', (_, message, questions) => {
    expect(splitQuestions(message)).toEqual(questions);
  });

  test('gives one to four parts of whatever is sent', () => {
    const pieces = fc.constantFrom(
      'где ',
      'заказ',
      '?',
      '! ',
      ' и как ',
      'how ',
      '\n',
      '((',
      'спасибо',
      ',',
      'a'.repeat(300),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        const found = splitQuestions(parts.join(''));
        expect(found.length).toBeGreaterThanOrEqual(1);
        expect(found.length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 60 },
    );
  });
});

test('courtesy is peeled off in any order, and never leaves nothing', () => {
  expect(withoutCourtesy('Добрый день, подскажите пожалуйста, где чек, заранее спасибо!')).toBe('где чек');
  expect(withoutCourtesy('Hello, where is my receipt, thanks in advance')).toBe('where is my receipt');
  expect(withoutCourtesy('спасибо')).toBe('спасибо');
});
