// The launcher and the panel around the conversation: open, close, focus, full screen on phones, drag and drop.
import { h, icon } from './dom.ts';
import type { Words } from './words.ts';

export interface Panel {
  readonly isOpen: () => boolean;
  open(): void;
  close(): void;
  setUnread(count: number): void;
  setOffline(offline: boolean): void;
}

const FULL_SCREEN = matchMedia('(max-width: 520px), (max-height: 440px)');

export function createPanel(
  root: ShadowRoot,
  words: Words,
  parts: {
    readonly title: string;
    readonly messages: HTMLElement;
    readonly composer: HTMLElement;
    /** Stands in the heading. */
    readonly continueButton: HTMLElement;
    opened(): void;
    focusComposer(): void;
    dropped(files: FileList): void;
  },
): Panel {
  const badge = h('span', { class: 'badge', hidden: true, 'aria-hidden': 'true' });
  const launcher = h(
    'button',
    { type: 'button', class: 'launcher', 'aria-label': words.open, 'aria-haspopup': 'dialog' },
    icon('chat'),
    badge,
  );
  const close = h(
    'button',
    { type: 'button', class: 'plain-button', 'aria-label': words.close },
    icon('down'),
  );
  const heading = h('h2', { id: 'title' }, parts.title);
  const offlineLine = h('div', { class: 'offline', role: 'status', hidden: true });
  const panel = h(
    'section',
    { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', tabindex: '-1', hidden: true },
    h('header', {}, h('div', {}, heading, h('p', {}, words.subtitle)), parts.continueButton, close),
    offlineLine,
    parts.messages,
    parts.composer,
    h('div', { class: 'drop', 'aria-hidden': 'true' }, h('span', {}, words.drop)),
  );
  root.append(panel, launcher);

  const fitFullScreen = (): void => {
    const full = FULL_SCREEN.matches && !panel.hidden;
    panel.toggleAttribute('aria-modal', full);
    if (full) panel.setAttribute('aria-modal', 'true');
    document.documentElement.style.overflow = full ? 'hidden' : '';
    // The on-screen keyboard covers the page without resizing it on some phones.
    const { visualViewport: view } = window;
    panel.style.height = full && view !== null ? `${String(view.height)}px` : '';
    panel.style.top = full && view !== null ? `${String(view.offsetTop)}px` : '';
  };
  FULL_SCREEN.addEventListener('change', fitFullScreen);
  window.visualViewport?.addEventListener('resize', fitFullScreen);

  const setOpen = (open: boolean): void => {
    panel.hidden = !open;
    launcher.hidden = open;
    fitFullScreen();
    if (!open) launcher.focus();
    else if (FULL_SCREEN.matches) panel.focus();
    else parts.focusComposer();
    if (open) parts.opened();
  };

  launcher.onclick = () => setOpen(true);
  close.onclick = () => setOpen(false);
  panel.onkeydown = (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Tab' && FULL_SCREEN.matches) trapFocus(root, panel, event);
  };

  panel.ondragover = (event) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    panel.classList.add('dropping');
  };
  panel.ondragleave = (event) => {
    if (!panel.contains(event.relatedTarget as Node | null)) panel.classList.remove('dropping');
  };
  panel.ondrop = (event) => {
    event.preventDefault();
    panel.classList.remove('dropping');
    if (event.dataTransfer !== null && event.dataTransfer.files.length > 0) {
      parts.dropped(event.dataTransfer.files);
    }
  };

  return {
    isOpen: () => !panel.hidden,
    open: () => {
      if (panel.hidden) setOpen(true);
    },
    close: () => setOpen(false),
    setUnread(count) {
      badge.hidden = count === 0;
      badge.textContent = count > 9 ? '9+' : String(count);
      launcher.setAttribute('aria-label', count === 0 ? words.open : `${words.open}, ${words.unread(count)}`);
    },
    setOffline(offline) {
      offlineLine.hidden = !offline;
      offlineLine.replaceChildren(...(offline ? [icon('offline'), words.offline] : []));
    },
  };
}

/** In full screen there is nothing else to reach: Tab goes round inside. */
function trapFocus(root: ShadowRoot, panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [
    ...panel.querySelectorAll<HTMLElement>('button:not([disabled]), a[href], textarea, [tabindex="0"]'),
  ].filter((element) => element.offsetParent !== null);
  const first = stops[0];
  const last = stops.at(-1);
  const active = root.activeElement;
  if (event.shiftKey && (active === first || active === panel)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first?.focus();
  }
}
