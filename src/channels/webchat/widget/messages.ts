// The list of messages: what has been said in order, then what is still on its way, then the typing sign.
import type { Locale } from '../../../model/locale.ts';
import { attachmentView } from './attachments.ts';
import { h } from './dom.ts';
import type { Activity } from './direct-line.ts';
import { formatted, unformatted } from './formatted.ts';
import { parseMarkdown } from './markdown.ts';
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
  const shown = new Set<string>();
  const mine = new Map<string, HTMLElement>();
  let day = '';
  let lastName = '';
  let speaker: ReturnType<Messages['lastSpeaker']>;

  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

  // Whoever reads at the end stays at the end, also when a photo loads late or the keyboard comes up.
  let follow = true;
  const toEnd = (): void => {
    follow = true;
    element.scrollTop = element.scrollHeight;
  };
  // Only a hand on the list ends that: layout moves it too, and those moves mean nothing.
  let touched = 0;
  for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    element.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  element.onscroll = () => {
    if (element.scrollHeight - element.scrollTop - element.clientHeight < 100) follow = true;
    else if (Date.now() - touched < 1000) follow = false;
  };
  const watcher = new ResizeObserver(() => {
    if (follow) toEnd();
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

  const addMine = (activity: Activity): void => {
    const id = activity.channelData?.clientActivityID ?? activity.id;
    const known = mine.get(id);
    const at = new Date(activity.timestamp);
    addDay(at);
    lastName = '';
    if (known !== undefined) {
      known.classList.remove('pending', 'failed');
      known.querySelector('.note')?.remove();
      said.append(known);
      return;
    }
    const files = (activity.attachments ?? []).map((file) =>
      attachmentView(deps.fileUrl(file.contentUrl), file.contentType, file.name ?? words.file, words),
    );
    const bubble = row(
      'mine',
      h('span', { class: 'sr' }, `${words.you}: `),
      [...files, ...(activity.text ? unformatted(activity.text) : [])],
      time,
      at,
    );
    mine.set(id, bubble);
    said.append(bubble);
  };

  const addTheirs = (activity: Activity): void => {
    const kind = activity.channelData?.speaker?.kind ?? 'bot';
    const name = activity.from.name ?? (kind === 'operator' ? words.operator : words.bot);
    const at = new Date(activity.timestamp);
    addDay(at);
    speaker = kind;
    const text = activity.text ?? '';
    const content = [
      ...(activity.textFormat === 'plain' ? unformatted(text) : formatted(parseMarkdown(text))),
      ...(activity.attachments ?? []).map((file) =>
        attachmentView(deps.fileUrl(file.contentUrl), file.contentType, file.name ?? words.file, words),
      ),
    ];
    const label = kind === 'operator' ? `${name} · ${words.operator.toLowerCase()}` : name;
    const first = label !== lastName;
    lastName = label;
    const who = h('div', { class: first ? 'who' : 'sr' }, label);
    said.append(row(`theirs ${kind}`, who, content, time, at));
    const choices = activity.suggestedActions?.actions ?? [];
    if (choices.length > 0) said.append(choiceRow(choices));
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
      if (activity.type !== 'message' || shown.has(activity.id)) return false;
      shown.add(activity.id);
      const own = activity.from.role === 'user';
      dropChoices();
      if (own) addMine(activity);
      else addTheirs(activity);
      return !own;
    },
    showUnsent(id, text, files, at) {
      if (mine.has(id)) return;
      dropChoices();
      const previews = files.map((file) =>
        attachmentView(URL.createObjectURL(file), file.type, file.name, words),
      );
      const bubble = row(
        'mine pending',
        h('span', { class: 'sr' }, `${words.you}: `),
        [...previews, ...(text === '' ? [] : unformatted(text))],
        time,
        at,
      );
      mine.set(id, bubble);
      unsent.append(bubble);
      toEnd();
    },
    note(id, text, failed = false) {
      const bubble = mine.get(id);
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
      shown.clear();
      day = '';
      lastName = '';
      speaker = undefined;
    },
    toEnd,
    announce: (active) => list.setAttribute('aria-live', active ? 'polite' : 'off'),
  };
}

function row(
  kind: string,
  before: Node,
  content: readonly Node[],
  time: Intl.DateTimeFormat,
  at: Date,
): HTMLElement {
  const stamp = h('time', { datetime: at.toISOString() }, time.format(at));
  return h('div', { class: `row ${kind}` }, before, h('div', { class: 'bubble' }, ...content, stamp));
}

function dayLabel(at: Date, locale: Locale, words: Words): string {
  const start = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);
  const days = Math.round((start(new Date()) - start(at)) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }).format(at);
}
