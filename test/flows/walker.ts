// One customer who talks to the decision path at random: no store, the shop's real flows, words and articles.
import type { Shop } from '../../src/dialogue/deps.ts';
import { decide } from '../../src/dialogue/decide.ts';
import type { FlowStep } from '../../src/flows/flow.ts';
import { slotOf } from '../../src/flows/flow.ts';
import { type Conversation, type FlowRun, initialState } from '../../src/model/conversation.ts';
import type { ConversationId, CustomerId, EventId } from '../../src/model/ids.ts';
import type { Choice, InboundBody, OutboundMessage } from '../../src/model/message.ts';
import { type Fact, type Lookup, lookupKey, type Order } from '../../src/model/order.ts';
import { toPlainText } from '../../src/model/rich-text.ts';
import type { Ticket } from '../../src/model/ticket.ts';
import type { TurnChanges } from '../../src/model/turn.ts';
import { PRODUCTS } from '../dialogues/sample-shop.ts';
import { matchProducts } from '../../src/customers/product-match.ts';

/** In the data of every other customer; no message to this one may hold it. */
export const CANARY = 'КАНАРЕЙКА';
const NOW = new Date('2026-11-18T12:00:00+03:00');
const MAX_LOOKUPS = 20;

/** What the customer does in one turn; `pick` chooses among several possibilities. */
export interface Act {
  readonly kind:
    | 'valid'
    | 'press'
    | 'wrong'
    | 'correct'
    | 'stranger'
    | 'several'
    | 'question'
    | 'command'
    | 'errand'
    | 'old-button'
    | 'files';
  readonly pick: number;
}

export class Walker {
  conversation: Conversation;
  ticket: Ticket | undefined;
  readonly heard: string[] = [];
  readonly #shop: Shop;
  #choices: readonly Choice[] = [];
  #oldest: readonly Choice[] = [];
  #timers = new Set<string>();
  #proved = new Set<string>();
  #serial = 0;

  constructor(shop: Shop, locale: 'ru' | 'en' | 'bg') {
    this.#shop = shop;
    const address = { channel: 'test', chat: '1', user: '1' };
    this.conversation = {
      id: 'c' as ConversationId,
      customer: 'u' as CustomerId,
      revision: 1,
      address,
      state: initialState(locale),
    };
  }

  get stack(): readonly FlowRun[] {
    const { mode } = this.conversation.state;
    return mode.kind === 'flow' ? mode.stack : [];
  }

  get pending(): FlowStep | undefined {
    const run = this.stack.at(-1);
    return run && this.#shop.flows.get(run.flow)?.steps.find(({ id }) => id === run.step);
  }

  /** One turn; throws what must never be. */
  turn(body: InboundBody): void {
    this.#serial += 1;
    const id = `e${this.#serial}` as EventId;
    const { address } = this.conversation;
    const message = { id, from: address, at: NOW, ref: id, body };
    const facts = new Map<string, Fact>();
    const deps = {
      ...this.#shop,
      now: NOW,
      newId: () => `id${(this.#serial += 1)}`.padStart(12, '0'),
      fact: (lookup: Lookup) => facts.get(lookupKey(lookup)),
    };
    const input = {
      conversation: this.conversation,
      ...(this.ticket ? { ticket: this.ticket } : {}),
      pending: [{ id, at: NOW, event: { kind: 'message' as const, message } }],
    };
    for (let round = 0; round <= MAX_LOOKUPS; round += 1) {
      const decision = decide(input, deps);
      if (decision.kind === 'done') {
        this.#apply(decision.changes);
        return;
      }
      facts.set(lookupKey(decision.lookup), this.#resolve(decision.lookup));
    }
    throw new Error('the turn never had enough facts');
  }

  act(act: Act): void {
    const body = this.#bodyOf(act);
    if (body) this.turn(body);
  }

  #apply(changes: TurnChanges): void {
    this.conversation = { ...changes.conversation, revision: this.conversation.revision + 1 };
    this.ticket = changes.ticket ?? this.ticket;
    for (const { id } of changes.timers.set) this.#timers.add(id);
    for (const id of changes.timers.cancel) this.#timers.delete(id);
    for (const { delivery } of changes.outgoing) {
      if (delivery.kind === 'message') this.#hear(delivery.message);
      else if (JSON.stringify(delivery).includes(CANARY)) throw new Error('a case tells of a stranger');
    }
    this.#check();
  }

  #hear(message: OutboundMessage): void {
    const text = toPlainText(message.text);
    this.heard.push(text);
    if ((text + JSON.stringify(message)).includes(CANARY)) throw new Error(`a stranger's data: ${text}`);
    this.#choices = message.choices ?? [];
    if (this.#oldest.length === 0) this.#oldest = this.#choices;
  }

