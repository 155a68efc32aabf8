// How long a customer's message waits for the next one, so that what people write in pieces is answered once.
import type { DeskBody } from './desk.ts';
import type { InboundBody } from './message.ts';

export interface Burst {
  /** Quiet time after words or a lone file, ms; 0 answers every message on its own. */
  readonly textMs: number;
  /** Quiet time after a part of an album, ms. */
  readonly albumMs: number;
  /** The first message never waits longer than this, ms. */
  readonly mostMs: number;
}

/** The usual proportions for a quiet time of `textMs`. */
export function burstOf(textMs: number): Burst {
  return { textMs, albumMs: Math.min(textMs, 800), mostMs: Math.max(textMs, 4_000) };
}

/** How long this message waits, ms. Pressed buttons, starts and slash commands are answered at once. */
export function quietAfter(body: InboundBody, { textMs, albumMs }: Burst): number {
  switch (body.kind) {
    case 'text':
      return body.text.startsWith('/') ? 0 : textMs;
    case 'edited':
      return textMs;
    case 'files':
      return body.album === undefined ? textMs : albumMs;
    case 'start':
    case 'choice':
    case 'contact':
    case 'place':
    case 'blocked':
    case 'unsupported':
      return 0;
  }
}

/** The same while people have the matter, ms: everything is passed on at once, except that the parts of an album go together. */
export function quietBesidePeople(body: InboundBody | DeskBody, { albumMs }: Burst): number {
  return (body.kind === 'files' || body.kind === 'reply') && body.album !== undefined ? albumMs : 0;
}
