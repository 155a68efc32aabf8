// What people call a queue: its title in their language, or its name where the shop gave it none. Pure.
import type { DeskQueue } from '../model/desk.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { DeskRules } from './desk-rules.ts';

export type Queues = DeskRules['queues'];

/** A queue that the file does not name any more keeps the name that it had. */
export function queueTitle(queues: Queues, name: string, locale: Locale): string {
  return queues.find((queue) => queue.name === name)?.title?.[locale] ?? name;
}

/** In the order of the file; `locale` is the desk's. */
export function queuesOf(queues: Queues, locale: Locale): DeskQueue[] {
  return queues.map(({ name, tier }) => {
    const titles = Object.fromEntries(
      LOCALES.map((one) => [one, queueTitle(queues, name, one)]),
    ) as unknown as DeskQueue['titles'];
    return { name, tier, title: titles[locale], titles };
  });
}
