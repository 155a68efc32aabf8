// In place of the reply box: that the request is closed, or in which one its matter goes on.
import type { TicketRow } from '../wire.ts';
import type { Desk } from './desk.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import type { Text } from './text.ts';

export interface ClosedStrip {
  readonly element: HTMLElement;
  update(row: TicketRow): void;
}

export function closedStrip(desk: Desk, text: Text): ClosedStrip {
  const words = h('span', {});
  const reopen = h(
    'button',
    { type: 'button', class: 'link', onclick: () => desk.act({ kind: 'reopen' }) },
    text.acts.reopen,
  );
  const element = h('p', { class: 'composer-closed' }, icon('check'), words, reopen);
  return {
    element,
    update({ status, mergedInto }) {
      element.hidden = status !== 'closed';
      words.textContent = mergedInto === undefined ? text.composer.closed : text.composer.merged(mergedInto);
      reopen.hidden = mergedInto !== undefined;
    },
  };
}
