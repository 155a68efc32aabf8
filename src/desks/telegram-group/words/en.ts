// The desk's own words in English.
import type { Words } from './words.ts';

export const en: Words = {
  customer: 'Customer',
  bot: 'Bot',
  operator: 'Operator',
  note: 'note, the customer does not see it',
  tried: 'What the bot has answered',
  missingFile: 'The file cannot be fetched',
  undelivered: 'This message did not reach the customer.',
  oldButton: 'This button no longer does anything.',
  notYourDesk: 'This button is only for the staff in the support group.',
  unknownCommand:
    'There is no such command; nothing was sent to the customer. There are /take, /release, /close, /note text and /answer article.',
  emptyAnswer: 'Name the article: its id or a part of its title after /answer.',
  emptyNote: 'The note is empty: write its text after // or /note.',
  cannotPassOn: 'A message of this kind cannot be passed on to the customer: send text, a photo or a file.',
  suggested: 'Articles that may help',
  maybeTwice: 'may be here twice',
  edited: 'edited',
  editedAnew: 'new wording; the message before could not be changed',
  removed: 'This message was taken back.',
  unsure: 'The customer may have this message twice: the connection broke while it was sent.',
  topicAnew: 'The earlier topic is gone, so this one was made. The last messages follow.',
};
