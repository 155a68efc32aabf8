// The case at a glance: who has it, what the bot collected, what it tried, photos.
import type { TicketDetail } from '../wire.ts';
import { h } from './dom.ts';
import { fileView } from './file-view.ts';
import type { Text } from './text.ts';
import { moment } from './time.ts';

export function cardView(
  { row, lines, tried, files }: TicketDetail,
  operatorId: string,
  text: Text,
): HTMLElement {
  const holder = row.assignee?.id === operatorId ? text.you : row.assignee?.name;
  return h(
    'div',
    { class: 'card-body' },
    h(
      'section',
      { class: 'card-part' },
      h('p', { class: 'card-subject' }, row.subject),
      h(
        'dl',
        { class: 'card-lines' },
        line(text.holder, holder ?? text.unassigned),
        line(text.openedAt, moment(row.openedAt, text)),
        row.queue !== undefined && line(text.narrow.queue, row.queue),
      ),
    ),
    lines.length > 0 &&
      h(
        'section',
        { class: 'card-part' },
        h('h3', {}, text.collected),
        h('dl', { class: 'card-lines' }, ...lines.map(({ label, value }) => line(label, value))),
      ),
    files.length > 0 &&
      h(
        'section',
        { class: 'card-part' },
        h('h3', {}, text.files),
        h('div', { class: 'thumbs' }, ...files.map((file) => fileView(file, text))),
      ),
    tried.length > 0 &&
      h(
        'section',
        { class: 'card-part' },
        h('h3', {}, text.tried),
        h(
          'ol',
          { class: 'card-tried' },
          ...tried.map(({ question, answer }) =>
            h(
              'li',
              {},
              h('span', { class: 'tried-question' }, question),
              h(
                'span',
                { class: answer === undefined ? 'tried-answer none' : 'tried-answer' },
                answer ?? text.noAnswer,
              ),
            ),
          ),
        ),
      ),
  );
}

function line(label: string, value: string): HTMLElement {
  return h('div', {}, h('dt', {}, label), h('dd', {}, value));
}
