// A shop in memory for golden conversations: the real store, turn path and content, one customer, one operator, a clock set by hand.
import type { Shop } from '../../src/dialogue/deps.ts';
import { loadShop } from '../../src/dialogue/load-shop.ts';
import { shopLookups } from '../../src/customers/shop-lookups.ts';
import { withDeskLookups } from '../../src/inbox/desk-lookups.ts';
import { runTurn } from '../../src/inbox/turn.ts';
import type { Attachment } from '../../src/model/attachment.ts';
import { burstOf } from '../../src/model/burst.ts';
import type { DeskBody, DeskPost, TicketCard } from '../../src/model/desk.ts';
import type { EventId } from '../../src/model/ids.ts';
import type { Locale } from '../../src/model/locale.ts';
import {
  type Address,
  DeliveryError,
  type InboundBody,
  type OutboundMessage,
} from '../../src/model/message.ts';
import type { Operator } from '../../src/model/ticket.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { BONUSES, CUSTOMERS, ORDERS, PARTS, PRODUCTS, REPAIRS } from './sample-shop.ts';

const QUIET_MS = 1_200;
const BEGINS = new Date('2026-11-18T12:00:00+03:00');

let loaded: Promise<Shop> | undefined;

/** The project's own articles, flows and phrases, loaded once for all conversations. */
export function realShop(): Promise<Shop> {
  loaded ??= loadShop({
    root: '.',
    desks: ['desk'],
    deskLocale: 'ru',
    defaultLocale: 'ru',
    timeZone: 'Europe/Moscow',
    orderPattern: /UT[-\s]?\d{5}/u,
    maxWrongIn: 10,
  }).then(({ shop, problems }) => {
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (!shop || errors.length > 0)
      throw new Error(`the shop's content is broken: ${JSON.stringify(errors)}`);
    return shop;
  });
  return loaded;
}

export class Talk {
  now = BEGINS;
  /** What the customer got since the last look, oldest first. */
  readonly heard: OutboundMessage[] = [];
  readonly posts: DeskPost[] = [];
  card: TicketCard | undefined;
  /** The desk's own id of the operator's last reply. */
  lastReply = '';
  /** Messages taken back from the customer. */
  removed = 0;
  /** Makes deliveries to the customer fail for good. */
  gone = false;
  readonly store: Store;
  readonly #shop: Shop;
  readonly #locale: Locale;
  /** Every button so far, the newest first. */
  #buttons: NonNullable<OutboundMessage['choices']> = [];
  #waits = false;
  /** What the customer wrote, with the id of each message. */
  readonly #written: { readonly ref: string; readonly text: string }[] = [];

  private constructor(store: Store, shop: Shop, locale: Locale) {
    this.store = store;
    this.#shop = shop;
    this.#locale = locale;
  }

  /** With `waits`, words wait for more of them as in the real server, and every line lets that time pass. */
  static async begin(locale: Locale, shop?: Shop, { waits = false } = {}): Promise<Talk> {
    let begun: Talk | undefined = undefined as Talk | undefined;
    const clock = { now: () => begun?.now ?? BEGINS };
    const burst = waits ? { burst: { ...burstOf(QUIET_MS), clock } } : {};
    const store = await openSqliteStore({ url: ':memory:', newId, log: silentLog, ...burst });
    await store.importProducts(PRODUCTS);
    await store.importParts(PARTS);
    await store.importCustomers(CUSTOMERS);
    await store.importOrders(ORDERS);
    await store.importRepairs(REPAIRS);
    await store.importBonuses(BONUSES);
    const talk = new Talk(store, shop ?? (await realShop()), locale);
    talk.#waits = waits;
    begun = talk;
    return talk;
  }

  async says(text: string): Promise<void> {
    await this.sends({ kind: 'text', text });
  }

