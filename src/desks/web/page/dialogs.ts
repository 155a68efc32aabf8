// Small windows over the page: the list of shortcuts, and "really?".
import { h } from './dom.ts';
import type { Text } from './text.ts';

export function helpDialog(text: Text): void {
  open(
    h(
      'form',
      { method: 'dialog', class: 'dialog-body' },
      h('h2', {}, text.shortcuts),
      h(
        'dl',
        { class: 'shortcuts' },
        ...text.keys.map(([keys, does]) =>
          h('div', {}, h('dt', {}, ...keys.map((key) => h('kbd', {}, key))), h('dd', {}, does)),
        ),
      ),
      h('div', { class: 'dialog-buttons' }, h('button', { class: 'button', value: 'ok' }, 'OK')),
    ),
    text.shortcuts,
  );
}

export interface Question {
  readonly title: string;
  readonly explained: string;
  readonly yes: string;
  readonly no: string;
}

/** Calls `agreed` when the person says yes. */
export function confirmDialog({ title, explained, yes, no }: Question, agreed: () => void): void {
  const dialog = open(
    h(
      'form',
      { method: 'dialog', class: 'dialog-body' },
      h('h2', {}, title),
      h('p', {}, explained),
      h(
        'div',
        { class: 'dialog-buttons' },
        h('button', { class: 'button', value: 'no', formnovalidate: true }, no),
        h('button', { class: 'button primary', value: 'yes', autofocus: true }, yes),
      ),
    ),
    title,
  );
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'yes') agreed();
  });
}

function open(body: HTMLElement, label: string): HTMLDialogElement {
  const dialog: HTMLDialogElement = h(
    'dialog',
    {
      class: 'dialog',
      'aria-label': label,
      onclick: (event: MouseEvent) => event.target === dialog && dialog.close(),
      onclose: () => dialog.remove(),
    },
    body,
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
