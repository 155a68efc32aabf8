// How long to wait before the next try: doubling from a second to five minutes, spread so that lanes do not march in step.

const FIRST_MS = 1_000;
const MOST_MS = 5 * 60_000;

/** `attempts` is the number of failures before this one, `random` is 0 to 1. Between 50 and 100 % of the doubled time. */
export function backOffMs(attempts: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(attempts, 20), MOST_MS);
  return Math.round(full * (0.5 + random / 2));
}
