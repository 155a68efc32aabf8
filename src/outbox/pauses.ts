// Lanes that must not be served for a while, as their target said so or its allowance is used up. What is refused says
// nothing of what is more urgent: a desk may keep back some of its allowance for words.
import { laneTargetsFrom, type Urgency } from '../model/turn.ts';

export class Pauses {
  /** By lane target, ms. */
  readonly #until = new Map<string, number>();

  /** Pauses what goes to `target` at that urgency and below. */
  set(target: string, urgency: Urgency, until: Date): void {
    for (const lane of laneTargetsFrom(target, urgency)) {
      this.#until.set(lane, Math.max(until.getTime(), this.#until.get(lane) ?? 0));
    }
  }

  /** Lane targets. */
  active(now: Date): string[] {
    for (const [lane, until] of this.#until) if (until <= now.getTime()) this.#until.delete(lane);
    return [...this.#until.keys()];
  }

  /** When the first pause ends; undefined when nothing is paused. */
  nextEnd(now: Date): Date | undefined {
    this.active(now);
    return this.#until.size === 0 ? undefined : new Date(Math.min(...this.#until.values()));
  }
}
