// The boundary to a messenger. An adapter handles transport and nothing else; it knows no dialogue, ticket or store.
import type { FileContent } from './attachment.ts';
import type { Health } from './health.ts';
import type { OutboxId } from './ids.ts';
import type { Accept, Address, InboundMessage, OutboundMessage, Receipt, SoFar } from './message.ts';

export interface Channel {
  /** Stable and unique: it is stored in addresses. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Begins to receive. Rejects when the channel cannot work at all (a wrong token). */
  start(accept: Accept<InboundMessage>): Promise<void>;
  /** Stops receiving and waits for what is being accepted; sending still works until the outbox has stopped. */
  stop(): Promise<void>;
  /** Sends one message; throws `DeliveryError` and nothing else. With `soFar`, only what is still missing of it. */
  send(to: Address, message: OutboundMessage, key: OutboxId, soFar?: SoFar): Promise<Receipt>;
  /** Changes the words of what `receipt` names; throws `DeliveryError`. Absent where the channel cannot. */
  edit?(
    to: Address,
    receipt: Receipt,
    message: OutboundMessage,
    key: OutboxId,
    soFar?: SoFar,
  ): Promise<Receipt>;
  /** Takes back what `receipt` names; throws `DeliveryError`. Absent where the channel cannot. */
  remove?(to: Address, receipt: Receipt, key: OutboxId): Promise<Receipt>;
  /** Fetches a file that came in with `origin` = this channel's name. */
  fetchFile?(id: string): Promise<FileContent>;
  /** For /readyz; absent means always well. */
  health?(): Health;
}

export interface Capabilities {
  readonly choices: boolean;
  readonly files: boolean;
  readonly edits: boolean;
  /** What is sent again under the same key is there once. */
  readonly once?: boolean;
  /** Sending rates the outbox must keep to; absent means unlimited. */
  readonly rate?: RateLimit;
}

export interface RateLimit {
  /** Messages a second to everybody together. */
  readonly perSecond: number;
  /** Messages a minute into one chat. */
  readonly perChatPerMinute: number;
  /** Deliveries under way at the same time; absent means as many as the outbox likes. */
  readonly atOnce?: number;
}
