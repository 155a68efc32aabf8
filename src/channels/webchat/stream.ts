// One open socket of a conversation: replays from the watermark, then sends every new activity as it comes.
import type { WebSocket } from '@fastify/websocket';
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';
import type { Timeline } from './timeline.ts';

/** An empty frame this often (ms) keeps proxies from closing a quiet socket, and lets clients notice a dead one. */
export const KEEP_ALIVE_MS = 25_000;

/** Feeds `socket` until it closes; ends it when the conversation cannot be read, so that the client comes back. */
export function streamTo(
  socket: WebSocket,
  conversation: string,
  watermark: number,
  deps: { readonly timeline: Timeline; readonly clock: Clock; readonly log: Log },
): void {
  const { timeline, clock, log } = deps;
  let position = watermark;
  let running = false;
  let changed = false;
  let open = true;

  const pump = async (): Promise<void> => {
    if (running) {
      changed = true;
      return;
    }
    running = true;
    try {
      do {
        changed = false;
        const set = await timeline.read(conversation, position);
        // What was erased is passed over without a word.
        if (Number(set.watermark) === position) continue;
        if (!isOpen()) return;
        if (set.activities.length > 0) await sendFrame(socket, JSON.stringify(set));
        position = Number(set.watermark);
        changed = true;
      } while (changed);
    } finally {
      running = false;
    }
  };

  const isOpen = (): boolean => open;
  const run = (): void => {
    pump().catch((error: unknown) => {
      if (!open) return;
      log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'a chat stream was ended');
      socket.close(1011);
    });
  };

  let cancelKeepAlive = (): void => undefined;
  const keepAlive = (): void => {
    cancelKeepAlive = clock.after(KEEP_ALIVE_MS, () => {
      socket.send('');
      keepAlive();
    });
  };

  const unwatch = timeline.watch(conversation, run);
  socket.on('close', () => {
    open = false;
    unwatch();
    cancelKeepAlive();
  });
  socket.on('error', (error) => log.debug({ error: error.message }, 'a chat socket failed'));
  keepAlive();
  run();
}

function sendFrame(socket: WebSocket, frame: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(frame, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
