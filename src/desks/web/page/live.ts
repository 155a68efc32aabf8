// The live news from the server. Reconnects by itself, also when the line is dead without saying so.
import { HEARTBEAT_MS, type Change } from '../wire.ts';

export interface LiveNews {
  /** The line is up: whatever was missed meanwhile has to be fetched. */
  readonly up: () => void;
  readonly down: () => void;
  readonly change: (change: Change) => void;
  /** People's shifts or the state of the parts changed. */
  readonly board: () => void;
}

const RETRY_MS = 3000;

/** Returns the way to stop listening. */
export function listen(news: LiveNews): () => void {
  let source: EventSource | undefined;
  let silence: number | undefined;
  let retry: number | undefined;

  function reconnect(): void {
    source?.close();
    clearTimeout(silence);
    clearTimeout(retry);
    news.down();
    retry = setTimeout(connect, RETRY_MS);
  }

  function alive(): void {
    clearTimeout(silence);
    silence = setTimeout(reconnect, HEARTBEAT_MS * 2.5);
  }

  function connect(): void {
    source = new EventSource('/desk/api/events');
    source.addEventListener('hello', () => {
      alive();
      news.up();
    });
    source.addEventListener('beat', alive);
    source.addEventListener('change', (event: MessageEvent<string>) => {
      alive();
      news.change(JSON.parse(event.data) as Change);
    });
    source.addEventListener('desk', () => {
      alive();
      news.board();
    });
    source.addEventListener('error', reconnect);
    alive();
  }

  connect();
  return () => {
    source?.close();
    clearTimeout(silence);
    clearTimeout(retry);
  };
}
