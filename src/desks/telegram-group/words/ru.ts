// The desk's own words in Russian.
import type { Words } from './words.ts';

export const ru: Words = {
  customer: 'Клиент',
  bot: 'Бот',
  operator: 'Оператор',
  note: 'заметка, клиент не видит',
  tried: 'Что бот уже отвечал',
  missingFile: 'Файл недоступен',
  undelivered: 'Это сообщение не дошло до клиента.',
  oldButton: 'Эта кнопка уже не действует.',
  notYourDesk: 'Эта кнопка только для сотрудников в группе поддержки.',
  unknownCommand:
    'Такой команды нет, клиенту ничего не отправлено. Есть /take, /release, /close, /note текст и /answer статья.',
  emptyAnswer: 'Назовите статью: её id или часть названия после /answer.',
  emptyNote: 'Заметка пустая: напишите текст после // или /note.',
  cannotPassOn: 'Такое сообщение нельзя передать клиенту: отправьте текст, фото или файл.',
};
