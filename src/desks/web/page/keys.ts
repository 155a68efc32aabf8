// Keyboard shortcuts, by the place of the key, so that they work under a Cyrillic layout too.

export interface KeyActions {
  readonly next: () => void;
  readonly previous: () => void;
  readonly reply: () => void;
  readonly note: () => void;
  readonly take: () => void;
  readonly close: () => void;
  readonly search: () => void;
  readonly help: () => void;
}

const PLACES: Readonly<Record<string, keyof KeyActions>> = {
  KeyJ: 'next',
  KeyK: 'previous',
  KeyR: 'reply',
  KeyN: 'note',
  KeyT: 'take',
  KeyC: 'close',
  Slash: 'search',
};

/** Listens on the whole page; returns the way to stop. */
export function listenToKeys(actions: KeyActions): () => void {
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open]')) return;
    if (isTyping(event.target)) {
      if (event.key === 'Escape') (event.target as HTMLElement).blur();
      return;
    }
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    actions[action]();
  }
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

function actionOf(event: KeyboardEvent): keyof KeyActions | undefined {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return 'help';
  if (event.key === '/') return 'search';
  return event.shiftKey ? undefined : PLACES[event.code];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
