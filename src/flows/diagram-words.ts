// The few words that a diagram needs beside the shop's own phrases.
import type { Locale } from '../model/locale.ts';

export interface DiagramWords {
  readonly otherwise: string;
  readonly finish: string;
  readonly lookup: string;
  readonly act: string;
  readonly ticket: string;
  readonly article: string;
  readonly guide: string;
  readonly or: string;
  readonly ways: Readonly<
    Record<'found' | 'refused' | 'limited' | 'unavailable' | 'none' | 'done' | 'failed', string>
  >;
  readonly filled: string;
  readonly empty: string;
  readonly optional: string;
  readonly begins: string;
  readonly calls: string;
  readonly calledBy: string;
  readonly drawn: string;
  readonly index: string;
}

export const DIAGRAM_WORDS: Readonly<Record<Locale, DiagramWords>> = {
  ru: {
    otherwise: 'иначе',
    finish: 'конец',
    lookup: 'спросить данные',
    act: 'сделать',
    ticket: 'передать людям',
    article: 'показать статью',
    guide: 'по шагам из статьи',
    or: 'или',
    ways: {
      found: 'найдено',
      refused: 'отказ',
      limited: 'слишком много попыток',
      unavailable: 'данные недоступны',
      none: 'ничего нет',
      done: 'пройдено',
      failed: 'не помогло',
    },
    filled: 'есть',
    empty: 'нет',
    optional: 'можно пропустить',
    begins: 'Начинается словами',
    calls: 'Вызывает',
    calledBy: 'Вызывается из',
    drawn: 'Нарисовано командой `npm run flows:draw`; правьте сам сценарий, а не рисунок.',
    index: 'Сценарии',
  },
  en: {
    otherwise: 'otherwise',
    finish: 'end',
    lookup: 'look up',
    act: 'do',
    ticket: 'hand over to people',
    article: 'show the article',
    guide: 'steps of the article',
    or: 'or',
    ways: {
      found: 'found',
      refused: 'refused',
      limited: 'too many tries',
      unavailable: 'no answer',
      none: 'none',
      done: 'done',
      failed: 'did not help',
    },
    filled: 'is known',
    empty: 'is not known',
    optional: 'may be skipped',
    begins: 'Begins with',
    calls: 'Calls',
    calledBy: 'Called by',
    drawn: 'Drawn by `npm run flows:draw`; change the flow, not the drawing.',
    index: 'Flows',
  },
  bg: {
    otherwise: 'иначе',
    finish: 'край',
    lookup: 'провери данните',
    act: 'направи',
    ticket: 'предай на хора',
    article: 'покажи статията',
    guide: 'стъпките от статията',
    or: 'или',
    ways: {
      found: 'намерено',
      refused: 'отказ',
      limited: 'твърде много опити',
      unavailable: 'няма връзка с данните',
      none: 'няма',
      done: 'готово',
      failed: 'не помогна',
    },
    filled: 'е известно',
    empty: 'не е известно',
    optional: 'може да се пропусне',
    begins: 'Започва с думите',
    calls: 'Извиква',
    calledBy: 'Извиква се от',
    drawn: 'Нарисувано с `npm run flows:draw`; променяйте сценария, а не рисунката.',
    index: 'Сценарии',
  },
};
