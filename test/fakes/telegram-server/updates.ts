// One bot's queue of updates: given out by getUpdates or posted to its webhook, kept until acknowledged.
import type { Changes } from '../waiting.ts';
import { badRequest, Refusal } from './refusal.ts';

export interface QueuedUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

interface Poll {
  /** Undefined while the poll waits for updates. */
  wake(refusal?: Refusal): void;
}

const NOT_SENT_UNASKED = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
/** Between two tries of a webhook that does not answer 200. */
const WEBHOOK_PAUSE_MS = 5;

export class UpdateQueue {
  private pending: QueuedUpdate[] = [];
  private next: number;
  private allowed: readonly string[] = [];
  private poll: Poll | undefined;
  private posting = false;
  private closed = false;
  private readonly changes: Changes;
  webhook: { readonly url: string; readonly secret?: string } | undefined;
  /** What the webhook answered, in order. */
  readonly answers: number[] = [];

  constructor(changes: Changes, first: number) {
    this.changes = changes;
    this.next = first;
  }

  /** Ids of the updates that nobody has acknowledged. */
  unacknowledged(): readonly number[] {
    return this.pending.map((update) => update.update_id);
  }

  waiting(): boolean {
    return this.poll !== undefined;
  }

  push(content: Readonly<Record<string, unknown>>): number {
    const id = this.next;
    this.next += 1;
    const [kind = ''] = Object.keys(content);
    const wanted = this.allowed.length === 0 ? !NOT_SENT_UNASKED.has(kind) : this.allowed.includes(kind);
    if (wanted) this.pushAnyway(id, content);
    return id;
  }

  /** As Telegram does with kinds that it has yet to invent: whatever was asked for, this comes. */
  pushUnasked(content: Readonly<Record<string, unknown>>): number {
    const id = this.next;
    this.next += 1;
    this.pushAnyway(id, content);
    return id;
  }

  private pushAnyway(id: number, content: Readonly<Record<string, unknown>>): void {
    this.pending.push({ update_id: id, ...content });
    this.poll?.wake();
    void this.post();
  }

  allow(kinds: readonly string[] | undefined): void {
    if (kinds) this.allowed = kinds;
  }

  async get(
    { offset, limit, seconds }: { offset: number | undefined; limit: number; seconds: number },
    gone: AbortSignal,
  ): Promise<readonly QueuedUpdate[]> {
    if (this.webhook) {
      const cure = 'use deleteWebhook to delete the webhook first';
      throw new Refusal(409, `Conflict: can't use getUpdates method while webhook is active; ${cure}`);
    }
    const rival = 'terminated by other getUpdates request; make sure that only one bot instance is running';
    this.poll?.wake(new Refusal(409, `Conflict: ${rival}`));
    if (offset !== undefined) this.pending = this.pending.filter((update) => update.update_id >= offset);
    this.changes.changed();
    if (this.pending.length === 0 && seconds > 0) await this.wait(seconds, gone);
    return gone.aborted ? [] : this.pending.slice(0, limit);
  }

  private wait(seconds: number, gone: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const timeout = setTimeout(() => poll.wake(), seconds * 1000);
    const poll: Poll = {
      wake: (refusal) => {
        clearTimeout(timeout);
        if (this.poll === poll) this.poll = undefined;
        if (refusal) reject(refusal);
        else resolve(undefined);
      },
    };
    this.poll = poll;
    gone.addEventListener('abort', () => poll.wake());
    if (this.closed) poll.wake();
    this.changes.changed();
    return promise;
  }

  setWebhook(url: string, secret: string | undefined): void {
    if (url !== '' && !URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified');
    this.webhook = url === '' ? undefined : { url, ...(secret === undefined ? {} : { secret }) };
    this.changes.changed();
    void this.post();
  }

  /** Posts one update after another and stays with one until it is answered with 200. */
  private async post(): Promise<void> {
    if (this.posting) return;
    this.posting = true;
    while (this.webhook && this.pending[0] && !this.closed) {
      const [update] = this.pending;
      const { url, secret } = this.webhook;
      const headers = {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      };
      const status = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      this.answers.push(status);
      if (status === 200) this.pending = this.pending.slice(1);
      this.changes.changed();
      if (status !== 200) await new Promise((resolve) => setTimeout(resolve, WEBHOOK_PAUSE_MS));
    }
    this.posting = false;
  }

  close(): void {
    this.closed = true;
    this.poll?.wake();
  }
}
