// The figures that Prometheus scrapes, read from the store at the moment of the scrape.
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { ALLOWED_MS, type Ledger } from '../model/ledger.ts';
import type { OutboxStore, StoreHealth } from '../model/store.ts';
import type { Clock } from '../system/clock.ts';

export interface Metrics {
  /** The page in Prometheus' text format. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
  countTurn(): void;
}

/** Open tickets as the desk's rules see them. */
export interface DeskFigures {
  readonly late: number;
  /** Waiting for us, with nobody who has them. */
  readonly unassigned: number;
}

const URGENCIES: Readonly<Record<string, string>> = { 0: 'words', 1: 'notices', 2: 'cards' };

export function createMetrics(
  store: StoreHealth & Pick<OutboxStore, 'backlog'> & Pick<Ledger, 'ledgerExceptions'>,
  desk: () => Promise<DeskFigures>,
  clock: Clock,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `firstline_${name}`, help, labelNames, registers: [registry] });
  const events = gauge('events', 'Handled events by how they ended', ['outcome']);
  const pending = gauge('events_pending', 'Events accepted and not yet handled');
  const tickets = gauge('tickets', 'Tickets by status', ['status']);
  const late = gauge('tickets_late', 'Open tickets with a clock over its time');
  const unassigned = gauge('tickets_unassigned', 'Tickets that wait for us and that nobody has');
  const lane = ['target', 'urgency'];
  const waiting = gauge('outbox_waiting', 'Deliveries waiting, by channel or desk and urgency', lane);
  const oldest = gauge('outbox_oldest_seconds', 'Age of the oldest waiting delivery', lane);
  const exceptions = gauge(
    'ledger_exceptions',
    'Messages left without an outcome; npm run ledger lists them',
  );
  const turns = new Counter({
    name: 'firstline_turns_total',
    help: 'Turns since the start',
    registers: [registry],
  });
  return {
    countTurn: () => turns.inc(),
    async page() {
      const now = clock.now();
      const [counts, backlog, figures, left] = await Promise.all([
        store.counts(),
        store.backlog(now),
        desk(),
        store.ledgerExceptions(now, ALLOWED_MS),
      ]);
      events.reset();
      tickets.reset();
      waiting.reset();
      oldest.reset();
      for (const [outcome, count] of Object.entries(counts.events)) events.set({ outcome }, count);
      for (const [status, count] of Object.entries(counts.tickets)) tickets.set({ status }, count);
      pending.set(counts.pendingEvents);
      late.set(figures.late);
      unassigned.set(figures.unassigned);
      exceptions.set(left);
      for (const { target: where, waiting: count, oldestMs } of backlog) {
        const [target = where, level = '0'] = where.split('#');
        const labels = { target, urgency: URGENCIES[level] ?? level };
        waiting.set(labels, count);
        oldest.set(labels, oldestMs / 1000);
      }
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
