// Entry of the chat widget: the one script that a shop puts on its page. Builds the parts and ties them together.
import { createComposer } from './composer.ts';
import { createConnection } from './connection.ts';
import { createContinue } from './continue.ts';
import { createDirectLine, type Activity } from './direct-line.ts';
import { createMessages } from './messages.ts';
import { createOutbox } from './outbox.ts';
import { createPanel } from './panel.ts';
import { readSettings, type Settings } from './settings.ts';
import { createStorage } from './storage.ts';
import styles from './styles.css';
import { WORDS } from './words.ts';

/** The typing sign goes after this long without an answer (ms): then somebody else must be thinking. */
const TYPING_MS = 12_000;
/** Short interruptions are not worth a word (ms). */
const OFFLINE_AFTER_MS = 2000;

const settings = readSettings(document.currentScript);
if (settings !== undefined && document.querySelector('firstline-chat') === null) {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => mount(settings));
  else mount(settings);
}

function mount({ base, locale, accent, title }: Settings): void {
  const words = WORDS[locale];
  const host = document.createElement('firstline-chat');
  host.lang = locale;
  if (accent !== undefined) host.style.setProperty('--firstline-accent', accent);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  document.body.append(host);

  const storage = createStorage(base);
  const line = createDirectLine(base, locale);
  let newest = 0;
  let unread = 0;
  let typingTimer = 0;
  let offlineTimer = 0;

  const setTyping = (active: boolean): void => {
    clearTimeout(typingTimer);
    messages.typing(active);
    if (active) typingTimer = window.setTimeout(() => setTyping(false), TYPING_MS);
  };

  const send = (text: string, files: readonly File[], value?: string): void => {
    const id = newId();
    messages.showUnsent(id, text, files, new Date());
    messages.note(id, connection.isOnline() ? words.sending : words.waiting);
    outbox.add({ id, text, at: Date.now(), ...(value === undefined ? {} : { value }) }, files);
    if (connection.isOnline() && (messages.lastSpeaker() ?? 'bot') === 'bot') setTyping(true);
  };

  const sayRead = (): void => {
    if (!panel.isOpen() || document.hidden) return;
    unread = 0;
    panel.setUnread(0);
    storage.setSeen(newest);
  };

  const take = (list: readonly Activity[]): void => {
    for (const activity of list) {
      const position = Number(activity.id.split('|').at(-1));
      newest = Math.max(newest, position);
      const id = activity.channelData?.clientActivityID;
      if (id !== undefined) outbox.settled(id);
      if (!messages.show(activity)) continue;
      setTyping(false);
      if (position > storage.seen()) unread += 1;
    }
    panel.setUnread(unread);
    sayRead();
  };

  const messages = createMessages(locale, words, {
    fileUrl: (url) => line.fileUrl(url),
    choose(label, value) {
      composer.focus();
      send(label, [], value);
    },
  });
  const composer = createComposer(words, (text, files) => send(text, files));

  const connection = createConnection(line, storage, {
    activities(list, history) {
      if (history) messages.announce(false);
      take(list);
      if (history) {
        messages.toEnd();
        setTimeout(() => messages.announce(true), 500);
      }
    },
    status(online) {
      clearTimeout(offlineTimer);
      if (online) {
        panel.setOffline(false);
        outbox.flush();
      } else offlineTimer = window.setTimeout(() => panel.setOffline(true), OFFLINE_AFTER_MS);
    },
    continueIn: (channel) => elsewhere.offer(channel),
    restarted() {
      newest = 0;
      unread = 0;
      messages.clear();
    },
  });

  const outbox = createOutbox(line, connection, storage, {
    sent: (id) => messages.note(id, undefined),
    refused: (id, reason) => {
      setTyping(false);
      messages.note(id, `${words.failed} ${reason}`, true);
    },
  });

  const elsewhere = createContinue(
    words,
    () => connection.withSession((session) => line.continuation(session)),
    (told) => composer.warn(told),
  );

  const panel = createPanel(root, words, {
    title: title ?? words.title,
    messages: messages.element,
    composer: composer.element,
    continueButton: elsewhere.button,
    opened() {
      if (storage.session() === undefined) setTyping(true);
      connection.open();
      messages.toEnd();
      sayRead();
    },
    focusComposer: () => composer.focus(),
    dropped: (files) => composer.addFiles(files),
  });

  for (const item of outbox.waiting()) {
    messages.showUnsent(item.id, item.text, [], new Date(item.at));
    messages.note(item.id, words.waiting);
  }
  document.addEventListener('visibilitychange', sayRead);
  listenToPage((say) => {
    panel.open();
    if (say !== undefined) composer.propose(say);
  });
  // Somebody who has talked with us gets our answers without opening the panel; nobody else causes any traffic.
  if (storage.session() !== undefined || outbox.waiting().length > 0) connection.open();
}

/** Anything on the page can open the chat: `data-firstline-open`, or `data-firstline-say="words to propose"`. */
function listenToPage(open: (say: string | undefined) => void): void {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const trigger = target?.closest<HTMLElement>('[data-firstline-open], [data-firstline-say]');
    if (trigger === null || trigger === undefined) return;
    event.preventDefault();
    open(trigger.dataset['firstlineSay']);
  });
}

/** crypto.randomUUID exists only on secure pages; a shop's test page may not be one. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
