// What is being sent at this moment, and which targets have as much of it as they take.
import type { RateLimit } from '../model/channel.ts';
import type { OutboxId } from '../model/ids.ts';
import type { ClaimedDelivery } from '../model/store.ts';
import { laneTargetsFrom, targetOf } from '../model/turn.ts';

/** So that a channel that hangs leaves room for the others. */
const MOST_PER_TARGET = 32;

export class UnderWay {
  readonly #targets = new Map<OutboxId, string>();
  /** Of targets that say how many they take at a time. */
  readonly #most = new Map<string, number>();
  /** Claims being made, each of which may turn out to be for any target. */
  #claiming = 0;

  constructor(targets: ReadonlyMap<string, { readonly rate?: RateLimit }>) {
    for (const [name, { rate }] of targets) {
      if (rate?.atOnce !== undefined) this.#most.set(name, Math.min(rate.atOnce, MOST_PER_TARGET));
    }
  }

  /** Claims something that is not under way yet, and counts it from then on. `claimOne` is given the lane targets to leave out. */
  async claim(
    claimOne: (full: readonly string[]) => Promise<ClaimedDelivery | undefined>,
  ): Promise<ClaimedDelivery | undefined> {
    for (;;) {
      const full = this.full();
      this.#claiming += 1;
      try {
        const claimed = await claimOne(full);
        if (claimed === undefined) return undefined;
        const { id, delivery } = claimed.outgoing;
        // still being sent when its lease ran out: claiming it has made the lease longer, sending it again would double it
        if (this.#targets.has(id)) continue;
        this.#targets.set(id, targetOf(delivery));
        return claimed;
      } finally {
        this.#claiming -= 1;
      }
    }
  }

  end(id: OutboxId): void {
    this.#targets.delete(id);
  }

  /** Lane targets that take no more at this moment. */
  full(): string[] {
    const counts = new Map<string, number>();
    for (const target of this.#targets.values()) counts.set(target, (counts.get(target) ?? 0) + 1);
    const names = new Set([...counts.keys(), ...this.#most.keys()]);
    return [...names]
      .filter((name) => (counts.get(name) ?? 0) + this.#claiming >= (this.#most.get(name) ?? MOST_PER_TARGET))
      .flatMap((name) => laneTargetsFrom(name, 0));
  }
}
