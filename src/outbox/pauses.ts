// Targets that must not be sent to for a while, as they said so or their allowance is used up.

export class Pauses {
  readonly #until = new Map<string, number>();

  set(target: string, until: Date): void {
    this.#until.set(target, Math.max(until.getTime(), this.#until.get(target) ?? 0));
  }

  active(now: Date): string[] {
    for (const [target, until] of this.#until) if (until <= now.getTime()) this.#until.delete(target);
    return [...this.#until.keys()];
  }

  /** When the first pause ends; undefined when nothing is paused. */
  nextEnd(now: Date): Date | undefined {
    this.active(now);
    return this.#until.size === 0 ? undefined : new Date(Math.min(...this.#until.values()));
  }
}
