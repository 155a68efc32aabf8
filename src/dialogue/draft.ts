// A turn in the making: gathers what will be said, shown and remembered, and becomes one TurnChanges in the end.
import { cardOf } from '../desk/card.ts';
import type { AuditLine } from '../model/audit.ts';
import type { Attachment } from '../model/attachment.ts';
import type { Conversation, ConversationState } from '../model/conversation.ts';
import type { Author, DeskPost, Quoted, TicketCard } from '../model/desk.ts';
import type { EventId, MessageId, OutboxId, TicketId, TimerId } from '../model/ids.ts';
import type { Address, Choice, Sent, Speaker } from '../model/message.ts';
import type { Block, RichText } from '../model/rich-text.ts';
import type { Ticket } from '../model/ticket.ts';
import type {
  Delivery,
  Effect,
  EventOutcome,
  Feedback,
  NewEntry,
  Origin,
  Outgoing,
  Timer,
  TurnChanges,
  TurnInput,
} from '../model/turn.ts';
import type { Deps } from './deps.ts';
import { ticketTimers } from './ticket-due.ts';

export interface SayOptions {
  readonly choices?: readonly Choice[];
  readonly files?: readonly Attachment[];
  readonly speaker?: Speaker;
  /** Elsewhere than where the customer last wrote. */
  readonly to?: Address;
  /** Goes out even when a person has the conversation. */
  readonly always?: boolean;
  readonly origin?: Origin;
  /** Not shown on the desks; it is in the transcript. */
  readonly quiet?: boolean;
  /** The channel's `ref` of the customer's message that is quoted. */
  readonly replyTo?: string;
  /** The delivery of ours that is quoted. */
  readonly quotes?: OutboxId;
}

const ANGRY_FOR_MS = 24 * 60 * 60 * 1000;

export class Draft {
  readonly deps: Deps;
  conversation: Conversation;
  ticket: Ticket | undefined;
  /** What the operator tried was not done; he has been told why. */
  refused = false;
  readonly #outgoing: Outgoing[] = [];
  readonly #transcript: NewEntry[] = [];
  readonly #feedback: Feedback[] = [];
  readonly #effects: Effect[] = [];
  readonly #rewrites: NonNullable<TurnChanges['rewrites']>[number][] = [];
  readonly #audit: AuditLine[] = [];
  readonly #timers = new Map<TimerId, Timer | undefined>();
  readonly #preface: Block[] = [];
  #ticketChanged = false;
  #cardDue = false;

  constructor(input: TurnInput, deps: Deps) {
    this.deps = deps;
    this.conversation = input.conversation;
    this.ticket = input.ticket;
  }

  get state(): ConversationState {
    return this.conversation.state;
  }

  /** The customer has been angry of late, and nothing has helped since. */
  get angry(): boolean {
    const { angryAt } = this.state;
    return angryAt !== undefined && this.deps.now.getTime() - angryAt < ANGRY_FOR_MS;
  }

  /** Changes some of the state; a key given as undefined is forgotten. */
  remember(change: { [Key in keyof ConversationState]?: ConversationState[Key] | undefined }): void {
    const merged = Object.entries({ ...this.state, ...change }).filter(([, value]) => value !== undefined);
    this.conversation = {
      ...this.conversation,
      state: Object.fromEntries(merged) as unknown as ConversationState,
    };
  }

  /** A phrase in the conversation's language. */
  phrase(key: string, variables: Readonly<Record<string, string | number>> = {}): RichText {
    return this.deps.phrases.say(this.state.locale, key, variables);
  }

  label(key: string, variables: Readonly<Record<string, string | number>> = {}): string {
    return this.deps.phrases.label(this.state.locale, key, variables);
  }

  /** Begins the bot's next message of this turn. */
  preface(text: RichText): void {
    this.#preface.push(...text);
  }

