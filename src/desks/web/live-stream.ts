// Server-Sent Events: tells every open page which ticket changed. It carries no conversation; pages fetch that.
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../system/clock.ts';
import type { Log } from '../../system/log.ts';
import { chore } from './chore.ts';
import type { Session } from './session.ts';
import { HEARTBEAT_MS, type Change } from './wire.ts';

export interface LiveStream {
  /** Keeps writing to `response` until the page leaves, the session ends or the stream is closed. */
  add(response: ServerResponse, session: Session): void;
  /** `managers` is left out of what other people's pages are told. */
  tell(change: Change): void;
  /** The board reads differently: troubles or shifts. */
  tellDesk(): void;
  /** Ends the streams of a session. */
  leave(session: string): void;
  /** Ends every page's stream; later ones are ended at once. */
  close(): void;
}

export interface LiveStreamOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The session as it is now; undefined when it is over. */
  readonly renewed: (session: Session) => Promise<Session | undefined>;
  /** Whether the board reads differently than at the last call; asked while a page is open. */
  readonly deskChanged: () => Promise<boolean>;
}

/** A page that reads so slowly is cut off; it reconnects and fetches everything anew. */
const MAX_BUFFERED_BYTES = 256 * 1024;
const RECONNECT_MS = 2000;
const CHECK_MS = 5000;
const WATCH_MS = 10_000;

export function liveStream({ clock, log, renewed, deskChanged }: LiveStreamOptions): LiveStream {
  const pages = new Map<ServerResponse, Session>();
  let closed = false;

  function send(response: ServerResponse, event: string, data: object): void {
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
    else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function beat(): void {
    for (const [response, { expiresAt }] of pages) {
      if (expiresAt <= clock.now()) finish(response);
      else send(response, 'beat', {});
    }
  }

  async function check(): Promise<void> {
    for (const [response, session] of pages) {
      const now = await renewed(session);
      if (now === undefined) finish(response);
      else if (pages.has(response)) pages.set(response, now);
    }
  }

  function finish(response: ServerResponse): void {
    remove(response);
    response.end();
  }

  function remove(response: ServerResponse): void {
    pages.delete(response);
    if (pages.size === 0) for (const one of chores) one.stop();
  }

  function tellDesk(): void {
    for (const response of pages.keys()) send(response, 'desk', {});
  }

  async function watch(): Promise<void> {
    if (await deskChanged()) tellDesk();
  }

  const chores = [
    chore({ name: 'beat', everyMs: HEARTBEAT_MS, work: beat, clock, log }),
    chore({ name: 'sessions', everyMs: CHECK_MS, work: check, clock, log }),
    chore({ name: 'board', everyMs: WATCH_MS, work: watch, atOnce: true, clock, log }),
  ];

  return {
    add(response, session) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      if (closed) {
        response.end();
        return;
      }
      response.on('close', () => remove(response));
      pages.set(response, session);
      for (const one of chores) one.start();
      response.write(`retry: ${String(RECONNECT_MS)}\n`);
      send(response, 'hello', {});
    },
    tell({ managers, ...change }) {
      for (const [response, { role }] of pages) {
        send(response, 'change', managers && role === 'manager' ? { ...change, managers } : change);
      }
    },
    tellDesk,
    leave(session) {
      for (const [response, { id }] of pages) if (id === session) finish(response);
    },
    close() {
      closed = true;
      for (const response of pages.keys()) finish(response);
    },
  };
}
