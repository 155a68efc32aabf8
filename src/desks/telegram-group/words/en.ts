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
};