  /** Words for the customer. All but an operator's go into the transcript, and to the desks while a ticket is open. */
  say(words: RichText, options: SayOptions = {}): OutboxId {
    const speaker = options.speaker ?? { kind: 'bot' };
    const text = speaker.kind === 'bot' ? [...this.#preface.splice(0), ...words] : words;
    const message = {
      text,
      speaker,
      locale: this.state.locale,
      ...(options.choices && options.choices.length > 0 ? { choices: options.choices } : {}),
      ...(options.files && options.files.length > 0 ? { files: options.files } : {}),
      ...(options.replyTo === undefined ? {} : { replyTo: options.replyTo }),
    };
    const outbox = this.#send({
      kind: 'message',
      to: options.to ?? this.conversation.address,
      message,
      unlessHeld: speaker.kind === 'bot' && options.always !== true,
      ...(options.origin ? { origin: options.origin } : {}),
      ...(options.quotes === undefined ? {} : { quotes: options.quotes }),
    });
    if (speaker.kind !== 'operator') {
      const silent = options.quiet === true;
      this.record({ kind: 'bot' }, text, options.files ?? [], { outbox, silent });
    }
    return outbox;
  }

  /** Changes the words of what was sent as `of`. */
  edit({ outbox: of, to, files }: Sent, text: RichText, speaker: Speaker, origin: Origin): void {
    const attached = files.length === 0 ? {} : { files };
    const message = { text, speaker, locale: this.state.locale, ...attached };
    this.#send({ kind: 'edit', to, of, message, origin });
  }

  takeBack({ outbox: of, to }: Sent, origin: Origin): void {
    this.#send({ kind: 'remove', to, of, origin });
  }

  /** Appends to the transcript and shows it on the desks (`except` one) while a ticket is open, or with the `ticket` given. */
  record(
    author: Author,
    text: RichText,
    files: readonly Attachment[],
    more: {
      outbox?: OutboxId;
      ref?: string;
      exceptDesk?: string;
      ticket?: TicketId;
      quoted?: Quoted | undefined;
      /** Kept, and shown on no desk. */
      silent?: boolean;
    } = {},
  ): void {
    const { quoted } = more;
    const entry = { at: this.deps.now, author, text, files, ...(quoted ? { quoted } : {}) };
    const ticket = more.ticket ?? this.ticket?.id;
    this.#transcript.push({
      ...entry,
      id: this.deps.newId() as MessageId,
      ...(ticket === undefined ? {} : { ticket }),
      ...(more.ref === undefined ? {} : { ref: more.ref }),
      ...(more.outbox === undefined ? {} : { outbox: more.outbox }),
    });
    if (ticket !== undefined && more.silent !== true)
      this.post(
        { kind: 'said', ticket, entry, ...(more.ref === undefined ? {} : { ref: more.ref }) },
        more.exceptDesk,
      );
  }

  /** What was said under `ref` reads differently from now on; without `text` it was taken back. */
  rewrite(ref: string, text?: RichText): void {
    this.#rewrites.push({ ref, ...(text ? { text } : {}) });
  }

  audit(line: AuditLine): void {
    this.#audit.push(line);
  }

  post(post: DeskPost, exceptDesk?: string): void {
    for (const desk of this.deps.desks) if (desk !== exceptDesk) this.#send({ kind: 'post', desk, post });
  }

  postTo(desk: string, post: DeskPost): void {
    this.#send({ kind: 'post', desk, post });
  }

  /** Stores the ticket; its card is shown anew at the end of the turn unless `quiet`. */
  keepTicket(ticket: Ticket, { quiet = false } = {}): void {
    this.ticket = ticket;
    this.#ticketChanged = true;
    if (!quiet) this.#cardDue = true;
  }

  /** What the bot has said in this turn is sent even if the rules give the ticket to somebody at once: it may be for safety. */
  openTicket(ticket: Ticket): void {
    for (const [at, { delivery, ...rest }] of this.#outgoing.entries())
      if (delivery.kind === 'message')
        this.#outgoing[at] = { ...rest, delivery: { ...delivery, unlessHeld: false } };
    this.keepTicket(ticket, { quiet: true });
    this.post({ kind: 'opened', card: this.#card(ticket) });
  }

  feedback(feedback: Omit<Feedback, 'at' | 'conversation' | 'locale'>): void {
    const { id, state } = this.conversation;
    this.#feedback.push({ ...feedback, at: this.deps.now, conversation: id, locale: state.locale });
  }

  /** Done to the shop's own records in the transaction of this turn. */
  effect(effect: Effect): void {
    this.#effects.push(effect);
  }

  /** Of several changes to one timer in a turn the last one holds. */
  setTimer(timer: Timer): void {
    this.#timers.set(timer.id, timer);
  }

  cancelTimer(id: TimerId): void {
    this.#timers.set(id, undefined);
  }

  changes(consumed: readonly EventId[], outcome: EventOutcome): TurnChanges {
    if (this.ticket && this.#ticketChanged) this.#timeTicket(this.ticket);
    if (this.ticket && this.#cardDue) this.post({ kind: 'card', card: this.#card(this.ticket) });
    return {
      conversation: this.conversation,
      consumed: consumed.map((id) => ({ id, outcome })),
      transcript: this.#transcript,
      ...(this.ticket && this.#ticketChanged ? { ticket: this.ticket } : {}),
      timers: {
        set: [...this.#timers.values()].filter((timer) => timer !== undefined),
        cancel: [...this.#timers].filter(([, timer]) => timer === undefined).map(([id]) => id),
      },
      outgoing: this.#outgoing,
      feedback: this.#feedback,
      ...(this.#effects.length === 0 ? {} : { effects: this.#effects }),
      ...(this.#rewrites.length === 0 ? {} : { rewrites: this.#rewrites }),
      ...(this.#audit.length === 0 ? {} : { audit: this.#audit }),
    };
  }

  #card(ticket: Ticket): TicketCard {
    const { deskLocale: locale, deskRules, calendar, now } = this.deps;
    return cardOf(ticket, { ...this.deps, ...calendar, locale, queues: deskRules.queues }, now);
  }

  #timeTicket(ticket: Ticket): void {
    const { set, cancel } = ticketTimers(ticket, this.deps);
    for (const timer of set) this.setTimer(timer);
    for (const id of cancel) this.cancelTimer(id);
  }

  #send(delivery: Delivery): OutboxId {
    const id = this.deps.newId() as OutboxId;
    this.#outgoing.push({ id, conversation: this.conversation.id, at: this.deps.now, delivery });
    return id;
  }
}
