// Keyboard shortcuts, by the place of the key, so that they work under a Cyrillic layout too.

/** By key: `KeyJ` and the like with a code of the keyboard event, `?` and `/` by what they write. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Listens on the whole page; `palette` answers Ctrl+K, also while somebody writes. Returns the way to stop. */
export function listenToKeys(actions: KeyActions, palette: () => void): () => void {
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.code !== 'KeyK' || event.shiftKey) return;
      event.preventDefault();
      palette();
      return;
    }
    if (isTyping(event.target)) {
      if (event.key === 'Escape') (event.target as HTMLElement).blur();
      return;
    }
    const action = actionOf(event, actions);
    if (!action) return;
    event.preventDefault();
    action();
  }
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

function actionOf(event: KeyboardEvent, actions: KeyActions): (() => void) | undefined {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return actions['?'];
  if (event.key === '/' || event.key === 'Escape') return actions[event.key];
  return event.shiftKey ? undefined : actions[event.code];
}

/** The field of a window that was just closed keeps the cursor until the next frame, and nobody types there. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input, textarea, select, [contenteditable]') &&
    target.closest('dialog:not([open])') === null
  );
}
