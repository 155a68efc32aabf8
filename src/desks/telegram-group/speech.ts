// Puts words and files into a ticket's topic: whole, in order, once, and marked where they may stand there twice.
import type { Files } from '../../model/attachment.ts';
import type { TranscriptEntry } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import type { Part } from '../../system/telegram/parts.ts';
import { sendParts } from '../../system/telegram/send-parts.ts';
import type { Purse } from './allowance.ts';
import type { Attempt } from './attempts.ts';
import type { GroupCalls } from './calls.ts';
import { mayHaveArrived } from './failures.ts';
import type { Places } from './places.ts';
import { missingFile } from './replay.ts';
import type { Manner } from './sender.ts';
import type { Words } from './words/words.ts';

export interface Speech {
  readonly ticket: TicketId;
  readonly purse: Purse;
  /** Somebody may want to answer: a closed topic is opened for it. */
  readonly open: boolean;
  readonly manner: Manner;
  /** What is said, where it is an entry of the conversation. */
  readonly entry?: TranscriptEntry;
  /** `marked`: with a mark that it may be there twice. The same whenever it is asked with the same. */
  parts(marked: boolean): readonly Part[];
  /** Asked in the topic just before; true when nothing is left to say there. */
  settled?(calls: GroupCalls): Promise<boolean>;
}

/** Resolves with the ids of the messages made, in order. Rejects as `Places.within` does; `attempt` has how far it came. */
export type Speak = (speech: Speech, attempt: Attempt) => Promise<readonly number[]>;

export function speaker(places: Places, files: Files, words: Words): Speak {
  async function send(speech: Speech, attempt: Attempt, thread: number, calls: GroupCalls): Promise<void> {
    const sender = calls.sender(thread, speech.manner);
    const place = { first: false, buttons: false };
    if (attempt.done === 0) attempt.marked = attempt.unsure;
    else if (attempt.unsure) await sender.text(`↻ ${words.maybeTwice}`, place);
    const before = attempt.done;
    try {
      const parts = speech.parts(attempt.marked);
      await sendParts(parts, attempt, sender, files, (file) => missingFile(words, file.name));
      attempt.unsure = false;
    } catch (error) {
      attempt.unsure = mayHaveArrived(error) || (attempt.unsure && attempt.done === before);
      throw error;
    }
  }

  return async (speech, attempt) => {
    const { ticket, purse, open, entry } = speech;
    const restart = async (): Promise<void> => {
      if (attempt.done === 0) return;
      attempt.refs.length = 0;
      attempt.done = 0;
      await attempt.keep();
    };
    const visit = { ticket, purse, open, restart, ...(entry === undefined ? {} : { entry }) };
    await places.within(visit, async (thread, calls) => {
      if (attempt.done === 0 && (await speech.settled?.(calls))) return;
      await send(speech, attempt, thread, calls);
    });
    return attempt.refs.map(Number);
  };
}
