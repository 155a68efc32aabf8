import { expect, test } from 'vitest';
import { progressLine } from '../../src/commands/progress.ts';

function shown(isTTY: boolean, act: (line: ReturnType<typeof progressLine>) => void): string {
  let text = '';
  act(progressLine({ isTTY, write: (more) => void (text += more) }));
  return text;
}

test('a terminal has a bar that is drawn over and ends with a line of its own', () => {
  const text = shown(true, (line) => {
    line.show('orders.csv', 0.5, '500 rows');
    line.show('orders.csv', 1, '1000 rows');
  });
  expect(text).toContain(`orders.csv ${'█'.repeat(15)}${'░'.repeat(15)} 50% 500 rows`);
  expect(text).toContain(`orders.csv ${'█'.repeat(30)} 100% 1000 rows\n`);
});

test('elsewhere each file is one plain line', () => {
  const text = shown(false, (line) => {
    line.show('orders.csv', 0.5, '500 rows');
    line.clear();
    line.show('orders.csv', 1, '1000 rows');
  });
  expect(text).toBe('orders.csv: 1000 rows read\n');
});
