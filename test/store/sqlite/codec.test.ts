// JSON that keeps dates.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '../../../src/store/sqlite/codec.ts';

describe('codec', () => {
  test.each([
    ['a date', new Date('2026-05-14T12:00:00.123Z')],
    ['a date deep inside', { a: [{ b: new Date(0), c: 'x' }] }],
    ['a text that looks like a date', { at: '2026-05-14T12:00:00.123Z' }],
    ['a text that looks like a tag', { text: '{"$date":5}' }],
    ['an object that looks like a tag', { $date: 5 }],
    ['keys that begin with the mark', { $a: new Date(1), $$b: { $date: new Date(2) } }],
    ['a key that assignment treats apart', JSON.parse('{"__proto__": {"$x": 1}, "y": 2}') as object],
    ['null, false, zero and the empty text', [null, false, 0, '']],
  ])('%s comes back as it was', (_name, value) => {
    expect(decode(encode<unknown>(value))).toEqual(value);
  });

  test('an absent field stays absent', () => {
    expect(decode(encode({ a: 1, b: undefined }))).toStrictEqual({ a: 1 });
  });

  test('what was given is not changed', () => {
    const value = { at: new Date(5), $x: [new Date(6)] };
    encode(value);
    expect(value).toEqual({ at: new Date(5), $x: [new Date(6)] });
  });

  test('any plain data with dates comes back as it was', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.date({ noInvalidDate: true }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$date', '$', '$$', '__proto__')), tie('value'), {
          maxKeys: 4,
          noNullPrototype: true,
        }),
      ),
    })).value;
    fc.assert(
      fc.property(plain, (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
    );
  });
});
