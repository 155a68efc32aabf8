// Small windows over the page: one that holds anything, and "really?" with one or two ways to say yes.
import { h } from './dom.ts';

export interface Question {
  readonly title: string;
  readonly explained: string;
  readonly yes: string;
  readonly no: string;
  /** Another way to say yes. */
  readonly other?: { readonly label: string; readonly run: () => void };
  /** Saying yes destroys something. */
  readonly grave?: boolean;
}

/** Calls `agreed` when the person says yes. */
export function confirmDialog(
  { title, explained, yes, no, other, grave }: Question,
  agreed: () => void,
): void {
  const dialog = openDialog(
    h(
      'form',
      { method: 'dialog', class: 'dialog-body' },
      h('h2', {}, title),
      h('p', {}, explained),
      h(
        'div',
        { class: 'dialog-buttons' },
        other && h('button', { class: 'button quiet', value: 'other' }, other.label),
        h('button', { class: 'button', value: 'no' }, no),
        h('button', { class: `button primary${grave ? ' grave' : ''}`, value: 'yes', autofocus: true }, yes),
      ),
    ),
    title,
  );
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'yes') agreed();
    if (dialog.returnValue === 'other') other?.run();
  });
}

/** Shows `body` over the page until it is closed; Escape and a press beside it close it, unless it is `firm`. */
export function openDialog(body: HTMLElement, label: string, kind = '', firm = false): HTMLDialogElement {
  const dialog: HTMLDialogElement = h(
    'dialog',
    {
      class: `dialog ${kind}`,
      'aria-label': label,
      onmousedown: (event: MouseEvent) => !firm && event.target === dialog && dialog.close(),
      oncancel: (event: Event) => firm && event.preventDefault(),
      // where the cursor was, the browser itself sees to
      onclose: () => dialog.remove(),
    },
    body,
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
