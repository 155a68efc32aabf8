// A serial number as it stands on the label, whatever alphabet its letters were typed in. Shown whole: it must be read back.
import type { Found, SlotType } from '../types.ts';
import { latinLookalikes } from './lookalikes.ts';

/** Read after Cyrillic doubles became Latin capitals, so the words are spelled that way as well. */
const CUE =
  /(?:\bS\s?\/\s?N\b|\bSN\b|\bSER(?:IAL)?\b\.?|(?<![\p{L}\p{N}])(?:СЕРИЙН|СЕРИЕН|СЕР\.))[\p{L}.]*(?:\s+(?:NUMBER|NO\.?|НОМЕР[А-Я]*))?/iu;
const SPACES = '[ \\t]';
const BODY = `[A-Z0-9](?:[A-Z0-9]|[-/.](?=[A-Z0-9])|${SPACES}(?=[A-Z0-9]*\\d)){3,38}[A-Z0-9]`;
const AFTER_CUE = new RegExp(`^\\s*(?:[:#№=]|IS\\b|Е\\b|—|-)?\\s*(${BODY})(?![\\p{L}\\p{N}])`, 'u');
const WORD = /(?<![\p{L}\p{N}])[A-Z0-9](?:[A-Z0-9]|[-/.](?=[A-Z0-9])){3,38}[A-Z0-9](?![\p{L}\p{N}])/gu;
const WHOLE = new RegExp(`^${BODY}$`, 'u');
const MIN_DIGITS = 3;

export const serial: SlotType = {
  name: 'serial',
  parse(said) {
    const words = (said.text ?? '').trim().slice(0, 300);
    const found = named(words) ?? alone(words);
    if (!found) return { kind: 'invalid', why: 'slot.serial.invalid' };
    return { kind: 'value', slot: found.slot, fit: found.certain ? 'certain' : 'possible' };
  },
  find: named,
};

/** With a word before it that says what it is. */
function named(text: string): Found | undefined {
  const cue = CUE.exec(text);
  if (!cue) return undefined;
  const start = cue.index + cue[0].length;
  const match = AFTER_CUE.exec(latinLookalikes(text).slice(start));
  const body = match?.[1];
  if (!match || body === undefined || !isSerial(body)) return undefined;
  const at = start + match[0].length - body.length;
  return { ...asFound(body, true), words: text.slice(cue.index, at + body.length) };
}

/** The whole answer, in groups or not; or the one word in it that looks like a serial number. */
function alone(words: string): Found | undefined {
  const plain = latinLookalikes(words)
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/[.!]+$/u, '');
  if (WHOLE.test(plain) && isSerial(plain)) return asFound(plain, true);
  const [only, ...others] = [...plain.matchAll(WORD)].map(([word]) => word).filter(isSerial);
  return only !== undefined && others.length === 0 ? asFound(only, false) : undefined;
}

function isSerial(body: string): boolean {
  return body.replace(/\D/gu, '').length >= MIN_DIGITS && !/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/u.test(body);
}

function asFound(body: string, certain: boolean): Found {
  const value = body.replace(/\s+/gu, '');
  return { slot: { value, shown: value }, certain, words: body };
}
