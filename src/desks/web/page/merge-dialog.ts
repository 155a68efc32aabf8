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
const MAX_STEPS = 10;

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
      h('p', {}, merge.oneCustomer),
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
      const found = await followed(number);
      if (Number(field.value.replace(/\D/gu, '')) !== number) return;
      if (!found) show(undefined, merge.unknown(number));
      else if (found.id === row.id)
        show(undefined, number === row.number ? merge.itself : merge.back(number));
      else if (found.status === 'closed') show(undefined, merge.closed(found.number));
      else show(found, number === found.number ? '' : merge.through(number, found.number));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      show(undefined, problemText(error, text));
    }
  }

  /** Where the request of that number goes on, however often it was merged. */
  async function followed(number: number, steps = MAX_STEPS): Promise<TicketRow | undefined> {
    const { tickets } = await desk.api.tickets({ q: `#${number}` });
    const found = tickets.find((one) => one.number === number);
    return found?.mergedInto === undefined || steps === 0 ? found : followed(found.mergedInto, steps - 1);
  }

  /** With `words` beside what was found: why another one than was asked for. */
  function show(found: TicketRow | undefined, words: string): void {
    target = found;
    agree.disabled = !found;
    agree.textContent = found ? merge.into(found.number) : merge.agree;
    preview.replaceChildren(found ? rowOf(found, words) : h('p', { class: 'form-problem' }, words));
  }

  function rowOf(found: TicketRow, words: string): HTMLElement {
    const name = found.customerName === '' ? text.nameless : found.customerName;
    return h(
      'div',
      { class: 'merge-row' },
      words !== '' && h('p', {}, words),
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
