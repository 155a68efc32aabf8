// The desk's own words in English.
import { operatorEn } from './operator-en.ts';
import type { Words } from './words.ts';

export const en: Words = {
  operators: operatorEn,
  customer: 'Customer',
  bot: 'Bot',
  operator: 'Operator',
  note: 'note, the customer does not see it',
  tried: 'What the bot has answered',
  missingFile: 'The file cannot be fetched',
  undelivered: 'This message did not reach the customer.',
  suggested: 'Articles that may help',
  maybeTwice: 'may be here twice',
  edited: 'edited',
  editedAnew: 'new wording; the message before could not be changed',
  removed: 'This message was taken back.',
  unsure: 'The customer may have this message twice: the connection broke while it was sent.',
  topicAnew: 'The earlier topic is gone, so this one was made. The last messages follow.',
};
