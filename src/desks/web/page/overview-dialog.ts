// For managers: how the desk stands in figures, who is at work, and the log of who did what.
import type { AuditList, Board } from '../wire.ts';
import { ApiError } from './api.ts';
import { avatar } from './avatar.ts';
import type { Desk } from './desk.ts';
import { openDialog } from './dialogs.ts';
import { h, setAttribute } from './dom.ts';
import { chosenWords } from './history-words.ts';
import { icon } from './icons.ts';
import { problemText } from './problem-text.ts';
import type { Text } from './text.ts';
import { hour, moment, soon } from './time.ts';

type Tab = 'figures' | 'log';

const LOGGED = 200;

export function overviewDialog(desk: Desk, text: Text): void {
  const { overview } = text;
  const body = h('div', { class: 'overview-body' });
  const tabs = (['figures', 'log'] as const).map((tab) =>
    h(
      'button',
      { type: 'button', class: 'mode', 'data-tab': tab, onclick: () => void turnTo(tab) },
      overview[tab],
    ),
  );
  const dialog: HTMLDialogElement = openDialog(
    h(
      'div',
      { class: 'dialog-body' },
      h(
        'div',
        { class: 'overview-top' },
        h('div', { class: 'modes', role: 'group', 'aria-label': overview.title }, ...tabs),
        h(
          'button',
          {
            type: 'button',
            class: 'icon-button',
            'aria-label': text.panel.close,
            onclick: () => dialog.close(),
          },
          icon('close'),
        ),
      ),
      body,
    ),
    overview.title,
    'overview',
  );
  void turnTo('figures');

  async function turnTo(tab: Tab): Promise<void> {
    for (const each of tabs) setAttribute(each, 'aria-pressed', String(each.dataset['tab'] === tab));
    body.replaceChildren(h('p', { class: 'panel-wait', role: 'status' }, text.panel.loading));
    try {
      const shown = tab === 'figures' ? figures(await desk.api.board()) : log(await desk.api.audit(LOGGED));
      const isStill = tabs.some(
        (each) => each.dataset['tab'] === tab && each.getAttribute('aria-pressed') === 'true',
      );
      if (isStill) body.replaceChildren(...shown);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      body.replaceChildren(h('p', { class: 'form-problem', role: 'alert' }, problemText(error, text)));
    }
  }

  function figures({ stats, people }: Board): HTMLElement[] {
    return [
      h(
        'dl',
        { class: 'figures' },
        ...stats.map(({ label, value }) =>
          h('div', {}, h('dt', {}, label), h('dd', { class: value.length > 12 && 'long' }, value)),
        ),
      ),
      h('h3', {}, overview.people),
      h(
        'ul',
        { class: 'people' },
        ...people.map(({ operator, onShift, until, tickets, role }) => {
          const mark = avatar(operator.name, 'small');
          mark.classList.add(onShift ? 'on-shift' : 'off-shift');
          const end = until === undefined ? undefined : hour(new Date(until).getTime(), text);
          const shift = onShift && end !== undefined ? text.acts.onShiftUntil(end) : undefined;
          return h(
            'li',
            {},
            mark,
            h('span', { class: 'people-name' }, operator.name),
            role === 'manager' && h('span', { class: 'mark plain' }, text.roles.manager),
            h('span', { class: 'people-shift' }, shift ?? (onShift ? text.acts.onShift : text.acts.offShift)),
            h('span', { class: 'people-load' }, text.acts.load(tickets)),
          );
        }),
      ),
    ];
  }

  function log({ lines }: AuditList): HTMLElement[] {
    if (lines.length === 0) return [h('p', { class: 'panel-wait' }, overview.noLog)];
    const head = [overview.when, overview.who, overview.what, overview.where];
    return [
      h(
        'div',
        { class: 'log-scroll', tabindex: 0, role: 'region', 'aria-label': overview.log },
        h(
          'table',
          { class: 'log' },
          h('thead', {}, h('tr', {}, ...head.map((one) => h('th', { scope: 'col' }, one)))),
          h('tbody', {}, ...lines.map(logRow)),
        ),
      ),
    ];
  }

  function logRow({
    at,
    by,
    desk: where,
    ticket,
    act,
    detail,
    outcome,
  }: AuditList['lines'][number]): HTMLElement {
    const row = desk.state.active?.find(({ id }) => id === ticket);
    const name = overview.acts[act] ?? act;
    const chosen = chosenWords({ act, ...(detail !== undefined && { detail }) }, desk.state.board, text);
    return h(
      'tr',
      { class: outcome },
      h('td', {}, h('time', { title: moment(at, text) }, soon(at, Date.now(), text))),
      h('td', {}, by),
      h(
        'td',
        {},
        chosen === '' ? name : `${name}: ${chosen}`,
        outcome === 'refused' && h('span', { class: 'mark late' }, overview.refused),
        ticket !== undefined && ' ',
        ticket !== undefined &&
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              onclick: () => {
                dialog.close();
                desk.select(ticket);
              },
            },
            row ? `#${row.number}` : overview.open,
          ),
      ),
      h('td', {}, overview.desks[where] ?? where),
    );
  }
}
