// What this operator wrote and the server has not shown back yet. Tried again with the same key until it is accepted.
import type { Quoted } from '../../../model/desk.ts';
import { toPlainText } from '../../../model/rich-text.ts';
import type { Operator } from '../../../model/ticket.ts';
import { ANSWER_COMMAND, type Entry, type SealedFile } from '../wire.ts';
import { ApiError, newKey, type Api } from './api.ts';

/** Words as they leave the reply box. */
export interface Spoken {
  readonly ticket: string;
  readonly kind: 'reply' | 'note';
  readonly text: string;
  readonly files: readonly SealedFile[];
  readonly quoted?: Quoted & { readonly ref: string };
  /** Newest entries of the conversation when it was written: it cannot be one of these. */
  readonly before: readonly string[];
}

export interface Pending extends Spoken {
  readonly key: string;
  readonly operator: Operator;
  readonly at: number;
  readonly state: 'sending' | 'retrying' | 'accepted' | 'refused';
  readonly problem?: ApiError;
}

export interface Outbox {
  of(ticket: string): readonly Pending[];
  /** Sent once `after` has settled. */
  add(words: Spoken, after: Promise<unknown>): void;
  /** Tries at once what waits; true when nothing of that ticket waits any more. */
  flush(ticket: string): Promise<boolean>;
  retry(key: string): void;
  discard(key: string): void;
  /** Drops what has arrived in the conversation. */
  arrived(ticket: string, entries: readonly Entry[]): void;
  /** Tries at once what waits. */
  resume(): void;
  /** Sends nothing more; what waits is kept for the next time. */
  stop(): void;
}

const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

/** `changed` is called after every change of state; `accepted` when the server has taken words. */
export function createOutbox(
  api: Api,
  operator: Operator,
  changed: () => void,
  accepted: () => void,
): Outbox {
  const slot = `firstline.desk.outbox.${operator.id}`;
  let items = restore(slot);
  /** What was done before the words of that key. */
  const behind = new Map<string, Promise<unknown>>();
  let running: Promise<void> | undefined;
  let stopped = false;
  let waitMs = FIRST_RETRY_MS;
  let timer: number | undefined;

  function update(key: string, change: Partial<Pending>): void {
    items = items.map((item) => (item.key === key ? { ...item, ...change } : item));
    store();
  }

  function store(): void {
    if (stopped) return;
    sessionStorage.setItem(slot, JSON.stringify(items));
    changed();
  }

  const waits = ({ state }: Pending): boolean => state === 'sending' || state === 'retrying';

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (stopped) return;
    running ??= sendAll().finally(() => (running = undefined));
    await running;
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      const next = items.find(waits);
      if (!next) return;
      await behind.get(next.key);
      behind.delete(next.key);
      if (!(await sent(next))) return;
      waitMs = FIRST_RETRY_MS;
    }
  }

  /** False when the line is down and the queue has to wait. */
  async function sent({ key, kind, ticket, text, files, quoted }: Pending): Promise<boolean> {
    try {
      await api.say(kind, ticket, { id: key, text, files, ...(quoted && { quotes: quoted.ref }) });
      // an article comes back in the bot's words, or a notice says why it did not
      if (kind === 'reply' && ANSWER_COMMAND.test(text)) items = items.filter((item) => item.key !== key);
      update(key, { state: 'accepted' });
      accepted();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      update(key, { state: error.passing ? 'retrying' : 'refused', problem: error });
      if (!error.passing) return true;
      if (stopped) return false;
      timer = setTimeout(goOn, waitMs);
      waitMs = Math.min(waitMs * 2, MAX_RETRY_MS);
      return false;
    }
  }

  const goOn = (): void => void run();
  addEventListener('online', goOn);
  if (items.length > 0) void run();

  return {
    of: (ticket) => items.filter((item) => item.ticket === ticket),
    add(words, after) {
      const key = newKey();
      behind.set(key, after);
      items = [...items, { ...words, operator, key, at: Date.now(), state: 'sending' }];
      store();
      void run();
    },
    async flush(ticket) {
      const waiting = (): boolean => items.some((item) => item.ticket === ticket && waits(item));
      if (waiting()) await run();
      return !waiting();
    },
    retry(key) {
      update(key, { state: 'sending' });
      void run();
    },
    discard(key) {
      items = items.filter((item) => item.key !== key);
      store();
    },
    arrived(ticket, entries) {
      const taken = new Set<string>();
      const rest = items.filter((item) => {
        const found =
          item.ticket === ticket && item.state !== 'refused'
            ? entries.find((entry) => !taken.has(entry.id) && isSame(item, entry))
            : undefined;
        if (found) taken.add(found.id);
        return !found;
      });
      if (rest.length === items.length) return;
      items = rest;
      store();
    },
    resume: goOn,
    stop() {
      stopped = true;
      clearTimeout(timer);
      removeEventListener('online', goOn);
    },
  };
}

function isSame(item: Pending, entry: Entry): boolean {
  const { author } = entry;
  if (author.kind !== (item.kind === 'note' ? 'note' : 'operator')) return false;
  if (author.operator.id !== item.operator.id || item.before.includes(entry.id)) return false;
  return folded(toPlainText(entry.text)) === folded(item.text) && entry.files.length === item.files.length;
}

function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function restore(slot: string): readonly Pending[] {
  try {
    const stored = JSON.parse(sessionStorage.getItem(slot) ?? '[]') as Pending[];
    return stored.filter((item) => item.state !== 'accepted');
  } catch {
    return [];
  }
}
