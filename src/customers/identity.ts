// Who may see an order or a repair case: whoever knows its number and something that belongs to it. Wrong pairs are limited,
// and never told apart: "no such order" and "not yours" look the same.
//
// 1. An address may be wrong five times an hour, whatever it guesses at.
// 2. An object may be guessed at wrongly from five addresses an hour. From then on only an address with no wrong guess in
//    that hour may try it: whoever owns the order is not locked out by what strangers do.
// 3. Addresses can be made at will, so chance is limited by the day: after thirty wrong guesses of four digits at one object
//    four digits prove nothing there, from nobody, until a day has passed since the oldest of them. A whole e-mail or phone
//    number, which chance does not hit, still proves it, and has thirty wrong guesses a day of its own.
//
// So a stranger has at most 30 of 10,000 a day at an order, however many addresses he makes, and the owner can always come
// in with the whole number or e-mail unless those too have been guessed at thirty times that day.
import type { WrongAttempt } from '../model/store.ts';

export interface Proof {
  /** Digits of the order's phone, country code included. */
  readonly phone: string;
  readonly email?: string;
}

const HOUR_MS = 60 * 60 * 1000;
/** As far back as wrong guesses count. */
export const ATTEMPT_WINDOW_MS = 24 * HOUR_MS;
const MAX_BY_ADDRESS = 5;
const MAX_ADDRESSES = 5;
const MAX_A_DAY = 30;
/** Digits of a phone number that is whole without its country code. */
const WHOLE_DIGITS = 9;

/** `given` is the phone's last four digits, a whole phone number with or without country code, or a whole e-mail. */
export function proves(given: string, proof: Proof): boolean {
  const said = given.trim().toLowerCase();
  if (said.includes('@')) return proof.email !== undefined && said === proof.email.toLowerCase();
  const known = proof.phone.replace(/\D/gu, '');
  const digits = digitsOf(said);
  if (digits === undefined || known.length < WHOLE_DIGITS) return false;
  if (digits.length === 4) return known.endsWith(digits);
  // a leading 8 or 0 stands for the country code at home
  return digits.length >= WHOLE_DIGITS && known.endsWith(digits.replace(/^(?:00|[08])(?=\d{9,10}$)/u, ''));
}

/** Whether chance can hit such a proof. */
export function kindOfProof(given: string): WrongAttempt['proof'] {
  return given.includes('@') || (digitsOf(given)?.length ?? 0) >= WHOLE_DIGITS ? 'whole' : 'short';
}

/** When a try with that proof counts again; undefined when one may be made now. Each list is newest first. */
export function limitedUntil(
  wrong: { readonly byAddress: readonly Date[]; readonly atObject: readonly WrongAttempt[] },
  proof: WrongAttempt['proof'],
  now: Date,
): Date | undefined {
  const hourAgo = now.getTime() - HOUR_MS;
  const lately = (at: Date): boolean => at.getTime() > hourAgo;
  const own = wrong.byAddress.filter(lately);
  const addresses = new Set(wrong.atObject.filter(({ at }) => lately(at)).map(({ who }) => who));
  const ends = [
    // the oldest of the last tries must fall out of the window first
    after(own[MAX_BY_ADDRESS - 1], HOUR_MS),
    addresses.size >= MAX_ADDRESSES ? after(own[0], HOUR_MS) : undefined,
    after(wrong.atObject.filter((one) => one.proof === proof)[MAX_A_DAY - 1]?.at, ATTEMPT_WINDOW_MS),
  ].filter((at) => at !== undefined);
  return ends.sort((a, b) => b.getTime() - a.getTime())[0];
}

function after(at: Date | undefined, ms: number): Date | undefined {
  return at && new Date(at.getTime() + ms);
}

function digitsOf(said: string): string | undefined {
  return /^[\d\s()+.-]+$/u.test(said) ? said.replace(/\D/gu, '') : undefined;
}
