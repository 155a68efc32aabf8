// npm run chat: the terminal as channel and desk in one.
import { type App, createApp } from './app.ts';
import { terminalChannel } from './channels/terminal/terminal.ts';
import { shopLookups } from './customers/shop-lookups.ts';
import { terminalDesk } from './desks/terminal/terminal-desk.ts';
import type { Shop } from './dialogue/deps.ts';
import type { Locale } from './model/locale.ts';
import type { Store } from './model/store.ts';
import { fileCabinet } from './outbox/file-cabinet.ts';
import { systemClock as clock } from './system/clock.ts';
import { newId } from './system/ids.ts';
import type { Log } from './system/log.ts';

/** The bot in a terminal over a database in memory; the customer's greeting is the first line. */
export function composeChat(parts: {
  readonly shop: Shop;
  readonly locale: Locale;
  readonly filesFolder: string;
  readonly store: Store;
  readonly showValues: boolean;
  readonly onEnd: () => void;
  readonly log: Log;
}): App {
  const { store, shop, locale, log, showValues, onEnd } = parts;
  const { stdin: input, stdout: output } = process;
  const files = fileCabinet(parts.filesFolder, newId);
  const desk = terminalDesk({ output, clock, newId });
  const onDeskLine = (line: string): Promise<void> => desk.hear(line);
  const channel = terminalChannel({
    input,
    output,
    locale,
    files,
    clock,
    newId,
    showValues,
    onDeskLine,
    onEnd,
  });
  const app = createApp({
    store,
    shop: () => shop,
    lookups: shopLookups(store, log),
    files,
    channels: [channel],
    desks: [desk],
    defaultLocale: locale,
    clock,
    newId,
    log,
  });
  return {
    ...app,
    async start() {
      await app.start();
      await channel.hear('/start');
    },
  };
}
