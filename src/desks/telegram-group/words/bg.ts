// The desk's own words in Bulgarian.
import { operatorBg } from './operator-bg.ts';
import type { Words } from './words.ts';

export const bg: Words = {
  operators: operatorBg,
  customer: 'Клиент',
  bot: 'Бот',
  operator: 'Оператор',
  note: 'бележка, клиентът не я вижда',
  tried: 'Какво вече отговори ботът',
  missingFile: 'Файлът не е достъпен',
  undelivered: 'Това съобщение не стигна до клиента.',
};
