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
  suggested: 'Статии, които може да помогнат',
  maybeTwice: 'може да е тук два пъти',
  edited: 'редактирано',
  editedAnew: 'нов текст; предишното съобщение не можа да се промени',
  removed: 'Това съобщение е изтеглено.',
  unsure: 'Клиентът може да е получил това съобщение два пъти: връзката прекъсна при изпращането.',
  topicAnew: 'Предишната тема вече я няма, затова е създадена тази. Следват последните съобщения.',
};
