// Server-Sent Events: tells every open page which ticket changed. It carries no conversation; pages fetch that.
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../system/clock.ts';
import { HEARTBEAT_MS, type Change } from './wire.ts';

export interface LiveStream {
  /** Keeps writing to `response` until the page leaves, `until` has come or the stream is closed. */
  add(response: ServerResponse, until: Date): void;
  tell(change: Change): void;
  /** Ends every page's stream; later ones are ended at once. */
  close(): void;
}

/** A page that reads so slowly is cut off; it reconnects and fetches everything anew. */
const MAX_BUFFERED_BYTES = 256 * 1024;
const RECONNECT_MS = 2000;

export function liveStream(clock: Clock): LiveStream {
  const pages = new Map<ServerResponse, Date>();
  let cancelBeat: (() => void) | undefined;
  let closed = false;

  function send(response: ServerResponse, event: string, data: object): void {
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
    else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function beat(): void {
    for (const [response, until] of pages) {
      if (until <= clock.now()) response.end();
      else send(response, 'beat', {});
    }
    cancelBeat = clock.after(HEARTBEAT_MS, beat);
  }

  function remove(response: ServerResponse): void {
    pages.delete(response);
    if (pages.size > 0) return;
    cancelBeat?.();
    cancelBeat = undefined;
  }

  return {
    add(response, until) {
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
      pages.set(response, until);
      cancelBeat ??= clock.after(HEARTBEAT_MS, beat);
      response.write(`retry: ${String(RECONNECT_MS)}\n`);
      send(response, 'hello', {});
    },
    tell(change) {
      for (const response of pages.keys()) send(response, 'change', change);
    },
    close() {
      closed = true;
      for (const response of pages.keys()) response.end();
    },
  };
}
