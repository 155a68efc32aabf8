// What the scene's desk can be asked at once: ready words, people on shift, figures, clocks, earlier requests.
import type { DeskBoard, Person } from '../../src/model/desk.ts';
import { plain } from '../../src/model/rich-text.ts';
import { fakeBoard } from '../fakes/desk-board.ts';
import { cardOf, type MemoryDesk } from '../fakes/desk-memory.ts';
import { anna, boris, vera } from './scene-tickets.ts';

export const MACROS = [
  { id: 'greeting', title: 'Приветствие', text: 'Здравствуйте! Меня зовут Анна, я помогу.' },
  {
    id: 'unplug',
    title: 'Не включать прибор',
    text: 'Пожалуйста, не включайте прибор и держите его отключённым от розетки.\nМы заберём его бесплатно.',
  },
  { id: 'receipt', title: 'Попросить чек', text: 'Пришлите, пожалуйста, фото чека или номер заказа.' },
];

export const ARTICLES = [
  {
    article: 'burning-smell',
    title: 'Прибор пахнет гарью',
    text: 'Отключите прибор от сети и больше не включайте. Это гарантийный случай: мы заберём его сами.',
  },
  {
    article: 'warranty',
    title: 'Товар сломался: что делать',
    text: 'Если после покупки прошло меньше срока гарантии, мы отремонтируем, заменим или вернём деньги.',
  },
  { article: 'courier', title: 'Когда приедет курьер', text: 'Курьер звонит за час до приезда.' },
];

export interface SceneBoard {
  readonly board: DeskBoard;
  troubles: { name: string; detail: string }[];
}

export function sceneBoard(memory: MemoryDesk): SceneBoard {
  const shifts = new Map([
    [anna.id, true],
    [boris.id, true],
    [vera.id, false],
  ]);
  const load = new Map([
    [anna.id, 2],
    [boris.id, 1],
  ]);
  const holds = <T extends { readonly title: string }>(words: string) => {
    const sought = words.toLowerCase().split(/\s+/u);
    return (one: T): boolean => sought.every((word) => one.title.toLowerCase().includes(word));
  };
  const scene: SceneBoard = {
    troubles: [],
    board: fakeBoard({
      macros: (_ticket, part) =>
        Promise.resolve(
          MACROS.filter(holds(part)).map(({ id, title, text }) => ({ id, title, preview: plain(text) })),
        ),
      articles: (_ticket, words = '') =>
        Promise.resolve(ARTICLES.filter(holds(words)).map((one) => ({ ...one, text: plain(one.text) }))),
      people: () =>
        Promise.resolve(
          [anna, boris, vera].map((operator): Person => ({
            operator,
            role: operator === vera ? 'manager' : 'operator',
            onShift: shifts.get(operator.id) === true,
            tickets: load.get(operator.id) ?? 0,
            ...(operator === boris && { until: new Date(Date.now() + 3_600_000) }),
          })),
        ),
      setShift(operator, on) {
        shifts.set(operator.id, on);
        const handedOver = on ? 0 : (load.get(operator.id) ?? 0);
        load.set(operator.id, 0);
        return Promise.resolve({ handedOver });
      },
      stats: () =>
        Promise.resolve([
          { label: 'Ждут нас', value: '3' },
          { label: 'Просрочено', value: '1' },
          { label: 'Ждут клиента', value: '1' },
          { label: 'На смене', value: '2' },
          { label: 'Первый ответ сегодня', value: '6 мин' },
          { label: 'Решено сегодня', value: '14' },
        ]),
      earlier: async () => (await memory.tickets({ limit: 100, status: ['closed'] })).map(cardOf),
      explain: () =>
        Promise.resolve([
          '10:02 первый ответ: пошло, 30 мин',
          '10:08 первый ответ: остановлено, написал оператор; ушло 6 мин',
          '10:08 решение: пауза, ждём клиента',
        ]),
      troubles: () => Promise.resolve(scene.troubles),
    }),
  };
  return scene;
}
