// The whole page of a signed-in operator, put together from its two sides, and the address that says what is open.
import { confirmDialog, helpDialog } from './dialogs.ts';
import { avatar } from './avatar.ts';
import { brand } from './brand.ts';
import { conversationView } from './conversation-view.ts';
import type { Desk } from './desk.ts';
import { h } from './dom.ts';
import type { Drafts } from './drafts.ts';
import { icon } from './icons.ts';
import { listenToKeys } from './keys.ts';
import { listView, shownRows } from './list-view.ts';
import type { Text } from './text.ts';
import type { Toasts } from './toasts.ts';

export interface DeskViewParts {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly text: Text;
  readonly toasts: Toasts;
  readonly languages: HTMLElement;
  readonly signOut: () => void;
}

/** Returns the page and the way to take it down again. */
export function deskView(parts: DeskViewParts): { element: HTMLElement; stop: () => void } {
  const { desk, drafts, text, toasts, languages, signOut } = parts;
  const list = listView(desk, text);
  const conversation = conversationView({
    desk,
    drafts,
    text,
    warn: (words) => toasts.show(words, 'problem'),
    askToClose,
  });
  const showHelp = (): void => helpDialog(text);
  const top = h(
    'header',
    { class: 'top' },
    brand('small'),
    h('span', { class: 'top-gap' }),
    languages,
    h(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': text.help, title: text.help, onclick: showHelp },
      icon('help'),
    ),
    h('span', { class: 'me', title: desk.operator.name }, avatar(desk.operator.name, 'small')),
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': text.signOut,
        title: text.signOut,
        onclick: signOut,
      },
      icon('leave'),
    ),
  );
  const element = h(
    'div',
    { class: 'desk' },
    h('div', { class: 'left' }, top, list.element),
    conversation.element,
  );

  function askToClose(): void {
    const { detail } = desk.state;
    if (!detail?.actions.includes('close')) return;
    const { number } = detail.row;
    confirmDialog(
      {
        title: text.closeQuestion(number),
        explained: text.closeExplained,
        yes: text.moves.close,
        no: text.cancel,
      },
      () => desk.move('close'),
    );
  }

  function step(by: 1 | -1): void {
    const rows = shownRows(desk) ?? [];
    const at = rows.findIndex((row) => row.id === desk.state.selected);
    const next = rows[at === -1 ? 0 : at + by];
    if (!next) return;
    desk.select(next.id);
    list.element
      .querySelector(`[data-ticket="${CSS.escape(next.id)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }

  const write = (kind: 'reply' | 'note'): void => {
    if (desk.state.detail && desk.state.detail.row.status !== 'closed') conversation.composer.focus(kind);
  };
  const stopKeys = listenToKeys({
    next: () => step(1),
    previous: () => step(-1),
    reply: () => write('reply'),
    note: () => write('note'),
    take: () => desk.state.detail?.actions.includes('take') && desk.move('take'),
    close: askToClose,
    search: () => list.search.select(),
    help: showHelp,
  });

  function update(): void {
    const { selected, active } = desk.state;
    const unread = active?.filter((row) => desk.seen.unread(row)).length ?? 0;
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${text.deskTitle} · Firstline`;
    element.classList.toggle('has-selection', selected !== undefined);
    if (selected !== addressed()) {
      history.pushState(
        null,
        '',
        selected === undefined ? location.pathname : `#${encodeURIComponent(selected)}`,
      );
    }
    list.update();
    conversation.update();
  }

  const followAddress = (): void => desk.select(addressed());
  addEventListener('popstate', followAddress);
  addEventListener('hashchange', followAddress);
  const unsubscribe = desk.subscribe(update);
  followAddress();
  update();

  return {
    element,
    stop() {
      unsubscribe();
      stopKeys();
      removeEventListener('popstate', followAddress);
      removeEventListener('hashchange', followAddress);
    },
  };
}

/** The ticket that the page's address names. */
function addressed(): string | undefined {
  const id = decodeURIComponent(location.hash.slice(1));
  return id === '' ? undefined : id;
}
