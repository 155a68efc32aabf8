// The conversation: bubbles by speaker, what happened to the request in between, days, and words still on their way.
import type { Author } from '../../../model/desk.ts';
import type { Entry, HistoryLine, TicketDetail } from '../wire.ts';
import { bubble, pendingBubble } from './bubble.ts';
import type { EntryActs } from './bubble-tools.ts';
import type { Desk } from './desk.ts';
import type { Notice } from './desk-state.ts';
import { h, showList } from './dom.ts';
import { icon } from './icons.ts';
import { historyWords } from './history-words.ts';
import type { Pending } from './outbox.ts';
import type { Text } from './text.ts';
import { day, dayKey, hour } from './time.ts';

export interface ThreadView {
  readonly element: HTMLElement;
  update(detail: TicketDetail): void;
}

type Item =
  | { readonly kind: 'day'; readonly at: number }
  | { readonly kind: 'event'; readonly line: HistoryLine }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'entry'; readonly entry: Entry; readonly follows: boolean }
  | { readonly kind: 'pending'; readonly pending: Pending; readonly follows: boolean };

/** Words of one person within this time stand together under one name. */
const GROUP_MS = 5 * 60_000;
const NEAR_END_PX = 80;

export type ThreadActs = Pick<EntryActs, 'quote' | 'edit' | 'remove'>;

export function threadView(desk: Desk, text: Text, acts: ThreadActs): ThreadView {
  const earlier = h(
    'button',
    { type: 'button', class: 'earlier', onclick: () => desk.earlier() },
    text.earlier,
  );
  const items = h('div', { class: 'thread-items' });
  const empty = h('p', { class: 'thread-empty' }, text.noWords);
  const scroll = h(
    'div',
    { class: 'thread-scroll', tabindex: 0, role: 'region', 'aria-label': text.thread },
    earlier,
    empty,
    items,
  );
  const below = h(
    'button',
    { type: 'button', class: 'below', hidden: true, onclick: () => toEnd('smooth') },
    text.newBelow,
    icon('back'),
  );
  const element = h('div', { class: 'thread' }, scroll, below);
  let shown: { ticket: string; last: string } | undefined;

  function toEnd(behavior: ScrollBehavior = 'instant'): void {
    scroll.scrollTo({ top: scroll.scrollHeight, behavior });
  }
  const distance = (): number => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
  scroll.addEventListener('scroll', () => {
    if (distance() < NEAR_END_PX) below.hidden = true;
  });
  // Pictures and a growing reply box change heights after the fact: stay at the end if we were there.
  let atEnd = true;
  scroll.addEventListener('scroll', () => (atEnd = distance() < NEAR_END_PX));
  new ResizeObserver(() => atEnd && toEnd()).observe(items);
  new ResizeObserver(() => atEnd && toEnd()).observe(scroll);

  function entryActs({ row }: TicketDetail): EntryActs {
    return { ...acts, me: desk.operator.id, open: row.status !== 'closed', show };
  }

  /** Leads to what was said under that ref, where it is listed. */
  function show(ref: string): void {
    const target = items.querySelector(`[data-ref="${CSS.escape(ref)}"]`);
    target?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    target?.classList.add('shown');
    setTimeout(() => target?.classList.remove('shown'), 1600);
  }

  return {
    element,
    update(detail) {
      const ticket = detail.row.id;
      const pending = desk.outbox.of(ticket);
      const list = itemsOf(
        detail,
        desk.state.notices.filter((notice) => notice.ticket === ticket),
        pending,
      );
      const isOther = shown?.ticket !== ticket;
      const last = detail.entries.at(-1)?.id ?? '';
      const mine = pending.at(-1)?.key ?? '';
      const moved = shown?.last !== last + mine;
      const fromEnd = distance();
      if (isOther) items.replaceChildren();
      showList(items, list, {
        key: keyOf,
        print: (item) =>
          JSON.stringify([
            item,
            item.kind === 'event'
              ? historyWords(item.line, desk.state.board, text)
              : [detail.row.status === 'closed', detail.row.customerName],
          ]),
        make: (item) => itemView(item, detail, desk, text, entryActs(detail)),
      });
      earlier.hidden = !detail.earlier;
      empty.hidden = list.length > 0;
      if (isOther || (moved && (atEnd || mine !== ''))) {
        toEnd();
        atEnd = true;
        below.hidden = true;
      } else if (moved) below.hidden = false;
      else if (!atEnd) scroll.scrollTop = scroll.scrollHeight - scroll.clientHeight - fromEnd;
      shown = { ticket, last: last + mine };
    },
  };
}

function itemsOf(
  { entries, history }: TicketDetail,
  notices: readonly Notice[],
  pending: readonly Pending[],
): Item[] {
  const from = entries[0]?.at ?? 0;
  const timed = [
    ...entries.map((entry) => ({ at: entry.at, item: { kind: 'entry' as const, entry, follows: false } })),
    ...history
      .filter((line) => line.at >= from || entries.length === 0)
      .map((line) => ({ at: line.at, item: { kind: 'event' as const, line } })),
    ...notices.map((notice) => ({ at: notice.at, item: { kind: 'notice' as const, notice } })),
  ].sort((a, b) => a.at - b.at);

  const items: Item[] = [];
  let lastDay = '';
  let before: Entry | undefined;
  for (const { at, item } of timed) {
    if (dayKey(at) !== lastDay) {
      items.push({ kind: 'day', at });
      before = undefined;
    }
    lastDay = dayKey(at);
    if (item.kind === 'entry') {
      items.push({ ...item, follows: before !== undefined && continues(before, item.entry) });
      before = item.entry;
    } else {
      items.push(item);
      before = undefined;
    }
  }
  return [...items, ...pendingItems(pending, before?.author)];
}

function pendingItems(pending: readonly Pending[], last: Author | undefined): Item[] {
  let before = last?.kind === 'note' || last?.kind === 'operator' ? `${last.kind} ${last.operator.id}` : '';
  return pending.map((one) => {
    const speaker = `${one.kind === 'note' ? 'note' : 'operator'} ${one.operator.id}`;
    const follows = speaker === before;
    before = speaker;
    return { kind: 'pending', pending: one, follows };
  });
}

function continues(before: Entry, entry: Entry): boolean {
  return JSON.stringify(before.author) === JSON.stringify(entry.author) && entry.at - before.at < GROUP_MS;
}

function keyOf(item: Item): string {
  switch (item.kind) {
    case 'day':
      return `day ${dayKey(item.at)}`;
    case 'event':
      return `event ${item.line.at} ${item.line.kind} ${item.line.by ?? ''}`;
    case 'notice':
      return `notice ${item.notice.at} ${item.notice.text}`;
    case 'entry':
      return `entry ${item.entry.id}`;
    case 'pending':
      return `pending ${item.pending.key}`;
  }
}

function itemView(item: Item, { row }: TicketDetail, desk: Desk, text: Text, acts: EntryActs): HTMLElement {
  switch (item.kind) {
    case 'day':
      return h('p', { class: 'day' }, h('span', {}, day(item.at, Date.now(), text)));
    case 'event':
      return h(
        'p',
        { class: `event ${item.line.kind}` },
        `${historyWords(item.line, desk.state.board, text)} · `,
        h('time', {}, hour(item.line.at, text)),
      );
    case 'notice':
      return h('p', { class: 'event notice' }, item.notice.text);
    case 'entry':
      return bubble(item.entry, acts, { follows: item.follows, customerName: row.customerName, text });
    case 'pending':
      return pendingBubble(item.pending, item.follows, desk.outbox, text);
  }
}
