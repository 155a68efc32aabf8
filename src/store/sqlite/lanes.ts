// Which lanes have work, which are claimed, which wait. Only in memory: one process owns the file, and all of it is
// found again from the pending rows when the process starts.
import { Heap, type HeapItem } from './heap.ts';

export interface Lane<K> extends HeapItem {
  readonly key: K;
  /** Order among ready lanes, ms: how long its oldest work has been waiting. */
  since: number;
  /** Breaks ties by arrival. */
  order: number;
  /** Of a waiting lane, ms: the end of its lease, of its back-off or of its quiet time. */
  until: number;
  place: 'ready' | 'waiting' | 'held';
  /** Somebody has claimed it and not given it back, be the lease over or not. */
  out: boolean;
  /** While work may be followed by more; of a claimed lane, for when it is given back. */
  quiet: Quiet | undefined;
  /** It waits for nothing but the end of its quiet time. */
  hushed: boolean;
}

interface Quiet {
  /** Since when, ms. */
  readonly from: number;
  readonly until: number;
}

/** Times are ms. A claimed lane that is not released becomes claimable again when its lease ends. */
export class Lanes<K> {
  readonly #lanes = new Map<K, Lane<K>>();
  readonly #ready = new Heap<Lane<K>>(
    (a, b) => a.since < b.since || (a.since === b.since && a.order < b.order),
  );
  readonly #waiting = new Heap<Lane<K>>((a, b) => a.until < b.until);
  #arrivals = 0;

  /** There is work in the lane since then. A lane that is claimed or backs off stays so. */
  offer(key: K, since: number, notBefore = 0): void {
    if (!this.#lanes.has(key)) this.#add(key, since, notBefore);
  }

  /**
   * Like `offer`, for work that more may follow: it becomes claimable after `quietMs` without any more, at most `mostMs`
   * after the first of it; with `quietMs` 0 at once, whatever was waiting. All times are ms.
   */
  hush(key: K, since: number, now: number, quietMs: number, mostMs: number): void {
    const lane = this.#lanes.get(key);
    const from = lane?.quiet?.from ?? now;
    const until =
      quietMs === 0 ? now : Math.min(Math.max(lane?.quiet?.until ?? 0, now + quietMs), from + mostMs);
    const quiet = { from, until };
    if (lane === undefined) {
      this.#add(key, since, quietMs === 0 ? 0 : until, quietMs === 0 ? undefined : quiet);
    } else if (lane.hushed) {
      this.#drop(lane);
      this.#add(key, lane.since, quietMs === 0 ? 0 : until, quietMs === 0 ? undefined : quiet);
    } else if (lane.place === 'waiting') lane.quiet = quiet;
  }

  /** Gives the lane back: with the time since when its oldest work waits, or undefined when nothing is left. */
  release(key: K, since: number | undefined, notBefore = 0): void {
    const lane = this.#lanes.get(key);
    if (lane !== undefined) this.#drop(lane);
    if (since === undefined) return;
    const quiet = lane?.quiet;
    if (quiet !== undefined && quiet.until > notBefore) this.#add(key, since, quiet.until, quiet);
    else this.#add(key, since, notBefore);
  }

  /** Takes the lane whose work has waited longest, until `now + leaseMs`. */
  claim(now: number, leaseMs: number): K | undefined {
    const lane = this.head(now);
    if (lane === undefined) return undefined;
    this.#ready.remove(lane);
    lane.quiet = undefined;
    lane.out = true;
    this.#wait(lane, now + leaseMs);
    return lane.key;
  }

  has(key: K): boolean {
    return this.#lanes.has(key);
  }

  /** Its oldest work may be under way at this moment. */
  isOut(key: K): boolean {
    return this.#lanes.get(key)?.out === true;
  }

  /** Takes a ready lane out of everything until it is resumed or released. */
  hold(lane: Lane<K>): void {
    this.#ready.remove(lane);
    lane.place = 'held';
  }

  /** Whether the lane was held. */
  resume(key: K): boolean {
    const lane = this.#lanes.get(key);
    if (lane?.place !== 'held') return false;
    lane.place = 'ready';
    this.#ready.push(lane);
    return true;
  }

  /** The lane that `claim` would take. */
  head(now: number): Lane<K> | undefined {
    for (
      let lane = this.#waiting.peek();
      lane !== undefined && lane.until <= now;
      lane = this.#waiting.peek()
    ) {
      this.#waiting.remove(lane);
      lane.place = 'ready';
      lane.hushed = false;
      this.#ready.push(lane);
    }
    return this.#ready.peek();
  }

  /** When the next lane falls due; a claimed one counts from the end of its lease. */
  nextDue(): number | undefined {
    return this.#ready.peek()?.since ?? this.#waiting.peek()?.until;
  }

  #add(key: K, since: number, notBefore: number, quiet?: Quiet): void {
    const hushed = quiet !== undefined;
    const order = ++this.#arrivals;
    const lane: Lane<K> = {
      key,
      since,
      order,
      until: 0,
      place: 'ready',
      out: false,
      slot: 0,
      quiet,
      hushed,
    };
    this.#lanes.set(key, lane);
    if (notBefore > 0) this.#wait(lane, notBefore);
    else this.#ready.push(lane);
  }

  #wait(lane: Lane<K>, until: number): void {
    lane.place = 'waiting';
    lane.until = until;
    this.#waiting.push(lane);
  }

  #drop(lane: Lane<K>): void {
    this.#lanes.delete(lane.key);
    if (lane.place !== 'held') (lane.place === 'ready' ? this.#ready : this.#waiting).remove(lane);
  }
}
