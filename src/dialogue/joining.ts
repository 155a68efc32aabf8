// The customer goes on in another channel: what was under way continues there, and the place left behind says so.
import type { InboundMessage } from '../model/message.ts';
import type { Lookup } from '../model/order.ts';
import type { EventOutcome } from '../model/turn.ts';
import type { Draft } from './draft.ts';
import { resumeErrand } from './errand.ts';

/** Nothing is forgotten: a pending question is asked again, a request stays open. */
export function hearJoined(draft: Draft, { from, senderName }: InboundMessage): EventOutcome | Lookup {
  const before = draft.conversation.address;
  draft.conversation = { ...draft.conversation, address: from };
  if (senderName !== undefined && draft.state.customerName === undefined) {
    draft.remember({ customerName: senderName });
  }
  if (before.channel !== from.channel || before.chat !== from.chat) {
    draft.say(draft.phrase('common.continued-there'), { to: before, speaker: { kind: 'system' } });
  }
  const { mode } = draft.state;
  const here = draft.phrase('common.continued-here');
  if (mode.kind === 'flow' && !draft.ticket) return resumeErrand(draft, mode.stack, here);
  draft.say(here, { speaker: { kind: 'system' } });
  return 'answered';
}
