// Words that appear for a moment, and words for screen readers alone.
import { h } from './dom.ts';

export interface Toasts {
  readonly element: HTMLElement;
  /** Shows a line; pressing it runs `act`, if there is one. */
  show(words: string, tone: 'news' | 'problem', act?: () => void): void;
  /** Says it to screen readers only. */
  announce(words: string): void;
}

const SHOWN_MS = 6000;
const MAX_SHOWN = 3;

export function createToasts(): Toasts {
  const list = h('div', { class: 'toasts' });
  const voice = h('p', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

  return {
    element: h('div', {}, list, voice),
    show(words, tone, act) {
      const toast: HTMLElement = h(
        'button',
        {
          type: 'button',
          class: `toast ${tone}`,
          role: tone === 'problem' ? 'alert' : undefined,
          onclick: () => {
            toast.remove();
            act?.();
          },
        },
        words,
      );
      list.append(toast);
      while (list.children.length > MAX_SHOWN) list.firstElementChild?.remove();
      setTimeout(() => toast.remove(), SHOWN_MS);
    },
    announce(words) {
      voice.textContent = words;
    },
  };
}
