// The desk's own words in Russian.
import { operatorRu } from './operator-ru.ts';
import type { Words } from './words.ts';

export const ru: Words = {
  operators: operatorRu,
  customer: 'Клиент',
  bot: 'Бот',
  operator: 'Оператор',
  note: 'заметка, клиент не видит',
  tried: 'Что бот уже отвечал',
  missingFile: 'Файл недоступен',
  undelivered: 'Это сообщение не дошло до клиента.',
  suggested: 'Статьи, которые могут помочь',
  maybeTwice: 'возможно, здесь дважды',
  edited: 'изменено',
  editedAnew: 'новый текст; прежнее сообщение изменить не удалось',
  removed: 'Это сообщение отозвано.',
  unsure: 'Клиент мог получить это сообщение дважды: связь прервалась при отправке.',
  topicAnew: 'Прежней темы больше нет, поэтому создана эта. Ниже последние сообщения.',
};
