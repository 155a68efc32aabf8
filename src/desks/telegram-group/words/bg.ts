// The desk's own words in Bulgarian.
import type { Words } from './words.ts';

export const bg: Words = {
  customer: 'Клиент',
  bot: 'Бот',
  operator: 'Оператор',
  note: 'бележка, клиентът не я вижда',
  tried: 'Какво вече отговори ботът',
  missingFile: 'Файлът не е достъпен',
  undelivered: 'Това съобщение не стигна до клиента.',
  oldButton: 'Този бутон вече не действа.',
  notYourDesk: 'Този бутон е само за служителите в групата за поддръжка.',
  unknownCommand:
    'Няма такава команда, на клиента не е изпратено нищо. Има /take, /release, /close, /note текст и /answer статия.',
  emptyAnswer: 'Посочете статия: нейното id или част от заглавието след /answer.',
  emptyNote: 'Бележката е празна: напишете текст след // или /note.',
  cannotPassOn: 'Такова съобщение не може да се предаде на клиента: изпратете текст, снимка или файл.',
};
