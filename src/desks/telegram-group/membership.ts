// The bot's own place in the group: when it is removed or loses a right, the desk says so at once, before a post fails.
import type { ChatMember } from 'telegraf/types';
import type { DeskHealth } from './desk-health.ts';

/** Returns whether the bot can work there now. */
export function noteMembership(member: ChatMember, health: DeskHealth): boolean {
  if (member.status === 'left' || member.status === 'kicked') {
    health.report({ status: 403, description: 'Forbidden: bot is not a member of the supergroup chat' });
    return false;
  }
  if (member.status !== 'administrator' || !member.can_manage_topics) {
    health.report({ status: 400, description: 'Bad Request: not enough rights to manage topics' });
    return false;
  }
  health.wellPlaced();
  health.pinned(
    member.can_pin_messages === true
      ? undefined
      : { status: 400, description: 'Bad Request: not enough rights to pin a message' },
  );
  return true;
}
