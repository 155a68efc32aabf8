// One request in the list: who, what about, the last words, and what makes it stand out.
import type { TicketRow } from '../wire.ts';
import { channelAvatar } from './avatar.ts';
import type { Desk } from './desk.ts';
import { h, present } from './dom.ts';
import { lastWords } from './last-words.ts';
import { assigneeMark, priorityMark, rowMarks, statusMark } from './marks.ts';
import type { Text } from './text.ts';
import { age, moment } from './time.ts';

/** Everything that the row shows; the ages are rounded to the minute. */
export function rowPrint(desk: Desk, row: TicketRow): string {
  return JSON.stringify([
    row,
    row.id === desk.state.selected,
    desk.seen.unread(row),
    desk.state.board?.queues,
    Math.floor(Date.now() / 60_000),
  ]);
}

export function rowView(desk: Desk, row: TicketRow, text: Text): HTMLElement {
  const now = Date.now();
  const unread = desk.seen.unread(row);
  const name = row.customerName === '' ? text.nameless : row.customerName;
  const classes = ['row', unread && 'unread', row.late && row.status !== 'closed' && 'late'];
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: classes.filter(Boolean).join(' '),
        'data-ticket': row.id,
        'aria-current': row.id === desk.state.selected ? 'true' : undefined,
        onclick: () => desk.select(row.id),
      },
      channelAvatar(name, row.channel),
      h(
        'span',
        { class: 'row-body' },
        h(
          'span',
          { class: 'row-top' },
          h('span', { class: 'row-name' }, name),
          unread && h('span', { class: 'dot', role: 'img', 'aria-label': text.unread }),
          h('span', { class: 'row-number' }, `#${row.number}`),
          h('time', { class: 'row-age', title: moment(row.changedAt, text) }, age(row.changedAt, now, text)),
        ),
        h('span', { class: 'row-subject' }, row.subject),
        row.last &&
          h('span', { class: 'row-last' }, ...present([speaker(row, text), lastWords(row.last, text)])),
        h(
          'span',
          { class: 'row-marks' },
          h(
            'span',
            { class: 'row-chips' },
            ...present([
              // what is open and waits for us is the usual case
              row.status !== 'open' && statusMark(row.status, text),
              priorityMark(row.priority, text),
              ...rowMarks(row, desk.state.board, now, text),
            ]),
          ),
          assigneeMark(row.assignee, desk.operator.id, text),
        ),
      ),
    ),
  );
}

function speaker(row: TicketRow, text: Text): HTMLElement | undefined {
  switch (row.last?.by) {
    case 'bot':
      return h('span', { class: 'row-by' }, `${text.bot}: `);
    case 'operator':
      return h('span', { class: 'row-by' }, '↩ ');
    case 'note':
      return h('span', { class: 'row-by note' }, `${text.note}: `);
    case 'customer':
    case undefined:
      return undefined;
  }
}
