// Turns one of our messages into the activity that clients are shown.
import type { OutboundMessage, Speaker } from '../../model/message.ts';
import type { StoredActivity } from './activity.ts';
import { EDITED, REMOVED } from './changes.ts';
import { toMarkdown } from './rich-text.ts';

/** `botName` is shown by clients where the bot speaks. */
export function toActivity(message: OutboundMessage, botName: string, at: Date): StoredActivity {
  const { choices = [], files = [] } = message;
  return {
    type: 'message',
    timestamp: at.toISOString(),
    from: accountOf(message.speaker, botName),
    text: toMarkdown(message.text),
    textFormat: 'markdown',
    locale: message.locale,
    inputHint: choices.length > 0 ? 'expectingInput' : 'acceptingInput',
    replyToId: message.replyTo,
    channelData: { speaker: message.speaker },
    suggestedActions:
      choices.length === 0
        ? undefined
        : {
            to: [],
            actions: choices.map(({ label, value }) => ({ type: 'postBack', title: label, value })),
          },
    files:
      files.length === 0
        ? undefined
        : files.map(({ file, name, mime }) => ({ origin: file.origin, id: file.id, name, mime })),
  };
}

/** What makes the message at place `of` read like this; files and quote stay as they are. */
export function toEdit(message: OutboundMessage, botName: string, at: Date, of: number): StoredActivity {
  const activity = toActivity(message, botName, at);
  const channelData = { ...activity.channelData, edited: at.toISOString() };
  return { ...activity, type: EDITED, of, channelData, files: undefined, replyToId: undefined };
}

export function toRemoval(botName: string, at: Date, of: number): StoredActivity {
  return { type: REMOVED, timestamp: at.toISOString(), from: accountOf({ kind: 'bot' }, botName), of };
}

/** Operators too have the role `bot`: it is how clients tell our side from the customer's. */
function accountOf(speaker: Speaker, botName: string): StoredActivity['from'] {
  if (speaker.kind !== 'operator') return { id: 'bot', name: botName, role: 'bot' };
  return { id: `operator:${speaker.name}`, name: speaker.name, role: 'bot' };
}
