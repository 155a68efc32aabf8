// The side panel: the case, the customer's other requests with what happened to this one, and its clocks.
import type { TicketDetail } from '../wire.ts';
import { cardView } from './card-view.ts';
import type { Desk } from './desk.ts';
import { h, setAttribute, showList } from './dom.ts';
import { historyWords } from './history-words.ts';
import { icon } from './icons.ts';
import { statusMark } from './marks.ts';
import type { Text } from './text.ts';
import { age, moment } from './time.ts';

export interface PanelView {
  readonly element: HTMLElement;
  update(detail: TicketDetail): void;
}

type Tab = 'case' | 'past' | 'clocks';

const TABS: readonly Tab[] = ['case', 'past', 'clocks'];

export function panelView(desk: Desk, text: Text): PanelView {
  const { panel } = text;
  let tab: Tab = 'case';
  let asked = '';
  let shown: TicketDetail | undefined;
  const tabs = TABS.map((one) =>
    h(
      'button',
      {
        type: 'button',
        class: 'panel-tab',
        role: 'tab',
        id: `tab-${one}`,
        'aria-controls': 'panel-body',
        'data-tab': one,
        onclick: () => turnTo(one),
        onkeydown: walk,
      },
      panel[one],
    ),
  );
  const body = h('div', { class: 'panel-body', id: 'panel-body', role: 'tabpanel', tabindex: 0 });
  const element = h(
    'aside',
    { class: 'panel', id: 'panel', 'aria-label': text.details },
    h(
      'div',
      { class: 'panel-top' },
      h('div', { class: 'panel-tabs', role: 'tablist', 'aria-label': text.details }, ...tabs),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button panel-close',
          'aria-label': panel.close,
          title: panel.close,
          onclick: () => desk.showPanel(false),
        },
        icon('close'),
      ),
    ),
    body,
  );

  function turnTo(one: Tab): void {
    tab = one;
    if (shown) update(shown);
  }

  function walk(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? 'case';
    turnTo(next);
    tabs[TABS.indexOf(next)]?.focus();
  }

  function update(detail: TicketDetail): void {
    shown = detail;
    for (const each of tabs) {
      const active = each.dataset['tab'] === tab;
      setAttribute(each, 'aria-selected', String(active));
      setAttribute(each, 'tabindex', active ? 0 : -1);
    }
    setAttribute(body, 'aria-labelledby', `tab-${tab}`);
    const version = `${detail.row.id} ${detail.row.changedAt}`;
    if (tab !== 'case' && asked !== version) {
      asked = version;
      desk.past();
    }
    const { row, statusLabel, lines, tried, files, history } = detail;
    const steady = { ...row, changedAt: 0, newsAt: 0, last: undefined };
    const { past } = desk.state;
    showList(body, [tab], {
      key: (one) => `${row.id} ${one}`,
      print: (one) =>
        JSON.stringify(
          one === 'case'
            ? [steady, statusLabel, lines, tried, files]
            : [past, history, desk.state.board?.queues],
        ),
      make: (one) => {
        if (one === 'case') return cardView(detail, desk.operator.id, text);
        return one === 'past' ? pastView(detail) : clocksView();
      },
    });
  }

  function pastView({ history }: TicketDetail): HTMLElement {
    const { past } = desk.state;
    return h(
      'div',
      { class: 'card-body' },
      h(
        'section',
        { class: 'card-part' },
        h('h3', {}, panel.otherRequests),
        !past && h('p', { class: 'panel-wait' }, panel.loading),
        past?.tickets.length === 0 && h('p', { class: 'panel-wait' }, panel.noOthers),
        h('ul', { class: 'past' }, ...(past?.tickets ?? []).map(pastRow)),
      ),
      h(
        'section',
        { class: 'card-part' },
        h('h3', {}, panel.happened),
        h(
          'ol',
          { class: 'happened' },
          ...history.map((line) =>
            h(
              'li',
              {},
              h('time', { title: moment(line.at, text) }, age(line.at, Date.now(), text)),
              h('span', {}, historyWords(line, desk.state.board, text)),
            ),
          ),
        ),
      ),
    );
  }

  function pastRow({ id, number, subject, status, openedAt }: Past): HTMLElement {
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'past-row', onclick: () => desk.select(id) },
        h('span', { class: 'past-subject' }, subject),
        h(
          'span',
          { class: 'past-marks' },
          statusMark(status, text),
          `#${number}`,
          h('time', { title: moment(openedAt, text) }, age(openedAt, Date.now(), text)),
        ),
      ),
    );
  }

  /** The first names the request; those set in belong to the clock above them. */
  function clockLine(line: string, index: number): HTMLElement {
    const kind = line.startsWith(' ') ? 'part' : index === 0 ? 'title' : 'clock';
    return h('li', { class: kind }, line.trim());
  }

  function clocksView(): HTMLElement {
    const { past } = desk.state;
    return h(
      'div',
      { class: 'card-body' },
      h(
        'section',
        { class: 'card-part' },
        h('h3', {}, panel.explained),
        !past && h('p', { class: 'panel-wait' }, panel.loading),
        past?.explain.length === 0 && h('p', { class: 'panel-wait' }, panel.noClocks),
        h('ol', { class: 'clocks' }, ...(past?.explain ?? []).map(clockLine)),
      ),
    );
  }

  return { element, update };
}

type Past = NonNullable<Desk['state']['past']>['tickets'][number];
