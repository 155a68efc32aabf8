// A shared contact or place in words.
import { describe, expect, test } from 'vitest';
import { toPlainText } from '../../src/model/rich-text.ts';
import { type Shared, sharedText, sharedValue, sharedWords } from '../../src/model/sharing.ts';

const MAP = 'https://www.openstreetmap.org/?mlat=42.7&mlon=-23.3#map=17/42.7/-23.3';
const point = { kind: 'place', latitude: 42.7, longitude: -23.3 } as const;

describe('what is shared', () => {
  test.each<[string, Shared, string, string]>([
    ['a number', { kind: 'contact', phone: '+359881112233' }, '☎️ +359881112233', '+359881112233'],
    [
      'a contact',
      { kind: 'contact', phone: '0881112233', name: 'Ann Lee' },
      '☎️ 0881112233 Ann Lee',
      '0881112233',
    ],
    ['a point', point, `📍 ${MAP}`, MAP],
    [
      'a place with a name',
      { ...point, title: 'Shop', address: 'Ring 1' },
      `📍 Shop, Ring 1\n${MAP}`,
      'Shop, Ring 1',
    ],
    ['an address', { ...point, address: 'Ring 1' }, `📍 Ring 1\n${MAP}`, 'Ring 1'],
  ])('%s is told whole, and answers a question', (_what, shared, words, value) => {
    expect(sharedWords(shared)).toBe(words);
    expect(sharedValue(shared)).toBe(value);
    expect(toPlainText(sharedText(shared)).startsWith(words)).toBe(true);
  });

  test('a map is a link that can be pressed', () => {
    expect(JSON.stringify(sharedText(point))).toContain(`"href":"${MAP}"`);
  });
});
