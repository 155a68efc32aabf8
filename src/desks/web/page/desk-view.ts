// The whole page of a signed-in operator, put together from its parts, and the address that says what is open.
import type { Locale } from '../../../model/locale.ts';
import { createActs, type Acts } from './acts.ts';
import { banner } from './banner.ts';
import { conversationView, type ConversationView } from './conversation-view.ts';
import type { Desk } from './desk.ts';
import { h } from './dom.ts';
import type { Drafts } from './drafts.ts';
import { helpDialog } from './help-dialog.ts';
import { listenToKeys, type KeyActions } from './keys.ts';
import { VIEWS } from './list-filter.ts';
import { listView, shownRows, type ListView } from './list-view.ts';
import { overviewDialog } from './overview-dialog.ts';
import { settingsDialog } from './settings-dialog.ts';
import type { Text } from './text.ts';
import type { Toasts } from './toasts.ts';
import { topBar } from './top-bar.ts';

export interface DeskViewParts {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly text: Text;
  readonly toasts: Toasts;
  readonly speak: (locale: Locale) => void;
  readonly signOut: () => void;
}

const PANEL = '/details';

/** Returns the page and the way to take it down again. */
export function deskView(parts: DeskViewParts): { element: HTMLElement; stop: () => void } {
  const { desk, drafts, text, toasts, speak, signOut } = parts;
  const { isManager, operator } = desk;
  const list = listView(desk, text);
  const acts = createActs(desk, text);
  const conversation = conversationView({
    desk,
    drafts,
    text,
    acts,
    warn: (words) => toasts.show(words, 'problem'),
  });
  const help = (): void => helpDialog(text);
  const settings = (): void => settingsDialog({ text, name: operator.name, isManager, speak, signOut });
  const overview = (): void => {
    if (isManager) overviewDialog(desk, text);
  };
  const top = topBar(desk, text, { overview, help, settings });
  const notices = banner(desk, text);
  const element = h(
    'div',
    { class: 'desk-page' },
    notices.element,
    h('div', { class: 'desk' }, h('div', { class: 'left' }, top.element, list.element), conversation.element),
  );
  const stopKeys = listenToKeys(
    {
      ...actKeys(acts),
      ...conversationKeys(desk, conversation, acts),
      ...listKeys(desk, list),
      KeyW: top.turnShift,
      KeyV: overview,
      Comma: settings,
      '?': help,
    },
    acts.all,
  );

  function update(): void {
    const { selected, active, panel } = desk.state;
    const unread = active?.filter((row) => desk.seen.unread(row)).length ?? 0;
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${text.deskTitle} · Firstline`;
    element.classList.toggle('has-selection', selected !== undefined);
    const address = selected === undefined ? '' : `#${encodeURIComponent(selected)}${panel ? PANEL : ''}`;
    if (address !== location.hash) history.pushState(null, '', address === '' ? location.pathname : address);
    top.update();
    notices.update();
    list.update();
    conversation.update();
  }

  function followAddress(): void {
    const [id = '', more] = location.hash.slice(1).split('/');
    desk.select(id === '' ? undefined : decodeURIComponent(id));
    desk.showPanel(id !== '' && more !== undefined);
  }
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

function actKeys(acts: Acts): KeyActions {
  return {
    KeyT: () => acts.run('take'),
    KeyU: () => acts.run('release'),
    KeyA: () => acts.run('assign'),
    KeyP: () => acts.run('priority'),
    KeyQ: () => acts.run('queue'),
    KeyS: () => acts.run('snooze'),
    KeyZ: () => acts.run('wake'),
    KeyG: () => acts.run('merge'),
    KeyL: () => acts.run('language'),
    KeyB: () => acts.run(acts.allowed('unblock') ? 'unblock' : 'block'),
    KeyC: () => acts.run('close'),
    KeyO: () => acts.run('reopen'),
    Period: acts.all,
  };
}

function conversationKeys(desk: Desk, conversation: ConversationView, acts: Acts): KeyActions {
  const write = (kind: 'reply' | 'note'): void => {
    if (acts.detail && acts.detail.row.status !== 'closed') conversation.composer.focus(kind);
  };
  return {
    KeyR: () => write('reply'),
    KeyN: () => write('note'),
    KeyM: () => conversation.pick('macros'),
    KeyF: () => conversation.pick('articles'),
    KeyE: conversation.editLast,
    KeyY: conversation.quoteLast,
    KeyI: () => desk.showPanel(acts.detail !== undefined && !desk.state.panel),
    Escape: () => desk.showPanel(false),
  };
}

function listKeys(desk: Desk, list: ListView): KeyActions {
  const step = (by: 1 | -1) => () => {
    const rows = shownRows(desk) ?? [];
    const at = rows.findIndex((row) => row.id === desk.state.selected);
    const next = rows[at === -1 ? 0 : at + by];
    if (!next) return;
    desk.select(next.id);
    list.element
      .querySelector(`[data-ticket="${CSS.escape(next.id)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  };
  const views = VIEWS.map((view, index) => [`Digit${index + 1}`, () => desk.view(view)] as const);
  return {
    ...Object.fromEntries(views),
    KeyJ: step(1),
    KeyK: step(-1),
    '/': () => list.search.select(),
  };
}
