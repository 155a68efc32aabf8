// Trouble that a test plans: answers that are wrong, connections that break, storms of 429.
import { Refusal } from './refusal.ts';

export interface Fault {
  readonly status: number;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The body as it is, for answers that are not the Bot API's (a proxy's HTML). */
  readonly body?: string;
  readonly times?: number;
  /** Does the work first, so that only the answer is wrong. */
  readonly afterDoing?: boolean;
}

export type Planned =
  (Fault & { readonly drop?: false }) | { readonly drop: true; readonly afterDoing: boolean };

export interface Storm {
  /** Each so-many-th call is refused; 1, the default, is all of them. */
  readonly every?: number;
  /** Seconds that Telegram asks to wait; 1 without. */
  readonly retryAfter?: number;
}

/** The connection breaks without an answer. */
export class Dropped extends Error {}

export class BadAnswer extends Error {
  readonly status: number;

  constructor(status: number, body: string) {
    super(body);
    this.status = status;
  }
}

export class Faults {
  private readonly planned = new Map<string, Planned[]>();
  private storms: {
    readonly method: string;
    readonly every: number;
    readonly fault: Fault;
    calls: number;
  }[] = [];

  plan(method: string, fault: Planned, times = 1): void {
    const known = this.planned.get(method) ?? [];
    this.planned.set(method, [...known, ...Array<Planned>(times).fill(fault)]);
  }

  storm(method: string, { every = 1, retryAfter = 1 }: Storm): void {
    const description = `Too Many Requests: retry after ${retryAfter}`;
    const fault: Fault = { status: 429, description, parameters: { retry_after: retryAfter } };
    this.storms.push({ method, every, fault, calls: 0 });
  }

  calm(): void {
    this.storms = [];
  }

  /** The fault that this call meets, if any. */
  next(method: string): Planned | undefined {
    return this.planned.get(method)?.shift() ?? this.planned.get('*')?.shift() ?? this.stormFor(method);
  }

  private stormFor(method: string): Fault | undefined {
    for (const storm of this.storms) {
      const meant = storm.method === '*' ? !method.startsWith('get') : storm.method === method;
      if (meant) storm.calls += 1;
      if (meant && storm.calls % storm.every === 0) return storm.fault;
    }
    return undefined;
  }
}

export function errorOf(fault: Planned): Error {
  if (fault.drop) return new Dropped();
  if (fault.body !== undefined) return new BadAnswer(fault.status, fault.body);
  return new Refusal(fault.status, fault.description ?? `Error ${fault.status}`, fault.parameters);
}
