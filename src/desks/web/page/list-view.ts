// The left side: views with counts, search, filters, and the requests.
import type { TicketRow } from '../wire.ts';
import type { Desk } from './desk.ts';
import { asksServer } from './desk-state.ts';
import { h, setAttribute, showList } from './dom.ts';
import { filterBar } from './filter-bar.ts';
import { icon } from './icons.ts';
import { belongs, fits, VIEWS, type View } from './list-filter.ts';
import { byUrgency } from './list-order.ts';
import { rowPrint, rowView } from './row-view.ts';
import type { Text } from './text.ts';

export interface ListView {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  update(): void;
}

const SEARCH_DELAY_MS = 180;
/** Views whose count asks for somebody. */
const CALLING: readonly View[] = ['nobody', 'late'];

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

  const counts = new Map(VIEWS.map((view) => [view, h('span', { class: 'count' })]));
  const tabs = VIEWS.map((view) =>
    h(
      'button',
      { type: 'button', class: 'filter', 'data-filter': view, onclick: () => desk.view(view) },
      text.views[view],
      counts.get(view),
    ),
  );
  const narrow = filterBar(desk, text);
  const rows = h('ul', { class: 'rows', 'aria-label': text.listLabel });
  const foot = h('p', { class: 'list-foot' });

  const element = h(
    'section',
    { class: 'list', 'aria-label': text.deskTitle },
    h(
      'div',
      { class: 'search-line' },
      h('div', { class: 'search' }, icon('search'), search, h('kbd', { 'aria-hidden': 'true' }, '/')),
      narrow.button,
    ),
    h('div', { class: 'filters', role: 'group', 'aria-label': text.filterLabel }, ...tabs),
    narrow.element,
    h('div', { class: 'rows-scroll' }, rows, foot),
  );

  return {
    element,
    search,
    update() {
      const { view, query, narrowing } = desk.state;
      for (const tab of tabs) setAttribute(tab, 'aria-pressed', String(tab.dataset['filter'] === view));
      for (const one of VIEWS) showCount(counts.get(one), countOf(desk, one), CALLING.includes(one));
      narrow.update();
      const shown = shownRows(desk);
      showList(rows, shown ?? [], {
        key: (row) => row.id,
        print: (row) => rowPrint(desk, row),
        make: (row) => rowView(desk, row, text),
      });
      foot.textContent = footWords(shown, desk, text);
      foot.classList.toggle('empty', shown?.length === 0);
      element.classList.toggle('loading', shown === undefined);
      if (query === '' && search.value !== '' && document.activeElement !== search) search.value = '';
      element.classList.toggle('narrowed', Object.keys(narrowing).length > 0);
    },
  };
}

/** What burns first; undefined until they are fetched. */
export function shownRows(desk: Desk): readonly TicketRow[] | undefined {
  const { view, narrowing, active, found } = desk.state;
  if (asksServer(desk.state)) return found && byUrgency(found);
  const rows = active?.filter((row) => belongs(row, view, desk.operator.id) && fits(row, narrowing));
  return rows && byUrgency(rows);
}

function footWords(shown: readonly TicketRow[] | undefined, desk: Desk, text: Text): string {
  const { view, query, narrowing, more } = desk.state;
  if (shown?.length !== 0) return more && asksServer(desk.state) ? text.more : '';
  if (query !== '') return text.nothingFound(query);
  return Object.keys(narrowing).length > 0 ? text.narrow.nothing : text.emptyList[view];
}

function countOf(desk: Desk, view: View): number {
  return desk.state.active?.filter((row) => belongs(row, view, desk.operator.id)).length ?? 0;
}

function showCount(element: HTMLElement | undefined, count: number, calls: boolean): void {
  if (!element) return;
  element.textContent = count === 0 ? '' : String(count);
  element.classList.toggle('calls', calls && count > 0);
}
