// The left side: filters with counts, search, and the requests.
import type { TicketRow } from '../wire.ts';
import { channelAvatar } from './avatar.ts';
import type { Desk } from './desk.ts';
import { h, present, setAttribute, showList } from './dom.ts';
import { icon } from './icons.ts';
import type { Filter, Text } from './text.ts';
import { age, moment } from './time.ts';
import { assigneeMark, priorityMark, statusMark } from './marks.ts';

export interface ListView {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  update(): void;
}

const FILTERS: readonly Filter[] = ['all', 'new', 'mine', 'open', 'waiting', 'closed'];
const SEARCH_DELAY_MS = 180;

export function listView(desk: Desk, text: Text): ListView {
  const search = h('input', {
    type: 'search',
    class: 'search-input',
    placeholder: text.search,
    'aria-label': text.search,
    enterkeyhint: 'search',
    maxlength: 200,
    value: desk.state.query,
  });
  let typing: number | undefined;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => desk.search(search.value.trim()), SEARCH_DELAY_MS);
  });

  const counts = new Map(FILTERS.map((filter) => [filter, h('span', { class: 'count' })]));
  const tabs = FILTERS.map((filter) =>
    h(
      'button',
      { type: 'button', class: 'filter', 'data-filter': filter, onclick: () => desk.filter(filter) },
      text.filters[filter],
      counts.get(filter),
    ),
  );
  const rows = h('ul', { class: 'rows', 'aria-label': text.listLabel });
  const foot = h('p', { class: 'list-foot' });
  const offline = h('p', { class: 'offline', role: 'status' });

  const element = h(
    'section',
    { class: 'list', 'aria-label': text.deskTitle },
    h('div', { class: 'search' }, icon('search'), search, h('kbd', { 'aria-hidden': 'true' }, '/')),
    h('div', { class: 'filters', role: 'group', 'aria-label': text.filterLabel }, ...tabs),
    offline,
    h('div', { class: 'rows-scroll' }, rows, foot),
  );

  return {
    element,
    search,
    update() {
      const { filter, query, online, more } = desk.state;
      for (const tab of tabs) setAttribute(tab, 'aria-pressed', String(tab.dataset['filter'] === filter));
      for (const one of FILTERS) showCount(counts.get(one), countOf(desk, one), one === 'new');
      offline.textContent = online ? '' : text.offline;
      const shown = shownRows(desk);
      showList(rows, shown ?? [], {
        key: (row) => row.id,
        print: (row) => print(desk, row),
        make: (row) => rowView(desk, row, text),
      });
      if (shown?.length === 0) {
        foot.textContent = query === '' ? text.emptyList[filter] : text.nothingFound(query);
      } else foot.textContent = more ? text.more : '';
      foot.classList.toggle('empty', shown?.length === 0);
      element.classList.toggle('loading', shown === undefined);
    },
  };
}

/** Undefined until they are fetched. */
export function shownRows(desk: Desk): readonly TicketRow[] | undefined {
  const { filter, query, active, found } = desk.state;
  if (query !== '' || filter === 'closed' || filter === 'all') return found;
  return active?.filter((row) => belongs(desk, row, filter));
}

function belongs(desk: Desk, row: TicketRow, filter: Filter): boolean {
  return filter === 'mine' ? row.assignee?.id === desk.operator.id : row.status === filter;
}

function countOf(desk: Desk, filter: Filter): number {
  if (filter === 'all' || filter === 'closed') return 0;
  return desk.state.active?.filter((row) => belongs(desk, row, filter)).length ?? 0;
}

function showCount(element: HTMLElement | undefined, count: number, calls: boolean): void {
  if (!element) return;
  element.textContent = count === 0 ? '' : String(count);
  element.classList.toggle('calls', calls && count > 0);
}

/** Everything that the row shows; the age is rounded to the minute. */
function print(desk: Desk, row: TicketRow): string {
  return JSON.stringify([
    row,
    row.id === desk.state.selected,
    desk.seen.unread(row),
    Math.floor(Date.now() / 60_000),
  ]);
}

function rowView(desk: Desk, row: TicketRow, text: Text): HTMLElement {
  const unread = desk.seen.unread(row);
  const selected = row.id === desk.state.selected;
  const name = row.customerName === '' ? text.nameless : row.customerName;
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: `row${unread ? ' unread' : ''}`,
        'data-ticket': row.id,
        'aria-current': selected ? 'true' : undefined,
        onclick: () => desk.select(row.id),
      },
      channelAvatar(name, row.channel),
      h(
        'span',
        { class: 'row-body' },
        h(
          'span',
          { class: 'row-top' },
          h('span', { class: 'row-name' }, name),
          unread && h('span', { class: 'dot', role: 'img', 'aria-label': text.unread }),
          h(
            'time',
            { class: 'row-age', title: moment(row.changedAt, text) },
            age(row.changedAt, Date.now(), text),
          ),
        ),
        h('span', { class: 'row-subject' }, row.subject),
        row.last && h('span', { class: 'row-last' }, ...present([speaker(row, text), row.last.text])),
        h(
          'span',
          { class: 'row-marks' },
          statusMark(row.status, text),
          priorityMark(row.priority, text),
          h('span', { class: 'row-number' }, `#${row.number}`),
          assigneeMark(row.assignee, desk.operator.id, text),
        ),
      ),
    ),
  );
}

function speaker(row: TicketRow, text: Text): HTMLElement | undefined {
  switch (row.last?.by) {
    case 'bot':
      return h('span', { class: 'row-by' }, `${text.bot}: `);
    case 'operator':
      return h('span', { class: 'row-by' }, '↩ ');
    case 'note':
      return h('span', { class: 'row-by note' }, `${text.note}: `);
    case 'customer':
    case undefined:
      return undefined;
  }
}
