// What an SLA clock makes happen and when: a warning before the time is used up, the breach at its end. Each once per wait.
import type { Ticket, TicketEvent } from '../model/ticket.ts';
import type { ClockName, SlaClock } from './sla.ts';

export interface SlaStep {
  readonly what: 'warned' | 'breached';
  readonly clock: ClockName;
  readonly at: Date;
}

/** The steps that have not been taken yet, the earliest first; those whose time has come are in the past. */
export function slaSteps(ticket: Ticket, clocks: readonly SlaClock[], now: Date): readonly SlaStep[] {
  if (ticket.status === 'closed') return [];
  return clocks
    .flatMap((clock) => {
      const since = clock.stretches[0]?.from;
      const taken = (what: SlaStep['what']): boolean =>
        since !== undefined && ticket.history.some((event) => isStep(event, what, clock.name, since));
      const breachAt = clock.late ? now : clock.dueAt;
      const steps: SlaStep[] = [];
      if (breachAt && !taken('breached')) {
        steps.push({ what: 'breached', clock: clock.name, at: breachAt });
        // a warning that comes together with the breach says nothing new
        if (clock.warnAt && breachAt.getTime() > now.getTime() && !taken('warned'))
          steps.push({ what: 'warned', clock: clock.name, at: clock.warnAt });
      }
      return steps;
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function isStep(event: TicketEvent, what: SlaStep['what'], clock: ClockName, since: Date): boolean {
  return event.kind === what && event.detail === clock && event.at.getTime() >= since.getTime();
}
