// Waiting in tests without sleeping: a condition is looked at again whenever something says that it changed.

const BOUND_MS = 10_000;

export class Changes {
  private readonly waiting = new Set<() => void>();

  /** Call after every change that a test may wait for. */
  changed(): void {
    for (const look of [...this.waiting]) look();
  }

  /** Resolves with the first truthy answer of `look`; rejects after ten seconds, saying what was waited for. */
  until<Result>(look: () => Result, what: string): Promise<NonNullable<Result>> {
    const { promise, resolve, reject } = Promise.withResolvers<NonNullable<Result>>();
    const bound = setTimeout(() => {
      this.waiting.delete(again);
      reject(new Error(`still waiting for: ${what}`));
    }, BOUND_MS);
    const again = (): void => {
      try {
        const result = look();
        if (!isThere(result)) return;
        resolve(result);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      clearTimeout(bound);
      this.waiting.delete(again);
    };
    this.waiting.add(again);
    again();
    return promise;
  }
}

function isThere<Result>(result: Result): result is NonNullable<Result> {
  return Boolean(result);
}
