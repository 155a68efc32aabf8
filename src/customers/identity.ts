// Who may see an order: whoever knows its number and something that belongs to it. Wrong pairs are limited, and never
// told apart: "no such order" and "not yours" look the same.

export interface Proof {
  /** Digits of the order's phone, country code included. */
  readonly phone: string;
  readonly email?: string;
}

export const ATTEMPT_WINDOW_MS = 60 * 60 * 1000;
const MAX_BY_ADDRESS = 5;
const MAX_AT_ORDER = 10;

/** `given` is the phone's last four digits or a whole e-mail. */
export function proves(given: string, proof: Proof): boolean {
  const said = given.trim().toLowerCase();
  if (said.includes('@')) return proof.email !== undefined && said === proof.email.toLowerCase();
  const digits = proof.phone.replace(/\D/gu, '');
  return /^\d{4}$/u.test(said) && digits.length >= 4 && digits.endsWith(said);
}

/** When the next try counts again; undefined when one may be made now. Each list is newest first. */
export function limitedUntil(wrong: {
  readonly byAddress: readonly Date[];
  readonly atOrder: readonly Date[];
}): Date | undefined {
  const ends = [freeAt(wrong.byAddress, MAX_BY_ADDRESS), freeAt(wrong.atOrder, MAX_AT_ORDER)].filter(
    (at) => at !== undefined,
  );
  return ends.sort((a, b) => b.getTime() - a.getTime())[0];
}

/** The oldest of the last `max` wrong tries must fall out of the window first. */
function freeAt(newestFirst: readonly Date[], max: number): Date | undefined {
  const oldest = newestFirst[max - 1];
  return oldest && new Date(oldest.getTime() + ATTEMPT_WINDOW_MS);
}
