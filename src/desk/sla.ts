// The SLA clocks of a ticket: one pure function over its history, the business calendars and the policy. Nothing is stored of it.
import type { Priority, Ticket, TicketEvent } from '../model/ticket.ts';
import { afterBusinessMs, businessMs } from './business-time.ts';
import type { Calendar } from './calendar.ts';

export type ClockName = 'first' | 'next' | 'solution';

/** Business time allowed, ms. */
export type Targets = Readonly<Record<ClockName, number>>;

export interface SlaPolicy {
  readonly targets: Readonly<Record<Priority, Targets>>;
  /** Share of the allowed time, 0 to 1, at which the staff is warned. */
  readonly warnAt: number;
}

export interface SlaRules {
  readonly policy: SlaPolicy;
  /** The hours of a queue. */
  calendarOf(queue: string): Calendar;
}

/** A stretch in which the clock ran, by the hours of one queue. */
export interface Stretch {
  readonly from: Date;
  /** Absent while it runs. */
  readonly to?: Date;
  readonly queue: string;
  /** The event that started it and the one that ended it. */
  readonly because: TicketEvent['kind'];
  readonly until?: TicketEvent['kind'];
  /** Business time in it, ms, up to now. */
  readonly ms: number;
}

export interface SlaClock {
  readonly name: ClockName;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly stretches: readonly Stretch[];
  /** Business time used, ms. */
  readonly usedMs: number;
  /** Allowed by the present priority, ms. */
  readonly allowedMs: number;
  readonly late: boolean;
  /** When it will be used up, and when the staff is to be warned; only while it runs, absent when work never comes. */
  readonly dueAt?: Date;
  readonly warnAt?: Date;
}

/**
 * first: from the opening to our first words. next: from the customer's first unanswered words to ours; its stretches are
 * those of the latest wait. solution: from the opening to the close, standing still while we wait for the customer. All
 * stand still while the ticket sleeps.
 */
export function slaClocks(ticket: Ticket, rules: SlaRules, now: Date): readonly SlaClock[] {
  const meters = { first: new Meter(), next: new Meter(), solution: new Meter() };
  let queue = queueAtOpening(ticket);
  let answered = false;
  let asleep: readonly Meter[] = [];
  for (const event of ticket.history) {
    const { at, kind } = event;
    switch (kind) {
      case 'opened':
        meters.first.start(at, queue, kind);
        meters.solution.start(at, queue, kind);
        break;
      case 'operator-wrote':
        answered = true;
        asleep = [];
        meters.first.stop(at, kind);
        meters.next.stop(at, kind);
        meters.solution.pause(at, kind);
        break;
      case 'customer-wrote':
      case 'not-solved':
      case 'reopened':
        if (answered && !meters.next.runs) meters.next.restart(at, queue, kind);
        if (!answered) meters.first.start(at, queue, kind);
        meters.solution.start(at, queue, kind);
        break;
      case 'solved':
        asleep = [];
        meters.first.stop(at, kind);
        meters.next.stop(at, kind);
        meters.solution.pause(at, kind);
        break;
      case 'closed':
        for (const meter of Object.values(meters)) meter.stop(at, kind);
        break;
      case 'snoozed':
        // put aside once more while it sleeps: what ran before is still to go on
        if (Object.values(meters).some(({ runs }) => runs))
          asleep = Object.values(meters).filter(({ runs }) => runs);
        for (const meter of asleep) meter.pause(at, kind);
        break;
      case 'woken':
        for (const meter of asleep) meter.resume(at, queue, kind);
        asleep = [];
        break;
      case 'queue':
        queue = event.detail ?? queue;
        for (const meter of Object.values(meters)) meter.move(at, queue, kind);
        break;
      default:
        break;
    }
  }
  const allowed = rules.policy.targets[ticket.priority];
  return (['first', 'next', 'solution'] as const)
    .filter((name) => meters[name].spans.length > 0)
    .map((name) => read(name, meters[name], allowed[name], rules, now));
}

function queueAtOpening(ticket: Ticket): string {
  const moves = ticket.history.filter(({ kind }) => kind === 'queue');
  // the first move says in its own words where it went; what it was before stands in the event at the opening
  return (
    ticket.history.find(({ kind }) => kind === 'opened')?.detail ?? moves[0]?.detail ?? ticket.queue ?? ''
  );
}

type Span = Omit<Stretch, 'ms'>;

/** Collects the stretches of one clock. Starting twice and stopping twice change nothing. */
class Meter {
  spans: Span[] = [];
  state: SlaClock['state'] = 'stopped';

  get runs(): boolean {
    return this.state === 'running';
  }

  start(from: Date, queue: string, because: Span['because']): void {
    if (this.runs) return;
    this.spans.push({ from, queue, because });
    this.state = 'running';
  }

  restart(from: Date, queue: string, because: Span['because']): void {
    this.spans = [];
    this.state = 'stopped';
    this.start(from, queue, because);
  }

  pause(to: Date, until: Span['because']): void {
    if (this.runs) this.#end(to, until, 'paused');
  }

  stop(to: Date, until: Span['because']): void {
    if (this.runs) this.#end(to, until, 'stopped');
    else if (this.state === 'paused') this.state = 'stopped';
  }

  /** Goes on, unless it was stopped for good meanwhile. */
  resume(from: Date, queue: string, because: Span['because']): void {
    if (this.state === 'paused') this.start(from, queue, because);
  }

  /** Goes on by the hours of another queue. */
  move(at: Date, queue: string, because: Span['because']): void {
    if (!this.runs || this.spans.at(-1)?.queue === queue) return;
    this.#end(at, because, 'paused');
    this.start(at, queue, because);
  }

  #end(to: Date, until: Span['because'], state: SlaClock['state']): void {
    const last = this.spans.pop();
    if (last) this.spans.push({ ...last, to, until });
    this.state = state;
  }
}

function read(name: ClockName, meter: Meter, allowedMs: number, rules: SlaRules, now: Date): SlaClock {
  const stretches = meter.spans.map((span) => ({
    ...span,
    ms: businessMs(rules.calendarOf(span.queue), span.from, span.to ?? now),
  }));
  const usedMs = stretches.reduce((sum, { ms }) => sum + ms, 0);
  const clock = { name, state: meter.state, stretches, usedMs, allowedMs, late: usedMs > allowedMs };
  const last = stretches.at(-1);
  if (!meter.runs || !last) return clock;
  const calendar = rules.calendarOf(last.queue);
  const before = usedMs - last.ms;
  const at = (share: number): Date | undefined =>
    afterBusinessMs(calendar, last.from, allowedMs * share - before);
  const dueAt = at(1);
  const warnAt = at(rules.policy.warnAt);
  return { ...clock, ...(dueAt ? { dueAt } : {}), ...(warnAt ? { warnAt } : {}) };
}
