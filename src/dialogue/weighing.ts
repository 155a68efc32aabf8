// What a customer says makes his ticket more important: the shop's rules weigh it, the staff is told why, he is not.
import { raisedBySaid, type Said, type Why } from '../desk/raising.ts';
import { findOrderNumber } from '../flows/slots/order-number.ts';
import type { InboundBody } from '../model/message.ts';
import { formatMoney } from '../model/money.ts';
import { orderKey } from '../model/order-key.ts';
import type { Lookup, Order } from '../model/order.ts';
import type { Ticket } from '../model/ticket.ts';
import { noteAnger } from './anger.ts';
import type { Draft } from './draft.ts';
import { givenAway } from './giving.ts';
import { isLookup } from './past.ts';
import { notice } from './tell-desk.ts';

/** While people have the matter: the open ticket becomes what the rules make of it, or the lookup that they need first. */
export function weigh(draft: Draft, body: InboundBody): Lookup | undefined {
  const words = wordsIn(body);
  if (words === '' || !draft.ticket || draft.ticket.status === 'closed') return undefined;
  const order = namedOrder(draft, words);
  if (order && 'kind' in order) return order;
  const { because: anger } = draft.deps.moods.hear(words);
  if (anger.length > 0) noteAnger(draft, anger);
  const said: Said = {
    words,
    locale: draft.state.locale,
    angry: draft.angry,
    anger,
    ...(order ? { amount: order.total } : {}),
  };
  const before = draft.ticket;
  const { ticket, why } = raisedBySaid(before, said, draft.deps.deskRules, draft.deps.now);
  if (ticket === before) return undefined;
  if (why.length === 0) {
    draft.keepTicket(ticket, { quiet: true });
    return undefined;
  }
  const given = givenAway(draft, ticket);
  if (isLookup(given)) return given;
  draft.keepTicket(given);
  tellWhy(draft, before, given, why, order);
  return undefined;
}

function tellWhy(
  draft: Draft,
  before: Ticket,
  after: Ticket,
  why: readonly Why[],
  order: Order | undefined,
): void {
  const { phrases, deskLocale } = draft.deps;
  const word = (key: string, variables: Readonly<Record<string, string>> = {}): string =>
    phrases.label(deskLocale, `desk.raised.${key}`, variables);
  const what = [
    ...(after.priority === before.priority
      ? []
      : [word('priority', { priority: phrases.label(deskLocale, `desk.priority.${after.priority}`) })]),
    ...(after.tier === before.tier ? [] : [word('tier')]),
    ...(after.tier === before.tier && after.queue !== before.queue ? [word('queue')] : []),
  ];
  const said = why.flatMap((one) => (one.kind === 'words' ? [word('quote', { words: one.words })] : []));
  const reasons = [
    ...(said.length === 0 ? [] : [word('words', { words: said.join(', ') })]),
    ...(why.some(({ kind }) => kind === 'anger') ? [word('anger')] : []),
    ...(order && why.some(({ kind }) => kind === 'amount')
      ? [word('amount', { amount: formatMoney(order.total, order.currency, deskLocale) })]
      : []),
  ];
  notice(draft, after, 'desk.notice.raised', { what: what.join(', '), why: reasons.join('; ') });
}

/** An order that the customer names and has proved to know; nobody's else counts. */
function namedOrder(draft: Draft, words: string): Order | Lookup | undefined {
  const { deps, state } = draft;
  if (!deps.deskRules.routing.some(({ when }) => when.amount !== undefined)) return undefined;
  const found = findOrderNumber(words, deps.orderPattern);
  const proved = state.verified.find(
    ({ order, until }) =>
      found !== undefined && orderKey(order) === orderKey(found) && until > deps.now.getTime(),
  );
  if (!proved) return undefined;
  const lookup: Lookup = { kind: 'verified-order', number: proved.order };
  const fact = deps.fact(lookup);
  if (!fact) return lookup;
  return fact.kind === 'order' ? fact.order : undefined;
}

function wordsIn(body: InboundBody): string {
  switch (body.kind) {
    case 'text':
    case 'edited':
      return body.text;
    case 'files':
      return body.caption ?? '';
    case 'unsupported':
      return body.text ?? '';
    default:
      return '';
  }
}
