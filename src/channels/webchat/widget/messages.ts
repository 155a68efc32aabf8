// The list of messages: what has been said in order, then what is still on its way, then the typing sign.
import type { Locale } from '../../../model/locale.ts';
import { toPlainText } from '../../../model/rich-text.ts';
import { attachmentView } from './attachments.ts';
import { h } from './dom.ts';
import type { Activity } from './direct-line.ts';
import { formatted, unformatted } from './formatted.ts';
import { parseMarkdown } from './markdown.ts';
import { createRows, type Row } from './row.ts';
import type { Words } from './words.ts';

export interface Messages {
  readonly element: HTMLElement;
  /** True when it is new, said by our side. */
  show(activity: Activity): boolean;
  /** A message of the customer's that the server has not yet taken. */
  showUnsent(id: string, text: string, files: readonly File[], at: Date): void;
  /** `undefined` clears the note under it. */
  note(id: string, text: string | undefined, failed?: boolean): void;
  typing(active: boolean): void;
  /** Who spoke last on our side. */
  lastSpeaker(): 'bot' | 'system' | 'operator' | undefined;
  clear(): void;
  toEnd(): void;
  /** Whether a screen reader reads out what is added. */
  announce(active: boolean): void;
}

export function createMessages(
  locale: Locale,
  words: Words,
  deps: { fileUrl(url: string): string; choose(label: string, value: string): void },
): Messages {
  const said = h('div', { class: 'said' });
  const unsent = h('div', { class: 'said' });
  const dots = h('div', { class: 'typing', hidden: true }, h('i'), h('i'), h('i'));
  const typingWords = h('span', { class: 'sr', role: 'status' });
  const list = h('div', { role: 'log', 'aria-live': 'polite', 'aria-label': words.log }, said, unsent);
  const content = h('div', {}, list, dots, typingWords);
  const element = h('div', { class: 'messages', tabindex: '0' }, content);
  const mine = new Map<string, Row>();
  /** What the server has, by its ids, to be quoted and changed. */
  const known = new Map<string, Row>();
  const rows = createRows(locale, words);
  let day = '';
  let lastName = '';
  let speaker: ReturnType<Messages['lastSpeaker']>;

  // Whoever reads at the end stays at the end, also when a photo loads late or the keyboard comes up.
  let follow = true;
  const toEnd = (): void => {
    follow = true;
    element.scrollTop = element.scrollHeight;
  };
  // Only a hand that moves the list up ends that: layout moves it too, and a pressed button is no wish to stay.
  let touched = 0;
  let top = 0;
  for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    const onTouch = ({ target }: Event): void => {
      if (!(target instanceof Element && target.closest('button'))) touched = Date.now();
    };
    element.addEventListener(kind, onTouch, { passive: true });
  }
  element.onscroll = () => {
    const up = element.scrollTop < top;
    top = element.scrollTop;
    if (element.scrollHeight - top - element.clientHeight < 100) follow = true;
    else if (up && Date.now() - touched < 1000) follow = false;
  };
  // A long answer is read from its beginning: it comes to rest with its first line in view.
  let latest: HTMLElement | undefined;
  const onward = (): void => {
    const end = element.scrollHeight - element.clientHeight;
    const start = latest === undefined ? end : element.scrollTop + distance(element, latest) - 12;
    element.scrollTop = Math.max(element.scrollTop, Math.min(end, start));
  };
  const watcher = new ResizeObserver(() => {
    if (follow) onward();
  });
  watcher.observe(content);
  watcher.observe(element);

  const dropChoices = (): void => said.querySelector('.choices')?.remove();

  const addDay = (at: Date): void => {
    const label = dayLabel(at, locale, words);
    if (label === day) return;
    day = label;
    lastName = '';
    said.append(h('div', { class: 'day' }, h('span', {}, label)));
  };

  const filesOf = (activity: Activity): readonly Node[] =>
    (activity.attachments ?? []).map((file) =>
      attachmentView(deps.fileUrl(file.contentUrl), file.contentType, file.name ?? words.file, words),
    );
  const plainOf = (activity: Activity, text: string): string =>
    text.trim() === '' ? (activity.attachments?.[0]?.name ?? words.file) : text;
  const quotedBy = ({ replyToId = '' }: Activity): string | undefined => known.get(replyToId)?.plain;

  const addMine = (activity: Activity): Row => {
    const id = activity.channelData?.clientActivityID ?? activity.id;
    const waiting = mine.get(id);
    const at = new Date(activity.timestamp);
    addDay(at);
    lastName = '';
    if (waiting !== undefined) {
      waiting.element.classList.remove('pending', 'failed');
      waiting.element.querySelector('.note')?.remove();
      said.append(waiting.element);
      return waiting;
    }
    const made = rows.make({
      kind: 'mine',
      who: h('span', { class: 'sr' }, `${words.you}: `),
      quoted: quotedBy(activity),
      text: activity.text ? unformatted(activity.text) : [],
      files: filesOf(activity),
      plain: plainOf(activity, activity.text ?? ''),
      at,
      edited: false,
    });
    mine.set(id, made);
    said.append(made.element);
    return made;
  };

  const wordsOf = ({ text = '', textFormat }: Activity): { nodes: readonly Node[]; plain: string } => {
    if (textFormat === 'plain') return { nodes: unformatted(text), plain: text };
    const rich = parseMarkdown(text);
    return { nodes: formatted(rich), plain: toPlainText(rich) };
  };

  const addTheirs = (activity: Activity): Row => {
    const kind = activity.channelData?.speaker?.kind ?? 'bot';
    // a person has a name; the program is called what it is, so that nobody takes it for one
    const name = kind === 'operator' ? (activity.from.name ?? words.operator) : words.bot;
    const at = new Date(activity.timestamp);
    addDay(at);
    speaker = kind;
    const label = kind === 'operator' ? `${name} · ${words.operator.toLowerCase()}` : name;
    const first = label !== lastName;
    lastName = label;
    const { nodes, plain } = wordsOf(activity);
    const made = rows.make({
      kind: `theirs ${kind}`,
      who: h('div', { class: first ? 'who' : 'sr' }, label),
      quoted: quotedBy(activity),
      text: nodes,
      files: filesOf(activity),
      plain: plainOf(activity, plain),
      at,
      edited: activity.channelData?.edited !== undefined,
    });
    latest = made.element;
    said.append(latest);
    const choices = activity.suggestedActions?.actions ?? [];
    if (choices.length > 0) said.append(choiceRow(choices));
    return made;
  };

  /** One that is removed before it has ever been shown leaves an empty place, as it does for those who saw it. */
  const change = (activity: Activity): void => {
    const removed = activity.type === 'messageDelete';
    const row = known.get(activity.id) ?? (removed ? addTheirs({ ...activity, text: '' }) : undefined);
    if (row === undefined) return;
    const next = row.element.nextElementSibling;
    if (removed && next?.classList.contains('choices')) next.remove();
    const { nodes, plain } = wordsOf(activity);
    known.set(activity.id, removed ? rows.empty(row) : rows.change(row, nodes, plain));
  };

  const choiceRow = (choices: readonly { title: string; value: string }[]): HTMLElement =>
    h(
      'div',
      { class: 'choices', role: 'group', 'aria-label': words.choices },
      ...choices.map(({ title, value }) => {
        const button = h('button', { type: 'button', class: 'choice' }, title);
        button.onclick = () => deps.choose(title, value);
        return button;
      }),
    );

  return {
    element,
    show(activity) {
      const own = activity.from.role === 'user';
      if (!own && CHANGES.has(activity.type)) change(activity);
      if (activity.type !== 'message' || known.has(activity.id)) return false;
      dropChoices();
      known.set(activity.id, own ? addMine(activity) : addTheirs(activity));
      return !own;
    },
    showUnsent(id, text, files, at) {
      if (mine.has(id)) return;
      latest = undefined;
      dropChoices();
      const previews = files.map((file) =>
        attachmentView(URL.createObjectURL(file), file.type, file.name, words),
      );
      const made = rows.make({
        kind: 'mine pending',
        who: h('span', { class: 'sr' }, `${words.you}: `),
        text: text === '' ? [] : unformatted(text),
        files: previews,
        plain: text === '' ? (files[0]?.name ?? words.file) : text,
        at,
        edited: false,
      });
      mine.set(id, made);
      unsent.append(made.element);
      toEnd();
    },
    note(id, text, failed = false) {
      const bubble = mine.get(id)?.element;
      if (bubble === undefined) return;
      bubble.querySelector('.note')?.remove();
      bubble.classList.toggle('failed', failed);
      if (text !== undefined) bubble.append(h('div', { class: 'note' }, text));
    },
    typing(active) {
      dots.hidden = !active;
      typingWords.textContent = active ? words.typing : '';
    },
    lastSpeaker: () => speaker,
    clear() {
      said.replaceChildren();
      known.clear();
      latest = undefined;
      day = '';
      lastName = '';
      speaker = undefined;
    },
    toEnd,
    announce: (active) => list.setAttribute('aria-live', active ? 'polite' : 'off'),
  };
}

const CHANGES = new Set(['messageUpdate', 'messageDelete']);

/** How far below the upper edge of `list` that of `inner` is (px). */
function distance(list: HTMLElement, inner: HTMLElement): number {
  return inner.getBoundingClientRect().top - list.getBoundingClientRect().top;
}

function dayLabel(at: Date, locale: Locale, words: Words): string {
  const start = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);
  const days = Math.round((start(new Date()) - start(at)) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }).format(at);
}
