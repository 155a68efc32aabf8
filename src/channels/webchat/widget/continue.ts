// The button that carries the conversation on in Telegram. It is there only when the server offers it.
import { h, icon } from './dom.ts';
import type { Words } from './words.ts';

export interface Continue {
  readonly button: HTMLButtonElement;
  offer(channel: string | undefined): void;
}

/** `link` asks the server for a new one-time link; `failed` is told in the customer's words. */
export function createContinue(
  words: Words,
  link: () => Promise<string>,
  failed: (words: string) => void,
): Continue {
  const button = h(
    'button',
    {
      type: 'button',
      class: 'plain-button',
      'aria-label': words.continueInTelegram,
      title: words.continueInTelegram,
      hidden: true,
    },
    icon('telegram'),
  );
  let asking = false;

  const go = async (): Promise<void> => {
    // opened within the press: browsers block a window that comes later
    const tab = window.open('about:blank', '_blank');
    if (tab !== null) tab.opener = null;
    try {
      const url = await link();
      if (tab === null) location.assign(url);
      else tab.location.href = url;
    } catch {
      tab?.close();
      failed(words.noLink);
    }
  };

  button.onclick = () => {
    if (asking) return;
    asking = true;
    void go().finally(() => (asking = false));
  };
  return {
    button,
    offer(channel) {
      button.hidden = channel !== 'telegram';
    },
  };
}
