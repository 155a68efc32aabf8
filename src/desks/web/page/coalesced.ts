// Keeps a repeated piece of work from running twice at once.

/** Runs `work` at once, and once more afterwards if it was asked for meanwhile. `work` must not reject. */
export function coalesced(work: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle';

  function start(): void {
    state = 'running';
    void work().then(() => {
      const again = state === 'again';
      state = 'idle';
      if (again) start();
    });
  }

  return () => {
    if (state === 'idle') start();
    else state = 'again';
  };
}
