// Above the conversation: who it is and how the request stands, what can be done with it, and what to beware of.
import type { Board, TicketDetail } from '../wire.ts';
import { ACT_ICONS, ACT_KEYS, type Acts } from './acts.ts';
import { avatar } from './avatar.ts';
import type { Desk } from './desk.ts';
import { h, present, showList, type Child } from './dom.ts';
import { icon } from './icons.ts';
import { clockMark, priorityMark, queueMark, statusMark } from './marks.ts';
import type { ActName, Text } from './text.ts';
import { soon } from './time.ts';

export interface ConversationHead {
  readonly element: HTMLElement;
  update(detail: TicketDetail): void;
}

/** With words on the button. */
const CHIEF: readonly ActName[] = ['take', 'close', 'reopen'];
/** With a sign alone, where there is room. */
const HANDY: readonly ActName[] = ['assign', 'priority', 'snooze'];

export function conversationHead(desk: Desk, text: Text, acts: Acts): ConversationHead {
  const people = h('div', { class: 'head-people' });
  const handy = h('div', { class: 'head-handy' });
  const moves = h('div', { class: 'head-moves' });
  const warnings = h('div', { class: 'warnings' });
  const back = iconButton('back', text.back, () => desk.select(undefined), 'back');
  const details = iconButton('info', text.details, () => desk.showPanel(!desk.state.panel), 'panel-switch');
  details.setAttribute('aria-controls', 'panel');
  const more = iconButton('more', text.acts.all, acts.all, 'more');
  more.title = `${text.acts.all} (.)`;
  const element = h(
    'div',
    { class: 'head-area' },
    h('header', { class: 'head' }, back, people, handy, moves, more, details),
    warnings,
  );

  return {
    element,
    update(detail) {
      const { busy, panel, board } = desk.state;
      showList(people, [detail], {
        key: ({ row }) => row.id,
        print: ({ row, statusLabel }) =>
          JSON.stringify([
            { ...row, last: 0, newsAt: 0, changedAt: 0 },
            statusLabel,
            minute(),
            board?.queues,
          ]),
        make: (one) => peopleView(one, board, text),
      });
      const show = (parent: HTMLElement, names: readonly ActName[], bare: boolean): void =>
        showList(parent, names.filter(acts.allowed), {
          key: (name) => name,
          print: (name) => `${name} ${busy ?? ''}`,
          make: (name) => actButton(name, bare, busy),
        });
      show(handy, HANDY, true);
      show(moves, CHIEF, false);
      showList(warnings, warningsOf(detail, text, desk, acts), {
        key: ({ id }) => id,
        print: ({ id, words }) => id + words,
        make: ({ words, tone, more: button }) =>
          h('p', { class: `warning ${tone}` }, h('span', {}, words), button),
      });
      details.setAttribute('aria-expanded', String(panel));
    },
  };

  function actButton(name: ActName, bare: boolean, busy: string | undefined): HTMLElement {
    const key = ACT_KEYS[name];
    const label = text.acts[name];
    const isFirst = name === 'take';
    const look = bare ? 'icon-button' : `button${isFirst ? ' primary' : ''}`;
    return h(
      'button',
      {
        type: 'button',
        class: `${look}${busy === name ? ' busy' : ''}`,
        'data-move': name,
        disabled: busy !== undefined && !bare,
        'aria-label': bare ? label : undefined,
        title: key === undefined ? label : `${label} (${key})`,
        onclick: () => acts.run(name),
      },
      icon(ACT_ICONS[name]),
      !bare && h('span', {}, text.acts.short[name] ?? label),
    );
  }

  function iconButton(
    sign: Parameters<typeof icon>[0],
    label: string,
    run: () => void,
    kind: string,
  ): HTMLElement {
    return h(
      'button',
      { type: 'button', class: `icon-button ${kind}`, 'aria-label': label, title: label, onclick: run },
      icon(sign),
    );
  }
}

interface Warning {
  readonly id: string;
  readonly words: string;
  readonly tone: 'bad' | 'calm';
  readonly more?: Child;
}

function warningsOf(detail: TicketDetail, text: Text, desk: Desk, acts: Acts): readonly Warning[] {
  const { row, blocked } = detail;
  const list: Warning[] = [];
  if (row.unreachable) list.push({ id: 'unreachable', words: text.unreachable, tone: 'bad' });
  if (blocked) {
    const more = h(
      'button',
      { type: 'button', class: 'link', onclick: () => acts.run('unblock') },
      text.acts.unblock,
    );
    list.push({ id: 'blocked', words: text.blocked, tone: 'bad', more });
  }
  if (row.snoozedUntil !== undefined && row.snoozedUntil > Date.now()) {
    const words = text.asleep(soon(row.snoozedUntil, Date.now(), text));
    const more = h(
      'button',
      { type: 'button', class: 'link', onclick: () => acts.run('wake') },
      text.acts.wake,
    );
    list.push({ id: 'snoozed', words, tone: 'calm', more });
  }
  if (row.assignee && row.assignee.id !== desk.operator.id && row.status !== 'closed') {
    list.push({ id: 'held', words: text.heldBy(row.assignee.name), tone: 'calm' });
  }
  return list;
}

function peopleView({ row, statusLabel }: TicketDetail, board: Board | undefined, text: Text): HTMLElement {
  const name = row.customerName === '' ? text.nameless : row.customerName;
  return h(
    'div',
    { class: 'who' },
    avatar(name),
    h(
      'div',
      { class: 'who-words' },
      h('h2', {}, name),
      h(
        'p',
        {},
        ...present([
          h('span', { class: 'who-number' }, `#${row.number}`),
          statusMark(row.status, text, statusLabel),
          clockMark(row, Date.now(), text),
          priorityMark(row.priority, text),
          queueMark(row, board, text),
          h('span', { class: 'who-subject', title: row.subject }, row.subject),
        ]),
      ),
    ),
  );
}

function minute(): number {
  return Math.floor(Date.now() / 60_000);
}
