// Topics that the staff have muted for a while: what comes there makes no sound. Kept over restarts.
import type { TicketId } from '../../model/ids.ts';
import type { Bindings } from '../../model/store.ts';
import { TELEGRAM_GROUP } from './acts.ts';

/** Whether the ticket's messages come without a sound at that moment. */
export async function isMuted(bindings: Bindings, ticket: TicketId, now: Date): Promise<boolean> {
  const until = await bindings.getBinding(TELEGRAM_GROUP, keyOf(ticket));
  return until !== undefined && now.getTime() < Number(until);
}

export async function mute(bindings: Bindings, ticket: TicketId, until: Date): Promise<void> {
  await bindings.setBinding(TELEGRAM_GROUP, keyOf(ticket), String(until.getTime()));
}

export async function unmute(bindings: Bindings, ticket: TicketId): Promise<void> {
  await bindings.deleteBinding(TELEGRAM_GROUP, keyOf(ticket));
}

function keyOf(ticket: TicketId): string {
  return `mute:${ticket}`;
}
