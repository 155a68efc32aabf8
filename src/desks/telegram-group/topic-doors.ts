// Opening and closing topics, so that the desk knows which are closed, and by whom.
import type { TicketId } from '../../model/ids.ts';
import type { Log } from '../../system/log.ts';
import type { GroupCalls } from './calls.ts';
import { failureOf, isTopicGone, isUnchanged } from './failures.ts';
import type { DeskMemory } from './memory.ts';

export interface TopicDoors {
  /** False when the topic is gone altogether. */
  reopen(thread: number, calls: GroupCalls): Promise<boolean>;
  close(thread: number, calls: GroupCalls): Promise<void>;
  /** A line for the staff does not keep a closed ticket's topic open; what was shown stays shown when this fails. */
  closeAgain(ticket: TicketId, thread: number, calls: GroupCalls): Promise<void>;
}

export function topicDoors(memory: DeskMemory, log: Log): TopicDoors {
  async function reopen(thread: number, calls: GroupCalls): Promise<boolean> {
    try {
      await calls.reopenTopic(thread);
    } catch (error) {
      const refusal = failureOf(error);
      if (isTopicGone(refusal)) return false;
      if (!isUnchanged(refusal)) throw error;
    }
    await memory.setClosed(thread, false);
    return true;
  }

  async function close(thread: number, calls: GroupCalls): Promise<void> {
    await calls.closeTopic(thread).catch(unlessUnchanged);
    await memory.setClosed(thread, true);
  }

  async function closeAgain(ticket: TicketId, thread: number, calls: GroupCalls): Promise<void> {
    const settled = (await memory.state(ticket))?.card.status === 'closed';
    if (!settled || (await memory.isClosed(thread))) return;
    try {
      await close(thread, calls);
    } catch (error) {
      const { status, description } = failureOf(error);
      log.info({ desk: 'telegram-group', ticket, status, description }, 'the topic stays open for now');
    }
  }

  return { reopen, close, closeAgain };
}

/** Throws what is not a refusal to change something that is so already. */
export function unlessUnchanged(error: unknown): void {
  if (!isUnchanged(failureOf(error))) throw error;
}
