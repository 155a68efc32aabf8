// One thing said, so that customer, bot, operator and note are told apart at a glance, and what became of it.
import type { Author } from '../../../model/desk.ts';
import { plain } from '../../../model/rich-text.ts';
import type { DeliveryState } from '../../../model/store.ts';
import type { Entry } from '../wire.ts';
import { avatar, botAvatar } from './avatar.ts';
import { bubbleTools, type EntryActs } from './bubble-tools.ts';
import { h, type Child } from './dom.ts';
import { fileView } from './file-view.ts';
import { icon, type IconName } from './icons.ts';
import type { Outbox, Pending } from './outbox.ts';
import { problemText } from './problem-text.ts';
import { richView } from './rich-view.ts';
import type { Text } from './text.ts';
import { hour, moment } from './time.ts';

const DELIVERY_ICONS: Readonly<Record<DeliveryState, IconName>> = {
  pending: 'clock',
  sent: 'check',
  failed: 'alert',
  withheld: 'pause',
};

export interface BubbleParts {
  /** Leaves out the name and picture: the same person spoke just before. */
  readonly follows: boolean;
  readonly customerName: string;
  readonly text: Text;
}

export function bubble(
  entry: Entry,
  acts: EntryActs,
  { follows, customerName, text }: BubbleParts,
): HTMLElement {
  const { author, delivery, quoted, state, ref } = entry;
  const removed = state === 'removed';
  return frame({
    kind: author.kind,
    follows,
    head: follows ? undefined : headOf(author, customerName, text),
    picture: follows ? undefined : pictureOf(author, customerName, text),
    body: removed
      ? [h('p', { class: 'removed-words' }, icon('trash'), text.removed)]
      : [
          quoted &&
            quoteView(
              quoted.text,
              text,
              quoted.ref === undefined ? undefined : () => acts.show(quoted.ref ?? ''),
            ),
          ...richView(entry.text),
          ...filesOf(entry.files, text),
        ],
    foot: [
      h('time', { title: moment(entry.at, text) }, hour(entry.at, text)),
      state === 'edited' && h('span', { class: 'edited' }, text.edited),
      !removed &&
        delivery &&
        author.kind !== 'customer' &&
        author.kind !== 'note' &&
        deliveryMark(delivery, text),
    ],
    tools: removed ? undefined : bubbleTools(entry, acts, text),
    state: delivery,
    ref,
    removed,
  });
}

export function pendingBubble(pending: Pending, follows: boolean, outbox: Outbox, text: Text): HTMLElement {
  const { key, kind, state, problem, quoted } = pending;
  const author: Author = { kind: kind === 'note' ? 'note' : 'operator', operator: pending.operator };
  const waits = state === 'retrying' ? text.retrying : text.delivery.pending;
  return frame({
    kind: author.kind,
    follows,
    head: follows ? undefined : headOf(author, '', text),
    picture: follows ? undefined : pictureOf(author, '', text),
    body: [
      quoted && quoteView(quoted.text, text),
      ...richView(plain(pending.text)),
      ...filesOf(pending.files, text),
    ],
    foot:
      state === 'refused'
        ? [
            h(
              'span',
              { class: 'delivery failed' },
              icon('alert'),
              problem ? problemText(problem, text) : text.delivery.failed,
            ),
            h('button', { type: 'button', class: 'link', onclick: () => outbox.retry(key) }, text.tryAgain),
            h('button', { type: 'button', class: 'link', onclick: () => outbox.discard(key) }, text.discard),
          ]
        : [h('span', { class: 'delivery pending' }, icon('clock'), waits)],
    state: state === 'refused' ? 'failed' : 'pending',
  });
}

interface Frame {
  readonly kind: Entry['author']['kind'];
  readonly follows: boolean;
  readonly head?: HTMLElement | undefined;
  readonly picture?: HTMLElement | undefined;
  readonly body: readonly Child[];
  readonly foot: readonly Child[];
  readonly tools?: HTMLElement | undefined;
  readonly state?: DeliveryState | undefined;
  readonly ref?: string | undefined;
  readonly removed?: boolean;
}

function frame({ kind, follows, head, picture, body, foot, tools, state, ref, removed }: Frame): HTMLElement {
  return h(
    'article',
    {
      class: `entry ${kind}${follows ? ' follows' : ''}${removed ? ' removed' : ''}`,
      'data-delivery': removed ? undefined : state,
      'data-ref': ref,
    },
    picture,
    h(
      'div',
      { class: 'bubble-column' },
      head,
      h('div', { class: 'bubble-line' }, h('div', { class: 'bubble' }, ...body.filter(Boolean)), tools),
      h('p', { class: 'foot' }, ...foot),
    ),
  );
}

/** What is answered; a press leads to it where it is known. */
function quoteView(words: string, text: Text, lead?: () => void): HTMLElement {
  if (!lead) return h('blockquote', { class: 'quoted' }, words);
  return h('button', { type: 'button', class: 'quoted', title: text.showQuoted, onclick: lead }, words);
}

function headOf(author: Author, customerName: string, text: Text): HTMLElement {
  switch (author.kind) {
    case 'customer':
      return h('p', { class: 'speaker' }, author.name ?? nameOr(customerName, text));
    case 'bot':
      return h('p', { class: 'speaker' }, text.bot);
    case 'operator':
      return h('p', { class: 'speaker' }, author.operator.name);
    case 'note':
      return h('p', { class: 'speaker' }, icon('lock'), text.noteBy(author.operator.name));
  }
}

function pictureOf(author: Author, customerName: string, text: Text): HTMLElement {
  switch (author.kind) {
    case 'customer':
      return avatar(author.name ?? nameOr(customerName, text), 'small');
    case 'bot':
      return botAvatar();
    case 'operator':
    case 'note':
      return avatar(author.operator.name, 'small');
  }
}

function nameOr(name: string, text: Text): string {
  return name === '' ? text.nameless : name;
}

function filesOf(files: Entry['files'], text: Text): Child[] {
  if (files.length === 0) return [];
  return [h('div', { class: 'thumbs' }, ...files.map((file) => fileView(file, text)))];
}

function deliveryMark(state: DeliveryState, text: Text): HTMLElement {
  const words = text.delivery[state];
  return h(
    'span',
    { class: `delivery ${state}`, title: words },
    icon(DELIVERY_ICONS[state]),
    h('span', { class: state === 'sent' ? 'visually-hidden' : '' }, words),
  );
}
