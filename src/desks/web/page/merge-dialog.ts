// Asks for the number of the request that goes on in place of this one, and shows it before anything is done.
import type { TicketDetail, TicketRow } from '../wire.ts';
import { ApiError } from './api.ts';
import type { Desk } from './desk.ts';
import { openDialog } from './dialogs.ts';
import { h } from './dom.ts';
import { lastWords } from './last-words.ts';
import { statusMark } from './marks.ts';
import { problemText } from './problem-text.ts';
import type { Text } from './text.ts';
import { age } from './time.ts';

const SEARCH_DELAY_MS = 200;

export function mergeDialog(desk: Desk, { row }: TicketDetail, text: Text): void {
  const { merging: merge } = text.acts;
  let target: TicketRow | undefined;
  let typing: number | undefined;
  const field = h('input', {
    id: 'merge-number',
    inputmode: 'numeric',
    autocomplete: 'off',
    required: true,
    placeholder: '1042',
    oninput: () => {
      clearTimeout(typing);
      show(undefined, '');
      typing = setTimeout(() => void look(), SEARCH_DELAY_MS);
    },
  });
  const preview = h('div', { class: 'merge-preview', role: 'status' });
  const agree = h('button', { class: 'button primary', value: 'yes', disabled: true }, merge.agree);
  openDialog(
    h(
      'form',
      { method: 'dialog', class: 'dialog-body', onsubmit: submitted },
      h('h2', {}, merge.title(row.number)),
      h('p', {}, merge.explained),
      h('div', { class: 'field' }, h('label', { for: 'merge-number' }, merge.number), field),
      preview,
      h(
        'div',
        { class: 'dialog-buttons' },
        h('button', { class: 'button', value: 'no', type: 'button', onclick: leave }, text.cancel),
        agree,
      ),
    ),
    merge.title(row.number),
  );
  field.focus();

  function leave(): void {
    field.closest('dialog')?.close();
  }

  function submitted(event: SubmitEvent): void {
    if (target) desk.act({ kind: 'merge', into: target.number });
    else event.preventDefault();
  }

  async function look(): Promise<void> {
    const number = Number(field.value.replace(/\D/gu, ''));
    if (!Number.isSafeInteger(number) || number === 0) return;
    try {
      const { tickets } = await desk.api.tickets({ q: `#${number}` });
      if (Number(field.value.replace(/\D/gu, '')) !== number) return;
      const found = tickets.find((one) => one.number === number);
      if (!found) show(undefined, merge.unknown(number));
      else if (found.id === row.id) show(undefined, merge.itself);
      else show(found, '');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      show(undefined, problemText(error, text));
    }
  }

  function show(found: TicketRow | undefined, problem: string): void {
    target = found;
    agree.disabled = !found;
    agree.textContent = found ? merge.into(found.number) : merge.agree;
    preview.replaceChildren(found ? rowOf(found) : h('p', { class: 'form-problem' }, problem));
  }

  function rowOf(found: TicketRow): HTMLElement {
    const name = found.customerName === '' ? text.nameless : found.customerName;
    return h(
      'div',
      { class: 'merge-row' },
      h('p', { class: 'merge-top' }, h('b', {}, name), `#${found.number}`, statusMark(found.status, text)),
      h('p', {}, found.subject),
      h(
        'p',
        { class: 'merge-last' },
        found.last ? lastWords(found.last, text) : '',
        ' · ',
        age(found.changedAt, Date.now(), text),
      ),
      name !== row.customerName && h('p', { class: 'merge-warning' }, merge.otherCustomer),
    );
  }
}
