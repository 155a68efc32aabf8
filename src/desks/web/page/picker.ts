// The window of ready words: macros and articles, sought as one types, read before they go out, put into the box or sent.
import { toPlainText, type RichText } from '../../../model/rich-text.ts';
import { ApiError } from './api.ts';
import type { Desk } from './desk.ts';
import { openDialog } from './dialogs.ts';
import { h, setAttribute, showList } from './dom.ts';
import { icon } from './icons.ts';
import { problemText } from './problem-text.ts';
import { richView } from './rich-view.ts';
import type { Text } from './text.ts';

/** With `article` that one is sought by its title and read at once. */
export type PickerTab = 'macros' | 'articles' | { readonly article: string; readonly title: string };

export interface PickerParts {
  readonly desk: Desk;
  readonly ticket: string;
  readonly text: Text;
  readonly insert: (words: string) => void;
  /** Two strokes were typed: it is to be a note. */
  readonly note: () => void;
}

interface Found {
  readonly id: string;
  readonly title: string;
  readonly words: RichText;
}

const SEARCH_DELAY_MS = 150;

export function openPicker(tab: PickerTab, { desk, ticket, text, insert, note }: PickerParts): void {
  const words = text.picker;
  let kind: 'macros' | 'articles' = tab === 'macros' ? 'macros' : 'articles';
  let found: readonly Found[] = [];
  let at = 0;
  let typing: number | undefined;

  const tabs = (['macros', 'articles'] as const).map((one) =>
    h('button', { type: 'button', class: 'mode', 'data-tab': one, onclick: () => turnTo(one) }, words[one]),
  );
  const input = h('input', {
    type: 'text',
    class: 'palette-input',
    autocomplete: 'off',
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-controls': 'picker-list',
    value: typeof tab === 'object' ? tab.title : '',
    oninput: typed,
  });
  const list = h('ul', { class: 'palette-list', role: 'listbox', id: 'picker-list' });
  const preview = h('div', { class: 'picker-preview', 'aria-live': 'polite' });
  const empty = h('p', { class: 'palette-empty', role: 'status' });
  const use = h(
    'button',
    { type: 'button', class: 'button', onclick: () => insertIt() },
    words.insert,
    h('kbd', {}, 'Enter'),
  );
  const send = h(
    'button',
    { type: 'button', class: 'button primary', onclick: () => sendIt() },
    words.send,
    icon('send'),
  );
  const dialog = openDialog(
    h(
      'div',
      { class: 'palette-body' },
      h('div', { class: 'modes', role: 'group', 'aria-label': words.title }, ...tabs),
      input,
      h('div', { class: 'picker-columns' }, h('div', { class: 'picker-side' }, list, empty), preview),
      h('div', { class: 'picker-bar' }, h('span', { class: 'keys-hint' }, words.keys), use, send),
    ),
    words.title,
    'picker',
  );
  dialog.addEventListener('keydown', pressed);
  turnTo(kind);

  function turnTo(one: 'macros' | 'articles'): void {
    kind = one;
    for (const each of tabs) setAttribute(each, 'aria-pressed', String(each.dataset['tab'] === one));
    input.placeholder = words.search[one];
    input.setAttribute('aria-label', words.search[one]);
    input.focus();
    void look();
  }

  function typed(): void {
    if (input.value === '/') {
      dialog.close();
      note();
      return;
    }
    clearTimeout(typing);
    typing = setTimeout(() => void look(), SEARCH_DELAY_MS);
  }

  async function look(): Promise<void> {
    const asked = { kind, sought: input.value.trim() };
    try {
      const answer = await fetchFound(asked.kind, asked.sought);
      if (asked.kind !== kind || asked.sought !== input.value.trim()) return;
      found = answer;
      at = Math.max(
        0,
        found.findIndex(({ id }) => typeof tab === 'object' && id === tab.article),
      );
      empty.textContent = found.length === 0 ? words.nothing[kind] : '';
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      found = [];
      empty.textContent = problemText(error, text);
    }
    show();
  }

  async function fetchFound(which: 'macros' | 'articles', sought: string): Promise<readonly Found[]> {
    if (which === 'macros') {
      const { macros } = await desk.api.macros(ticket, sought);
      return macros.map(({ id, title, preview: ready }) => ({ id, title, words: ready }));
    }
    const { articles } = await desk.api.articles(ticket, sought);
    return articles.map(({ article, title, text: ready }) => ({ id: article, title, words: ready }));
  }

  function pressed(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      at = (at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length);
      show();
    }
    if (event.key === 'Tab' && event.target === input && !event.shiftKey) {
      event.preventDefault();
      turnTo(kind === 'macros' ? 'articles' : 'macros');
    }
    if (event.key === 'Backspace' && event.target === input && input.value === '') dialog.close();
    if (event.key !== 'Enter' || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      sendIt();
    } else if (event.target === input) {
      event.preventDefault();
      insertIt();
    }
  }

  function insertIt(): void {
    const one = found[at];
    if (!one) return;
    dialog.close();
    insert(toPlainText(one.words));
  }

  function sendIt(): void {
    const one = found[at];
    if (!one) return;
    dialog.close();
    desk.act(kind === 'macros' ? { kind: 'macro', macro: one.id } : { kind: 'answer', article: one.id });
  }

  function show(): void {
    showList(list, found, {
      key: ({ id }) => id,
      print: (one) => JSON.stringify([one.title, found.indexOf(one) === at]),
      make: (one) =>
        h(
          'li',
          {
            id: `picker-${one.id}`,
            class: 'palette-option',
            role: 'option',
            'aria-selected': String(found.indexOf(one) === at),
            onclick: () => {
              at = found.findIndex(({ id }) => id === one.id);
              show();
            },
          },
          h('span', { class: 'palette-label' }, one.title),
        ),
    });
    const one = found[at];
    setAttribute(input, 'aria-activedescendant', one && `picker-${one.id}`);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
    preview.replaceChildren(...(one ? richView(one.words) : []));
    use.disabled = !one;
    send.disabled = !one;
  }
}
