// Above the list: the mark, being on shift or not, and the ways to the figures, the shortcuts and the settings.
import { avatar } from './avatar.ts';
import { brand } from './brand.ts';
import type { Desk } from './desk.ts';
import { confirmDialog } from './dialogs.ts';
import { h, setAttribute } from './dom.ts';
import { icon } from './icons.ts';
import type { Text } from './text.ts';

export interface TopBar {
  readonly element: HTMLElement;
  /** Goes on or off shift; asks first when that hands something over. */
  readonly turnShift: () => void;
  update(): void;
}

export interface TopBarWays {
  readonly overview: () => void;
  readonly help: () => void;
  readonly settings: () => void;
}

export function topBar(desk: Desk, text: Text, { overview, help, settings }: TopBarWays): TopBar {
  const shiftWords = h('span', {});
  const shift = h(
    'button',
    { type: 'button', class: 'shift', role: 'switch', onclick: turnShift },
    h('span', { class: 'shift-dot' }),
    shiftWords,
  );
  const way = (label: string, run: () => void, sign: Parameters<typeof icon>[0]): HTMLElement =>
    h(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick: run },
      icon(sign),
    );
  const element = h(
    'header',
    { class: 'top' },
    brand('small'),
    h('span', { class: 'top-gap' }),
    shift,
    desk.isManager && way(text.overview.title, overview, 'chart'),
    way(text.shortcuts, help, 'help'),
    h(
      'button',
      {
        type: 'button',
        class: 'me',
        'aria-label': `${text.settings.title}: ${desk.operator.name}`,
        title: `${desk.operator.name} · ${text.settings.title}`,
        onclick: settings,
      },
      avatar(desk.operator.name, 'small'),
    ),
  );

  const me = () => desk.state.board?.people.find(({ operator }) => operator.id === desk.operator.id);

  function turnShift(): void {
    const mine = me();
    if (!mine?.onShift || mine.tickets === 0) {
      desk.setShift(!mine?.onShift);
      return;
    }
    const { offQuestion, offExplained, goOff } = text.shift;
    confirmDialog(
      { title: offQuestion, explained: offExplained(mine.tickets), yes: goOff, no: text.cancel },
      () => desk.setShift(false),
    );
  }

  return {
    element,
    turnShift,
    update() {
      const on = me()?.onShift === true;
      shift.hidden = desk.state.board === undefined;
      shiftWords.textContent = on ? text.shift.on : text.shift.off;
      setAttribute(shift, 'aria-checked', String(on));
      setAttribute(shift, 'aria-label', text.shift.label);
      setAttribute(shift, 'title', on ? text.shift.goOff : text.shift.goOn);
    },
  };
}
