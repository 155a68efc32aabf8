// Narrows the list by queue, priority and person; shut until asked for.
import type { Priority } from '../../../model/ticket.ts';
import type { Desk } from './desk.ts';
import { h, setAttribute } from './dom.ts';
import { icon } from './icons.ts';
import type { Narrowing } from './list-filter.ts';
import type { Text } from './text.ts';

export interface FilterBar {
  /** Opens and shuts the bar; shows that the list is narrowed. */
  readonly button: HTMLElement;
  readonly element: HTMLElement;
  update(): void;
}

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

export function filterBar(desk: Desk, text: Text): FilterBar {
  const { narrow } = text;
  let open = false;
  const queue = select(narrow.queue, (value) => change({ queue: value }));
  const priority = select(narrow.priority, (value) => change({ priority: value as Priority }));
  const assignee = select(narrow.person, (value) => change({ assignee: value }));
  const element = h('div', { class: 'narrow', id: 'narrow' }, queue, priority, assignee);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'icon-button narrow-button',
      'aria-label': narrow.button,
      title: narrow.button,
      'aria-controls': 'narrow',
      onclick: () => {
        open = !open;
        if (!open) desk.narrow({});
        update();
      },
    },
    icon('filter'),
  );

  function change(one: { [K in keyof Narrowing]?: Narrowing[K] | undefined }): void {
    const all = { ...desk.state.narrowing, ...one };
    desk.narrow(
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== '')),
    );
  }

  function update(): void {
    const { narrowing, board } = desk.state;
    fill(
      queue,
      narrow.queue,
      narrowing.queue,
      (board?.queues ?? []).map(({ name, titles }) => [name, titles[text.locale]]),
    );
    fill(
      priority,
      narrow.priority,
      narrowing.priority,
      PRIORITIES.map((one) => [one, text.priority[one]]),
    );
    fill(
      assignee,
      narrow.person,
      narrowing.assignee,
      (board?.people ?? []).map(({ operator: { id, name } }) => [id, name]),
    );
    element.hidden = !open;
    setAttribute(button, 'aria-expanded', String(open));
    button.classList.toggle('active', Object.keys(narrowing).length > 0);
  }

  return { button, element, update };
}

function select(label: string, changed: (value: string) => void): HTMLSelectElement {
  const element = h('select', { 'aria-label': label, title: label });
  element.addEventListener('change', () => changed(element.value));
  return element;
}

/** Leaves the options alone while they say the same, so that an open list does not shut. */
function fill(
  element: HTMLSelectElement,
  any: string,
  value: string | undefined,
  options: readonly (readonly [string, string])[],
): void {
  const print = JSON.stringify([any, options]);
  if (element.dataset['print'] !== print) {
    element.dataset['print'] = print;
    element.replaceChildren(
      h('option', { value: '' }, any),
      ...options.map(([id, label]) => h('option', { value: id }, label)),
    );
  }
  element.value = value ?? '';
  element.classList.toggle('set', value !== undefined);
}
