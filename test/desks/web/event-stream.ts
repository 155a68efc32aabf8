// A page that listens to the desk's live stream over a real connection.
import type { AddressInfo } from 'node:net';
import type { Kit } from './kit.ts';

export interface EventStream {
  readonly contentType: string | null;
  /** The next event as [name, data]; undefined once the server has ended the stream. */
  next(): Promise<readonly [name: string, data: unknown] | undefined>;
  leave(): void;
}

/** The kit's server must be listening. */
export async function listenTo(kit: Kit, cookie: string): Promise<EventStream> {
  const { port } = kit.app.server.address() as AddressInfo;
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${String(port)}/desk/api/events`, {
    headers: { cookie },
    signal: leaving.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    contentType: response.headers.get('content-type'),
    leave: () => leaving.abort(),
    async next() {
      while (!text.includes('\n\n')) {
        const { value, done } = await reader.read();
        if (done) return undefined;
        text += value;
      }
      const end = text.indexOf('\n\n');
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string): string =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
      return [field('event'), JSON.parse(field('data')) as unknown];
    },
  };
}
