// Asks for a day and an hour to come.
import { openDialog } from './dialogs.ts';
import { h } from './dom.ts';
import { fieldValue } from './snooze-times.ts';
import type { Text } from './text.ts';

/** Calls `chosen` with milliseconds since 1970; a time that has passed is refused. */
export function dateDialog(suggestion: Date, { acts, cancel }: Text, chosen: (at: number) => void): void {
  const field = h('input', {
    type: 'datetime-local',
    id: 'snooze-date',
    required: true,
    value: fieldValue(suggestion),
    min: fieldValue(new Date()),
  });
  const dialog: HTMLDialogElement = openDialog(
    h(
      'form',
      {
        method: 'dialog',
        class: 'dialog-body',
        onsubmit: (event: SubmitEvent) => {
          if ((event.submitter as HTMLButtonElement).value !== 'yes') return;
          chosen(new Date(field.value).getTime());
        },
      },
      h('h2', {}, acts.snoozeUntil),
      h('div', { class: 'field' }, h('label', { for: 'snooze-date' }, acts.dateLabel), field),
      h(
        'div',
        { class: 'dialog-buttons' },
        h('button', { class: 'button', value: 'no', formnovalidate: true }, cancel),
        h('button', { class: 'button primary', value: 'yes' }, acts.snoozeDo),
      ),
    ),
    acts.snoozeUntil,
  );
  dialog.addEventListener('toggle', () => field.focus());
}
