// The figures that Prometheus scrapes, read from the store at the moment of the scrape.
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { OutboxStore, StoreHealth } from '../model/store.ts';
import type { Clock } from '../system/clock.ts';

export interface Metrics {
  /** The page in Prometheus' text format. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
  countTurn(): void;
}

export function createMetrics(store: StoreHealth & Pick<OutboxStore, 'backlog'>, clock: Clock): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `firstline_${name}`, help, labelNames, registers: [registry] });
  const events = gauge('events', 'Handled events by how they ended', ['outcome']);
  const pending = gauge('events_pending', 'Events accepted and not yet handled');
  const tickets = gauge('tickets', 'Tickets by status', ['status']);
  const waiting = gauge('outbox_waiting', 'Deliveries waiting, by channel or desk', ['target']);
  const oldest = gauge('outbox_oldest_seconds', 'Age of the oldest waiting delivery', ['target']);
  const turns = new Counter({
    name: 'firstline_turns_total',
    help: 'Turns since the start',
    registers: [registry],
  });
  return {
    countTurn: () => turns.inc(),
    async page() {
      const [counts, backlog] = await Promise.all([store.counts(), store.backlog(clock.now())]);
      events.reset();
      tickets.reset();
      waiting.reset();
      oldest.reset();
      for (const [outcome, count] of Object.entries(counts.events)) events.set({ outcome }, count);
      for (const [status, count] of Object.entries(counts.tickets)) tickets.set({ status }, count);
      pending.set(counts.pendingEvents);
      for (const { target, waiting: count, oldestMs } of backlog) {
        waiting.set({ target }, count);
        oldest.set({ target }, oldestMs / 1000);
      }
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
