// Opaque identifiers. Only the part that issued an id may look inside it; everywhere else it is compared and passed on.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Unique per inbound event for all time; a repeat with the same id is absorbed. Prefixed by its source: `telegram:…`. */
export type EventId = Branded<'EventId'>;
export type CustomerId = Branded<'CustomerId'>;
/** A conversation is also the lane in which its events are handled one after another. */
export type ConversationId = Branded<'ConversationId'>;
export type MessageId = Branded<'MessageId'>;
export type TicketId = Branded<'TicketId'>;
/** Idempotency key of one delivery; given to the adapter with the message. */
export type OutboxId = Branded<'OutboxId'>;
export type TimerId = Branded<'TimerId'>;
/** Article name without its locale, for example `delivery-cost`; the file name without `.md`. */
export type ArticleId = Branded<'ArticleId'>;
/** Flow name, for example `warranty-claim`; the file name without `.yaml`. */
export type FlowId = Branded<'FlowId'>;
