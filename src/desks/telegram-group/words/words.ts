// The few words that this desk says itself; everything else on it comes in the desk's language already.
import type { OperatorWords } from './operator-words.ts';

export interface Words {
  /** What operators are answered. */
  readonly operators: OperatorWords;
  /** Who speaks, where there is no name. */
  readonly customer: string;
  readonly bot: string;
  readonly operator: string;
  /** Beside the name of whoever wrote a note. */
  readonly note: string;
  /** Heading over what the bot has already answered. */
  readonly tried: string;
  /** In place of a file that cannot be fetched; its name follows. */
  readonly missingFile: string;
  /** Under an operator's message that did not arrive, where reactions are not allowed. */
  readonly undelivered: string;
  /** Heading over the articles that a button sends. */
  readonly suggested: string;
  /** Beside the name, on what may stand in the topic a second time. */
  readonly maybeTwice: string;
  /** Beside the name, after a change of words. */
  readonly edited: string;
  readonly editedAnew: string;
  /** In place of words that were taken back. */
  readonly removed: string;
  /** Under an operator's message that the customer may have twice. */
  readonly unsure: string;
  /** First line in a topic that took the place of one that is gone. */
  readonly topicAnew: string;
}
