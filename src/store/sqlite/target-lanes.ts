// The lanes of deliveries, a set for each target and urgency: what may wait lets what may not go first.
import { type Lane, Lanes } from './lanes.ts';

/** The lanes to one lane target, and those of the same target that go before them. */
interface Rank<K> {
  readonly target: string;
  readonly lanes: Lanes<K>;
  readonly above: readonly Rank<K>[];
  readonly below: Rank<K>[];
}

/**
 * A set of lanes for each lane target (`laneTargetOf`), so that a paused one costs nothing. Behind `#1` and `#2` nothing is
 * claimed while something more urgent to that target is due, nor, in one conversation, before everything more urgent is gone.
 */
export class TargetLanes<K> {
  readonly #ranks = new Map<string, Rank<K>>();

  of(target: string): Lanes<K> {
    return this.#rank(target).lanes;
  }

  /** Takes the lane whose work has waited longest among all lane targets but those in `except`. */
  claim(now: number, leaseMs: number, except: readonly string[]): { target: string; key: K } | undefined {
    let best: { rank: Rank<K>; since: number } | undefined;
    for (const rank of this.#ranks.values()) {
      if (except.includes(rank.target) || rank.above.some((above) => isDue(above, now, except))) continue;
      const head = headOf(rank, now);
      if (head !== undefined && (best === undefined || head.since < best.since)) {
        best = { rank, since: head.since };
      }
    }
    const key = best?.rank.lanes.claim(now, leaseMs);
    return best === undefined || key === undefined ? undefined : { target: best.rank.target, key };
  }

  /** Like `Lanes.release`; true when there is something to claim now or at a later time. */
  release(target: string, key: K, since: number | undefined, notBefore?: number): boolean {
    const { lanes, below } = this.#rank(target);
    lanes.release(key, since, notBefore);
    if (since !== undefined) return true;
    return below.filter((rank) => rank.lanes.resume(key)).length > 0;
  }

  nextDue(except: readonly string[] = []): number | undefined {
    let next: number | undefined;
    for (const { target, lanes } of this.#ranks.values()) {
      const due = except.includes(target) ? undefined : lanes.nextDue();
      if (due !== undefined && (next === undefined || due < next)) next = due;
    }
    return next;
  }

  #rank(target: string): Rank<K> {
    let rank = this.#ranks.get(target);
    if (rank === undefined) {
      const above = moreUrgent(target).map((name) => this.#rank(name));
      rank = { target, lanes: new Lanes(), above, below: [] };
      for (const one of above) one.below.push(rank);
      this.#ranks.set(target, rank);
    }
    return rank;
  }
}

function isDue<K>({ target, lanes }: Rank<K>, now: number, except: readonly string[]): boolean {
  return !except.includes(target) && lanes.head(now) !== undefined;
}

/** Lanes whose conversation has something more urgent on its way are put aside until that is gone. */
function headOf<K>({ lanes, above }: Rank<K>, now: number): Lane<K> | undefined {
  for (let head = lanes.head(now); head !== undefined; head = lanes.head(now)) {
    const { key } = head;
    if (!above.some((rank) => rank.lanes.has(key))) return head;
    lanes.hold(head);
  }
  return undefined;
}

/** For `desk#2`: `desk` and `desk#1`. */
function moreUrgent(target: string): string[] {
  const [, name, urgency] = /^(.*)#(\d)$/su.exec(target) ?? [];
  if (name === undefined) return [];
  return Array.from({ length: Number(urgency) }, (_, rank) => (rank === 0 ? name : `${name}#${rank}`));
}
