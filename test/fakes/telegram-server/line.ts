// The wire to this Telegram: up, cut with some requests in the air, or down.
import type { Server } from 'node:http';
import { number, type Params } from './request.ts';

export interface Cut {
  /** So many calls that come next are carried out though nobody hears of it, at most one for each topic or private chat. */
  readonly inTheAir?: number;
  /** Which methods can be in the air; those that make messages without. */
  readonly methods?: RegExp;
}

export class Line {
  private readonly server: Server;
  private port = 0;
  private closed: Promise<void> | undefined;
  /** While somebody still listens, though nobody is answered. */
  private cutting: { left: number; readonly methods: RegExp; readonly met: Set<string> } | undefined;

  constructor(server: Server) {
    this.server = server;
  }

  /** Takes a free port the first time and the same one ever after. Returns it. */
  async up(): Promise<number> {
    await this.closed;
    this.closed = undefined;
    this.cutting = undefined;
    if (this.server.listening) return this.port;
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    const address = this.server.address();
    if (typeof address === 'object' && address) this.port = address.port;
    return this.port;
  }

  /** Destroys every connection and refuses new ones. */
  down(): Promise<void> {
    this.cutting = undefined;
    this.closed ??= new Promise((resolve) => {
      this.server.close(() => resolve());
    });
    this.server.closeAllConnections();
    return this.closed;
  }

  cut({ inTheAir = 0, methods = /^(?:send|copy)/u }: Cut): void {
    if (inTheAir < 1) {
      void this.down();
      return;
    }
    this.cutting = { left: inTheAir, methods, met: new Set() };
    this.server.closeAllConnections();
  }

  /** What becomes of a call that still comes through. */
  fate(method: string, params: Params): 'answered' | 'carried out' | 'lost' {
    if (!this.cutting) return this.server.listening ? 'answered' : 'lost';
    const place = `${number(params, 'chat_id') ?? ''}:${number(params, 'message_thread_id') ?? ''}`;
    if (!this.cutting.methods.test(method) || this.cutting.met.has(place)) return 'lost';
    this.cutting.met.add(place);
    this.cutting.left -= 1;
    return 'carried out';
  }

  /** Once the last one in the air has been carried out, nobody listens any more. */
  settle(): void {
    if (this.cutting && this.cutting.left < 1) void this.down();
  }
}
