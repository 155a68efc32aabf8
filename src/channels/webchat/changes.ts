// Edits and removals in a feed that only grows: a change is an entry of its own, laid over its message when history is read. Pure.
import type { StoredActivity } from './activity.ts';

/** An activity and its place in the feed. */
export interface Entry {
  readonly seq: number;
  readonly activity: StoredActivity;
}

/**
 * The page as somebody reads it who has read nothing of it: messages with what `later` entries made of them, and no change of
 * a message that is in the page itself. Changes of earlier messages stay, because those have been read already.
 */
export function fold(page: readonly Entry[], later: readonly Entry[]): readonly Entry[] {
  const here = new Set(page.map(({ seq }) => seq));
  const changes = new Map<number, StoredActivity[]>();
  for (const { activity } of [...page, ...later]) {
    if (activity.of === undefined || !here.has(activity.of)) continue;
    changes.set(activity.of, [...(changes.get(activity.of) ?? []), activity]);
  }
  return page
    .filter(({ activity }) => activity.of === undefined || !here.has(activity.of))
    .map(({ seq, activity }) => ({ seq, activity: (changes.get(seq) ?? []).reduce(changed, activity) }));
}

/** What a message has become; a removed one keeps its place and loses its content. */
function changed(message: StoredActivity, change: StoredActivity): StoredActivity {
  const { type, timestamp, from } = message;
  if (type === REMOVED || change.type === REMOVED) {
    return { type: REMOVED, timestamp, from, channelData: { speaker: message.channelData?.['speaker'] } };
  }
  const { text, textFormat, locale, channelData, suggestedActions } = change;
  return {
    ...message,
    text,
    textFormat,
    locale,
    channelData,
    suggestedActions: suggestedActions ?? message.suggestedActions,
  };
}

/** The Bot Framework's names. */
export const EDITED = 'messageUpdate';
export const REMOVED = 'messageDelete';
