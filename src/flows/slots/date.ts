// A day in words or figures: gone by, unless the step asks for one to come. Shown in full, with the hour that was named.
import { type Day, formatDay, isoDay, localDay } from '../../model/day.ts';
import type { Slot } from '../../model/conversation.ts';
import type { Locale } from '../../model/locale.ts';
import type { SlotType } from '../types.ts';
import { findDay } from './day-in-words.ts';

/** Longer than the words of any date; what follows is about something else. */
const MAX_LENGTH = 200;
const OLDEST_YEARS = 30;
const FARTHEST_YEARS = 2;

export const date: SlotType = {
  name: 'date',
  parse(said, { locale, now, timeZone, future = false }) {
    const words = (said.text ?? '').trim().slice(0, MAX_LENGTH);
    const today = localDay(now, timeZone);
    const found = findDay(words, locale, today, future);
    if (!found) return { kind: 'invalid', why: 'slot.date.invalid' };
    const why = outOfRange(found.day, today, future);
    if (why !== undefined) return { kind: 'invalid', why };
    return {
      kind: 'value',
      slot: asSlot(found.day, future ? words : '', locale),
      fit: found.exact ? 'certain' : 'possible',
    };
  },
  /** Certain when the words say what happened on that day, or could mean nothing but a date. */
  find(text, { locale, now, timeZone, future = false }) {
    const today = localDay(now, timeZone);
    const found = findDay(text, locale, today, future);
    if (!found || outOfRange(found.day, today, future) !== undefined) return undefined;
    const clause = clauseOf(text, found.words);
    const meant = future || PURCHASE.test(clause) || (found.full && !FAILURE.test(clause));
    return {
      slot: asSlot(found.day, future ? clause : '', locale),
      certain: found.exact && meant && !(FAILURE.test(clause) && !PURCHASE.test(clause)),
      words: found.words,
    };
  },
};

const PURCHASE =
  /куп(?:ил|лен|ле|ува|их)|приобр|покупк|покупал|заказ(?:ал|ыва)|закуп|поръч|bought|purchas|ordered/iu;
const FAILURE =
  /слома|перестал|не работа|не включа|поломк|теч[её]т|шуми|повред|счупи|спря|не се включва|тече|broke|stopp|stopped|fail|leak|doesn.?t|won.?t|not work/iu;
const HOURS =
  /(?:(?<!\p{L})(?:с|от|from)\s+)?(?<![\d.])\d{1,2}(?::\d{2})?\s*(?:до|[-–]|to)\s*\d{1,2}(?::\d{2})?(?![\d.])|(?<![\d.])\d{1,2}:\d{2}|(?<![\d.])\d{1,2}\s?(?:am|pm)(?!\p{L})|(?<!\p{L})(?:(?:после|до|след|преди|after|before|around|около)\s+(?:\d{1,2}(?![\d.]|\s*\p{L})(?::\d{2})?|обеда|обяд|lunch|noon)|утром|дн[её]м|вечером|в первой половине дня|во второй половине дня|сутрин(?:та)?|следобед|вечер(?:та)?|morning|afternoon|evening)(?!\p{L})/giu;

/** A phrase key, when the day cannot be meant. */
function outOfRange(day: Day, today: Day, future: boolean): string | undefined {
  const [iso, present] = [isoDay(day), isoDay(today)];
  if (future && iso < present) return 'slot.date.past';
  if (future && day.year > today.year + FARTHEST_YEARS) return 'slot.date.far';
  if (!future && iso > present) return 'slot.date.future';
  return day.year < today.year - OLDEST_YEARS ? 'slot.date.old' : undefined;
}

/** An hour of the day stays in the customer's words. */
function asSlot(day: Day, words: string, locale: Locale): Slot {
  const hours = [...words.matchAll(HOURS)].map(([hour]) => hour.trim().toLowerCase());
  return { value: isoDay(day), shown: [formatDay(day, locale), ...hours].join(', ') };
}

function clauseOf(text: string, words: string): string {
  const at = Math.max(0, text.indexOf(words));
  const start = Math.max(...[';', '!', '?', '\n', ', ', '. '].map((sign) => text.lastIndexOf(sign, at - 1)));
  const rest = text.slice(at + words.length);
  const end = rest.search(/[;!?\n]|[,.]\s/u);
  return text.slice(at === 0 ? 0 : start + 1, end < 0 ? undefined : at + words.length + end);
}
