// What Telegram messages share that is neither words nor a file, whichever library read the message.
import type { Shared } from '../../model/sharing.ts';

/** The part of Telegram's Message that carries it. */
export interface SharingMessage {
  readonly message_id: number;
  readonly contact?: {
    readonly phone_number?: string;
    readonly first_name?: string;
    readonly last_name?: string;
    /** Telegram's own account of that number. */
    readonly user_id?: number;
  };
  readonly location?: { readonly latitude?: number; readonly longitude?: number };
  readonly venue?: { readonly title?: string; readonly address?: string };
  readonly poll?: { readonly question?: string; readonly options?: readonly { readonly text: string }[] };
  readonly dice?: { readonly emoji?: string; readonly value?: number };
  readonly checklist?: { readonly title?: string; readonly tasks?: readonly { readonly text: string }[] };
  readonly game?: { readonly title?: string };
}

/** A contact or a place; undefined when it is neither. */
export function sharedIn({ contact, location, venue }: SharingMessage): Shared | undefined {
  if (contact?.phone_number !== undefined) {
    const { phone_number: number, user_id: account } = contact;
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ');
    // numbers of accounts are international; some apps leave the plus out
    const phone = account !== undefined && /^[1-9]\d{9,}$/u.test(number) ? `+${number}` : number;
    return { kind: 'contact', phone, ...(name === '' ? {} : { name }) };
  }
  if (location?.latitude === undefined || location.longitude === undefined) return undefined;
  const { latitude, longitude } = location;
  const named = {
    ...(venue?.title ? { title: venue.title } : {}),
    ...(venue?.address ? { address: venue.address } : {}),
  };
  return { kind: 'place', latitude, longitude, ...named };
}

/** What else it says to a person; undefined when it says nothing without being seen. */
export function wordsIn({ poll, dice, checklist, game }: SharingMessage): string | undefined {
  if (poll?.question !== undefined) return listed(`📊 ${poll.question}`, poll.options);
  if (checklist?.title !== undefined) return listed(`☑️ ${checklist.title}`, checklist.tasks);
  if (dice?.value !== undefined) return `${dice.emoji ?? '🎲'} ${dice.value}`;
  return game?.title === undefined ? undefined : `🎮 ${game.title}`;
}

function listed(title: string, lines: readonly { readonly text: string }[] = []): string {
  return [title, ...lines.map(({ text }) => `• ${text}`)].join('\n');
}
