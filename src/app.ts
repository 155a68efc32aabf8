// The running product: store, workers, channels and desks wired together, started in order and stopped in reverse.
import type { FastifyInstance } from 'fastify';
import type { Shop } from './dialogue/deps.ts';
import { withDeskLookups } from './inbox/desk-lookups.ts';
import { inboxWorker } from './inbox/inbox-worker.ts';
import { healthRoutes, type Part } from './insights/health-routes.ts';
import { createMetrics } from './insights/metrics.ts';
import type { Channel } from './model/channel.ts';
import type { Desk } from './model/desk.ts';
import { type Locale, localeOf } from './model/locale.ts';
import type { OutboxId } from './model/ids.ts';
import { DeliveryError, type OutboundMessage, type Receipt } from './model/message.ts';
import type { Lookups } from './model/order.ts';
import type { Store } from './model/store.ts';
import type { Delivery } from './model/turn.ts';
import type { Target } from './outbox/attempt.ts';
import type { FileCabinet } from './outbox/file-cabinet.ts';
import { outboxWorker } from './outbox/outbox-worker.ts';
import type { Clock } from './system/clock.ts';
import type { HttpRoutes } from './system/http.ts';
import type { NewId } from './system/ids.ts';
import type { Log } from './system/log.ts';

export interface AppParts {
  readonly store: Store;
  readonly shop: () => Shop;
  readonly lookups: Lookups;
  readonly files: FileCabinet;
  readonly channels: readonly (Channel & Partial<HttpRoutes>)[];
  readonly desks: readonly (Desk & Partial<HttpRoutes>)[];
  /** Routes that belong to no channel or desk. */
  readonly otherRoutes?: readonly HttpRoutes['routes'][];
  /** What goes on behind the messages; ended before the store is closed. */
  readonly jobs?: readonly Job[];
  readonly defaultLocale: Locale;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

export interface Job {
  start(): void;
  stop(): Promise<void>;
}

export interface App {
  /** Hangs every part's routes and the health pages into the server, which is not yet listening. */
  routes(http: FastifyInstance): Promise<void>;
  start(): Promise<void>;
  /** Receives nothing more, finishes what is under way and closes the store. */
  stop(): Promise<void>;
}

export function createApp(parts: AppParts): App {
  const { store, channels, desks, files, clock, newId, log, defaultLocale } = parts;
  for (const part of [...channels, ...desks]) {
    const { name } = part;
    if (part.fetchFile)
      files.addOrigin(
        name,
        (id) => part.fetchFile?.(id) ?? Promise.reject(new Error(`${name} has no files`)),
      );
  }
  const metrics = createMetrics(store, clock);
  const inbox = inboxWorker({
    ...parts,
    lookups: withDeskLookups(parts.lookups, store, log),
    onTurn: () => metrics.countTurn(),
  });
  const outbox = outboxWorker({
    store,
    targets: targetsOf(channels, desks),
    clock,
    newId,
    random: Math.random,
    log,
  });

  return {
    async routes(http) {
      for (const part of [...channels, ...desks]) await part.routes?.(http);
      for (const routes of parts.otherRoutes ?? []) await routes(http);
      healthRoutes(http, healthParts(parts), metrics);
    },
    async start() {
      outbox.start();
      inbox.start();
      for (const desk of desks) {
        await desk.start(async (event) => {
          const result = await store.acceptDeskEvent(event);
          if (result === 'unknown-ticket')
            log.warn({ desk: desk.name, event: event.id }, 'an act on a ticket that does not exist');
        });
      }
      for (const channel of channels) {
        await channel.start(async (message) => {
          await store.acceptMessage(message, localeOf(message.locale) ?? defaultLocale);
        });
      }
      for (const job of parts.jobs ?? []) job.start();
    },
    async stop() {
      const stopped = await Promise.allSettled([...channels, ...desks].map((part) => part.stop()));
      await Promise.all((parts.jobs ?? []).map((job) => job.stop()));
      await inbox.stop();
      await outbox.stop();
      await store.close();
      const failed = stopped.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}

function targetsOf(channels: readonly Channel[], desks: readonly Desk[]): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const channel of channels) {
    const { rate } = channel.capabilities;
    targets.set(channel.name, {
      ...(rate ? { rate } : {}),
      deliver: (delivery, key, { original }) => toChannel(channel, delivery, key, original),
    });
  }
  for (const desk of desks) {
    targets.set(desk.name, {
      ...(desk.rate ? { rate: desk.rate } : {}),
      deliver: (delivery, key, { again }) =>
        delivery.kind === 'post' ? desk.post(delivery.post, key, again) : misdirected(desk.name),
    });
  }
  return targets;
}

/** What never went out is changed for nobody; what the channel cannot change is refused for good, which the desk is told. */
async function toChannel(
  channel: Channel,
  delivery: Delivery,
  key: OutboxId,
  original: Receipt | undefined,
): Promise<Receipt> {
  switch (delivery.kind) {
    case 'message':
      return channel.send(delivery.to, quoting(delivery, original), key);
    case 'edit':
      if (!original || !channel.edit) throw cannot(channel, 'edit');
      return channel.edit(delivery.to, original, delivery.message, key);
    case 'remove':
      if (!original || !channel.remove) throw cannot(channel, 'take back');
      return channel.remove(delivery.to, original, key);
    case 'post':
      return misdirected(channel.name);
  }
}

/** What quotes a message that never went out goes without the quote. */
function quoting(
  { message, quotes }: Extract<Delivery, { kind: 'message' }>,
  original: Receipt | undefined,
): OutboundMessage {
  const replyTo = quotes === undefined ? undefined : original?.refs[0];
  return replyTo === undefined ? message : { ...message, replyTo };
}

function cannot({ name }: Channel, what: string): DeliveryError {
  return new DeliveryError(`${name} cannot ${what} this message`, { outcome: 'rejected', sentForSure: 'no' });
}

function misdirected(name: string): Promise<never> {
  return Promise.reject(
    new Error(`${name} was given a delivery of the other kind: a channel and a desk share the name`),
  );
}

function healthParts({ store, channels, desks }: AppParts): Part[] {
  return [
    { name: 'store', health: () => store.ping().then(() => ({ ok: true, detail: 'reads and writes' })) },
    ...[...channels, ...desks].map((part) => ({
      name: part.name,
      health: () => part.health?.() ?? { ok: true, detail: 'on' },
    })),
  ];
}