  /** What holds after every turn. */
  #check(): void {
    const { state } = this.conversation;
    const run = this.stack.at(-1);
    const step = this.pending;
    const slot = step && slotOf(step);
    if (run && !step) throw new Error(`the run stands at no step: ${run.flow}.${run.step}`);
    if (run && slot !== undefined && run.slots[slot] !== undefined)
      throw new Error(`asks for ${run.flow}.${slot}, which it has`);
    if (this.stack.length > 4) throw new Error('the stack grows');
    if ((state.suspended ?? []).length > 2) throw new Error('too many errands put aside');
    if (!run && [...this.#timers].some((id) => id.startsWith('flow-')))
      throw new Error('a timer is left behind');
  }

  #bodyOf({ kind, pick }: Act): InboundBody | undefined {
    const one = <T>(list: readonly T[]): T | undefined => list[pick % list.length];
    const text = (words: string | undefined): InboundBody | undefined =>
      words === undefined ? undefined : { kind: 'text', text: words };
    switch (kind) {
      case 'valid':
        return this.answer(pick);
      case 'press': {
        const choice = one(this.#choices);
        return choice && { kind: 'choice', value: choice.value };
      }
      case 'old-button': {
        const choice = one(this.#oldest);
        return choice && { kind: 'choice', value: choice.value };
      }
      case 'errand': {
        const flow = one([...this.#shop.flows.keys()]);
        return { kind: 'choice', value: `flow:${flow ?? ''}` };
      }
      case 'files':
        return { kind: 'files', files: [PHOTO], ...(pick % 2 === 0 ? {} : { caption: 'вот фото' }) };
      case 'wrong':
        return text(one(WRONG));
      case 'correct':
        return text(one(CORRECTIONS));
      case 'stranger':
        return text(one(STRANGERS));
      case 'several':
        return text(one(SEVERAL));
      case 'question':
        return text(one(QUESTIONS));
      case 'command':
        return text(one(COMMANDS));
    }
  }

  /** A good answer to the pending question; a press where nothing is asked. */
  answer(pick: number): InboundBody | undefined {
    const step = this.pending;
    // another question may stand before the step's own ("switch to the other errand?"): no, on with this one
    const press = (value: string): InboundBody => {
      const choice = this.#choices.find((one) => one.value.endsWith(`:${value}`)) ?? this.#choices.at(-1);
      return choice ? { kind: 'choice', value: choice.value } : { kind: 'text', text: 'повтори' };
    };
    switch (step?.kind) {
      case 'collect': {
        const types = [step.type].flat();
        const type = types[pick % types.length] ?? 'text';
        if (type === 'files') return { kind: 'files', files: [PHOTO] };
        // "which of these?" is answered with its first button
        const offered = this.#choices[0];
        if (type === 'product' && offered?.value.startsWith('p:') === true && !step.optional)
          return { kind: 'choice', value: offered.value };
        return { kind: 'text', text: ANSWERS[type]?.[step.future ? 1 : 0] ?? 'слово' };
      }
      case 'choose':
        return press(step.options[pick % step.options.length] ?? '');
      case 'confirm':
        return press('yes');
      case 'guide':
        return press(pick % 7 === 0 ? 'failed' : 'done');
      default: {
        const choice = this.#choices[0];
        return choice && { kind: 'choice', value: choice.value };
      }
    }
  }

  /** The shop's side: two proved orders are ours, everything else tells of strangers. */
  #resolve(lookup: Lookup): Fact {
    switch (lookup.kind) {
      case 'order':
        if (!OURS.has(lookup.number) || !lookup.proof.endsWith('4512')) {
          return STRANGE_PROOFS.has(lookup.proof) && lookup.number === 'UT-99999'
            ? { kind: 'unavailable' }
            : { kind: 'refused' };
        }
        this.#proved.add(lookup.number);
        return { kind: 'order', order: orderOf(lookup.number) };
      case 'verified-order':
        if (!this.#proved.has(lookup.number)) return { kind: 'order', order: strangersOrder(lookup.number) };
        return { kind: 'order', order: orderOf(lookup.number) };
      case 'repair':
        return lookup.number === 'R-2001' && lookup.proof === '1234'
          ? { kind: 'repair', repair: REPAIR }
          : { kind: 'refused' };
      case 'bonus':
        return this.#proved.has(lookup.order)
          ? { kind: 'bonus', balance: { points: 120 } }
          : { kind: 'bonus', balance: { points: Number.NaN } };
      case 'personal-data':
        return { kind: 'file', file: { ...PHOTO, kind: 'document', name: 'data.json' } };
      case 'continuation':
        return { kind: 'link', url: 'https://t.me/shop_bot?start=x' };
      case 'desk':
        return {
          kind: 'desk',
          desk: { untaken: 0, recent: [], loads: {}, earlier: [], staff: [], presence: [] },
        };
      case 'ticket':
      case 'ticket-by-number':
        return { kind: 'ticket' };
      case 'sent':
        return { kind: 'sent' };
      case 'delivered':
        return { kind: 'delivered', state: 'sent' };
      case 'quoted':
        return { kind: 'quoted' };
      case 'ticket-number':
        return { kind: 'ticket-number', number: 1 };
      case 'products':
        return { kind: 'products', products: matchProducts(lookup.words, PRODUCTS, lookup.limit) };
    }
  }
}

const PHOTO = {
  kind: 'photo',
  file: { origin: 'test', id: 'p' },
  name: 'p.jpg',
  mime: 'image/jpeg',
} as const;

const OURS = new Set(['UT-10001', 'UT-10002']);
const STRANGE_PROOFS = new Set(['0000']);

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  text: ['Не включается с утра', 'Не включается с утра'],
  'yes-no': ['да', 'да'],
  number: ['5', '5'],
  date: ['12.10.2026', '25.11.2026'],
  phone: ['+79161234512', '+79161234512'],
  email: ['anna@example.ru', 'anna@example.ru'],
  'order-number': ['UT-10001', 'UT-10002'],
  serial: ['SN12345678', 'SN12345678'],
  product: ['Чайник Aurora K100', 'Чайник Aurora K100'],
  proof: ['4512', '4512'],
  money: ['1500 руб', '1500 руб'],
  city: ['Москва', 'Москва'],
  rating: ['5', '5'],
};
const WRONG = [
  'ы',
  '!!!',
  '12',
  '99.99.9999',
  'не знаю даже',
  '   ',
  '😀',
  'x'.repeat(2500),
  '{slot}',
  '[a](b)',
  '+7',
];
const CORRECTIONS = [
  'нет, номер UT-10002',
  'ошибся, телефон +79167654321',
  'не вчера, а в пятницу',
  'actually the model is W700',
  'всъщност дата 12 май',
  'нет, номер UT-99999',
  'всё верно, только телефон другой',
  'измени дату',
  'sorry, the order is UT-10001',
  'грешка, имейл boris@example.bg',
];
const STRANGERS = [
  'UT-99999',
  'UT-99999 0000',
  'UT-77777',
  'R-6666',
  '0000',
  'мой заказ UT-99999, покажи город',
];
const SEVERAL = [
  'UT-10001, 4512',
  'заказ UT-10002, телефон +79161234512, купил 12.10.2026',
  'чайник Aurora K100 не греет, anna@example.ru',
  'UT-10001 и UT-10002',
  'Nord W700, серийный номер SN12345678, +7 916 123-45-12',
];
const QUESTIONS = [
  'сколько стоит доставка?',
  'как вернуть товар?',
  'where is my order',
  'какая завтра погода?',
  'спасибо',
];
const COMMANDS = ['назад', 'пропустить', 'повтори', 'сначала', 'отмена', 'меню', 'привет', 'back', 'skip', 'отказ', 'да', 'нет', 'оператор']; // prettier-ignore

function orderOf(number: string): Order {
  const delivered = number === 'UT-10002';
  return {
    number,
    status: delivered ? 'delivered' : 'shipped',
    orderedAt: new Date('2026-10-20T09:00:00Z'),
    expectedAt: new Date('2026-11-20T09:00:00Z'),
    ...(delivered ? { deliveredAt: new Date('2026-11-10T09:00:00Z') } : {}),
    city: 'Москва',
    items: [{ sku: 'KET-100', name: 'Чайник Aurora K100', quantity: 1, warrantyMonths: 12 }],
    total: 2_499_000,
    currency: 'RUB',
    window: '10:00-14:00',
    ...(delivered ? { refund: { status: 'sent' as const, amount: 2_499_000 } } : {}),
  };
}

function strangersOrder(number: string): Order {
  return { ...orderOf('UT-10001'), number, city: CANARY, window: CANARY, items: [{ sku: CANARY, name: CANARY, quantity: 1, warrantyMonths: 12 }] }; // prettier-ignore
}

const REPAIR = {
  number: 'R-2001',
  stage: 'repairing',
  sku: 'KET-100',
  names: { ru: 'Чайник Aurora K100' },
  openedAt: new Date('2026-11-01T09:00:00Z'),
  since: new Date('2026-11-10T09:00:00Z'),
  currency: 'RUB',
} as const;
