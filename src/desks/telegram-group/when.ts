// A moment as the staff read it: weekday, day and hour in the desk's language and time zone. Pure.
import type { Locale } from '../../model/locale.ts';

const TAGS: Readonly<Record<Locale, string>> = { ru: 'ru-RU', en: 'en-GB', bg: 'bg-BG' };

/** "Mon 30 March, 10:00". */
export function sayWhen(
  at: Date,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): string {
  const day = new Intl.DateTimeFormat(TAGS[locale], {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
  });
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${day.format(at).replace(/^(?<weekday>\S+?),? /u, '$<weekday> ')}, ${clock.format(at)}`;
}
