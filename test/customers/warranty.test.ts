import { describe, expect, test } from 'vitest';
import { warrantyVerdict } from '../../src/customers/warranty.ts';

describe('the warranty runs for whole calendar months from the purchase, its last day included', () => {
  test.each([
    ['2025-11-18', 12, '2026-11-18', 'covered', '2026-11-18'],
    ['2025-11-17', 12, '2026-11-18', 'over', '2026-11-17'],
    ['2024-02-29', 12, '2025-02-28', 'covered', '2025-02-28'],
    ['2026-08-31', 6, '2027-02-28', 'covered', '2027-02-28'],
    ['2026-08-31', 6, '2027-03-01', 'over', '2027-02-28'],
    ['2026-11-18', 0, '2026-11-18', 'covered', '2026-11-18'],
  ])('bought %s for %i months, asked on %s: %s', (bought, months, today, kind, until) => {
    expect(warrantyVerdict(bought, months, today)).toMatchObject({ kind, until });
  });

  test('a malformed day is refused', () => {
    expect(() => warrantyVerdict('2026-02-30', 12, '2026-11-18')).toThrow(RangeError);
  });
});
