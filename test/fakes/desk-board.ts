// A desk's board in memory: answers what a test gave it, and remembers who went on and off shift.
import type { DeskBoard } from '../../src/model/desk.ts';

export interface BoardSeed extends Partial<DeskBoard> {
  readonly shifts?: { operator: string; on: boolean }[];
}

export function fakeBoard(seed: BoardSeed = {}): DeskBoard {
  const { shifts = [], ...given } = seed;
  return {
    queue: () => Promise.resolve([]),
    stats: () => Promise.resolve([]),
    macros: () => Promise.resolve([]),
    articles: () => Promise.resolve([]),
    people: () => Promise.resolve([]),
    queues: () => [
      {
        name: 'general',
        tier: 2,
        title: 'General',
        titles: { ru: 'Общая', en: 'General', bg: 'Обща' },
      },
      {
        name: 'specialists',
        tier: 3,
        title: 'Specialists',
        titles: { ru: 'Специалисты', en: 'Specialists', bg: 'Специалисти' },
      },
    ],
    setShift: (operator, on) => {
      shifts.push({ operator: operator.id, on });
      return Promise.resolve({ handedOver: 0 });
    },
    card: () => Promise.resolve(undefined),
    explain: () => Promise.resolve([]),
    earlier: () => Promise.resolve([]),
    troubles: () => Promise.resolve([]),
    ...given,
  };
}
