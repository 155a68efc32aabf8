// The running product: store, workers, channels and desks wired together, started in order and stopped in reverse.
import type { FastifyInstance } from 'fastify';
import type { Shop } from './dialogue/deps.ts';
import { withDeskLookups } from './inbox/desk-lookups.ts';
import { deskFigures } from './inbox/board/queue.ts';
import { inboxWorker } from './inbox/inbox-worker.ts';
import { asStaffActs } from './inbox/operators.ts';
import { healthRoutes, type Part } from './insights/health-routes.ts';
import { createMetrics } from './insights/metrics.ts';
import type { Channel } from './model/channel.ts';
import type { Desk } from './model/desk.ts';
import { type Locale, localeOf } from './model/locale.ts';
import type { Lookups } from './model/order.ts';
import type { Store } from './model/store.ts';
import type { FileCabinet } from './outbox/file-cabinet.ts';
import { outboxWorker } from './outbox/outbox-worker.ts';
import { targetsOf } from './outbox/targets.ts';
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
  const metrics = createMetrics(store, () => deskFigures(store, parts.shop().slaRules, clock.now()), clock);
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
          const result = await store.acceptDeskEvent(asStaffActs(event, await store.staff()));
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

function healthParts({ store, channels, desks }: AppParts): Part[] {
  return [
    { name: 'store', health: () => store.ping().then(() => ({ ok: true, detail: 'reads and writes' })) },
    ...[...channels, ...desks].map((part) => ({
      name: part.name,
      health: () => part.health?.() ?? { ok: true, detail: 'on' },
    })),
  ];
}