  async sends(body: InboundBody, from: Address = CUSTOMER): Promise<void> {
    await this.accepts(body, from);
    if (this.#waits) await this.passes(QUIET_MS);
    else await this.settle();
  }

  /** Sends without waiting for an answer. */
  async accepts(body: InboundBody, from: Address = CUSTOMER): Promise<void> {
    const id = `test:${newId()}` as EventId;
    if (body.kind === 'text') this.#written.push({ ref: id, text: body.text });
    const message = { id, from, at: this.now, locale: this.#locale, senderName: 'Анна', ref: id, body };
    await this.store.acceptMessage(message, this.#locale);
  }

  /** All of it within a second or so, then silence. An `edit` changes the line before it. */
  async burst(
    lines: readonly (string | { readonly edit: string } | { readonly press: string })[],
  ): Promise<void> {
    for (const line of lines) {
      if (typeof line === 'string') await this.accepts({ kind: 'text', text: line });
      else if ('edit' in line) await this.accepts(this.editOf(undefined, line.edit));
      else await this.accepts({ kind: 'choice', value: this.valueOf(line.press) });
      this.now = new Date(this.now.getTime() + 200);
    }
    await this.passes(QUIET_MS);
  }

  async album(count: number, caption?: string): Promise<void> {
    for (let part = 0; part < count; part += 1) {
      const words = part === 0 && caption !== undefined ? { caption } : {};
      await this.accepts({ kind: 'files', files: [PHOTO], album: `album-${this.now.getTime()}`, ...words });
    }
    await this.passes(QUIET_MS);
  }

  /** The last message that held `old`, or the last at all, reads `text` now. */
  editOf(old: string | undefined, text: string): InboundBody {
    const written = this.#written.findLast((one) => old === undefined || one.text.includes(old));
    if (!written) throw new Error(`nobody wrote "${old ?? ''}"`);
    return { kind: 'edited', of: written.ref, text };
  }

  /** Presses the button whose label holds `label`, also an old one. */
  async presses(label: string): Promise<void> {
    await this.sends({ kind: 'choice', value: this.valueOf(label) });
  }

  valueOf(label: string): string {
    const choice = this.#buttons.find((one) => one.label.includes(label));
    if (!choice)
      throw new Error(`no button "${label}" among ${JSON.stringify(this.#buttons.map((one) => one.label))}`);
    return choice.value;
  }

  async photo(caption?: string): Promise<void> {
    await this.sends({ kind: 'files', files: [PHOTO], ...(caption === undefined ? {} : { caption }) });
  }

  async operator(body: DeskBody): Promise<void> {
    if (!this.card) throw new Error('there is no ticket yet');
    const id = `desk:${newId()}` as EventId;
    if (body.kind === 'reply') this.lastReply = id;
    await this.store.acceptDeskEvent({
      id,
      desk: 'desk',
      ticket: this.card.ticket,
      operator: MARIA,
      at: this.now,
      ref: id,
      body,
    });
    await this.settle();
  }

  /** Her own word; whoever goes off hands over what she has. */
  async shift(on: boolean): Promise<void> {
    await this.store.setPresence({ operator: MARIA, on, at: this.now });
    if (!on) await this.operator({ kind: 'hand-over' });
  }

  async passes(ms: number): Promise<void> {
    this.now = new Date(this.now.getTime() + ms);
    await this.settle();
  }

  /** Runs every due turn and makes every due delivery until nothing is left to do. */
  async settle(): Promise<void> {
    const parts = {
      store: this.store,
      lookups: withDeskLookups(
        shopLookups(this.store, silentLog, { personalData: () => Promise.resolve(EXPORT) }),
        this.store,
        silentLog,
      ),
      shop: () => this.#shop,
      clock: { now: () => this.now, after: () => () => undefined },
      newId,
      log: silentLog,
    };
    for (let busy = true; busy;) {
      busy = false;
      for (
        let lane = await this.store.claimTurn(this.now, 1000);
        lane !== undefined;
        lane = await this.store.claimTurn(this.now, 1000)
      ) {
        busy = true;
        while (await runTurn(parts, lane));
        await this.store.releaseTurn(lane);
      }
      for (
        let due = await this.store.claimDelivery(this.now, 1000, []);
        due;
        due = await this.store.claimDelivery(this.now, 1000, [])
      ) {
        busy = true;
        const { delivery, id } = due.outgoing;
        if (delivery.kind === 'message' && this.gone) {
          const { outcome } = new DeliveryError('gone', { outcome: 'gone', sentForSure: 'no' });
          await this.store.settle(
            id,
            { kind: 'failed', outcome: outcome === 'gone' ? outcome : 'rejected', reason: 'test' },
            this.now,
          );
          continue;
        }
        if (delivery.kind === 'message') this.#hear(delivery.message);
        else if (delivery.kind === 'post') this.#show(delivery.post);
        else if (delivery.kind === 'edit') this.#hear(delivery.message);
        else this.removed += 1;
        await this.store.settle(id, { kind: 'sent', receipt: { refs: [id] } }, this.now);
      }
    }
  }

  #hear(message: OutboundMessage): void {
    this.heard.push(message);
    this.#buttons = [...(message.choices ?? []), ...this.#buttons];
  }

  #show(post: DeskPost): void {
    this.posts.push(post);
    if (post.kind === 'opened' || post.kind === 'card') this.card = post.card;
  }
}

export const MARIA: Operator = { id: 'desk:1', name: 'Мария' };

export const CUSTOMER: Address = { channel: 'test', chat: 'anna', user: 'anna' };

const PHOTO: Attachment = {
  kind: 'photo',
  file: { origin: 'test', id: 'photo-1' },
  name: 'photo.jpg',
  mime: 'image/jpeg',
};

const EXPORT: Attachment = {
  kind: 'document',
  file: { origin: 'test', id: 'export-1' },
  name: 'data.json',
  mime: 'application/json',
};
