// The formatting inside one Markdown paragraph, by CommonMark's delimiter rules; one pass, so no text can make it slow.
import type { Span } from '../../../model/rich-text.ts';

/** A run of `*` or `_` that may still turn out to open or close something; `count` is what is left of it. */
interface Mark {
  readonly sign: string;
  count: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** A `[` that may still turn out to begin a link. */
type Bracket = 'bracket';
type Piece = Span | Mark | Bracket;

const ESCAPED = /\\([!-/:-@[-`{-~])/uy;
const AUTOLINK = /<((?:https?:\/\/|mailto:|tel:)[^\s<>]+)>/iuy;
const TARGET = /\((?:<([^<>\n]*)>|([^\s()<][^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+"[^"]*")?\)/uy;
const RUN = /`+|\*+|_+/uy;
const WORDS = /[^\\<[\]`*_\n]+/uy;

/** `\n` in the text is a hard break. */
export function inline(text: string): Span[] {
  const pieces: Piece[] = [];
  const brackets: number[] = [];
  const unclosedCode = new Set<string>();
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const say = (words: string): void => {
    const last = pieces.at(-1);
    const joins = typeof last === 'object' && 'kind' in last && last.kind === 'text';
    if (joins) pieces[pieces.length - 1] = { kind: 'text', text: last.text + words };
    else pieces.push({ kind: 'text', text: words });
  };

  const code = (run: string): void => {
    const end = unclosedCode.has(run) ? -1 : findRun(text, run, at);
    if (end === -1) {
      unclosedCode.add(run);
      say(run);
      return;
    }
    const inner = text.slice(at, end).replaceAll('\n', ' ');
    const padded = /^ .* $/u.test(inner) && inner.trim() !== '';
    pieces.push({ kind: 'code', text: padded ? inner.slice(1, -1) : inner });
    at = end + run.length;
  };

  const endBracket = (): void => {
    at += 1;
    const start = brackets.pop();
    const target = start === undefined ? null : take(TARGET);
    if (start === undefined || target === null) {
      say(']');
      return;
    }
    const spans = settle(pieces.splice(start).slice(1));
    const href = (target[1] ?? target[2] ?? '').replace(/\\([!-/:-@[-`{-~])/gu, '$1');
    // An address that a customer must not be led to leaves only its words.
    if (/^(https?:\/\/|mailto:|tel:)/iu.test(href)) pieces.push({ kind: 'link', href, spans });
    else pieces.push({ kind: 'emphasis', spans });
    brackets.length = 0;
  };

  while (at < text.length) {
    const before = text[at - 1];
    const words = take(WORDS) ?? take(ESCAPED);
    if (words !== null) {
      say(words[1] ?? words[0]);
      continue;
    }
    const auto = take(AUTOLINK)?.[1];
    const run = auto === undefined ? take(RUN)?.[0] : undefined;
    if (auto !== undefined) pieces.push({ kind: 'link', href: auto, spans: [{ kind: 'text', text: auto }] });
    else if (run?.startsWith('`')) code(run);
    else if (run !== undefined) pieces.push(markOf(run, before, text[at]));
    else if (text[at] === ']') endBracket();
    else {
      const sign = text[at] ?? '';
      at += 1;
      if (sign === '[') brackets.push(pieces.push('bracket') - 1);
      else if (sign === '\n') pieces.push({ kind: 'break' });
      else say(sign);
    }
  }
  return settle(pieces);
}

/** Pairs the marks: each closer with the nearest opener of its sign; what finds no partner is text. */
function settle(pieces: readonly Piece[]): Span[] {
  const done: Piece[] = [];
  let openers: number[] = [];
  for (const piece of pieces) {
    if (!isMark(piece)) {
      done.push(piece);
      continue;
    }
    const mark = { ...piece };
    while (mark.closes && mark.count > 0) {
      const found = openers.map((index) => fits(done[index], mark)).lastIndexOf(true);
      const start = openers[found];
      const opener = start === undefined ? undefined : done[start];
      if (start === undefined || opener === undefined || !isMark(opener)) break;
      const both = Math.min(opener.count, mark.count) >= 2;
      const spans = toSpans(done.splice(start + 1));
      openers = openers.slice(0, found + 1);
      opener.count -= both ? 2 : 1;
      mark.count -= both ? 2 : 1;
      if (opener.count === 0) {
        done.pop();
        openers.pop();
      }
      done.push({ kind: both ? 'strong' : 'emphasis', spans });
    }
    if (mark.count === 0) continue;
    done.push(mark);
    // Deeper than any sensible text: the rest of such a text keeps its signs.
    if (mark.opens && openers.length < 50) openers.push(done.length - 1);
  }
  return toSpans(done);
}

function fits(opener: Piece | undefined, closer: Mark): boolean {
  if (opener === undefined || !isMark(opener) || opener.sign !== closer.sign) return false;
  // CommonMark's "multiple of three" rule keeps `*a**b*` from pairing across.
  const ambiguous = opener.closes || closer.opens;
  const sum = opener.count + closer.count;
  return !ambiguous || sum % 3 !== 0 || (opener.count % 3 === 0 && closer.count % 3 === 0);
}

function toSpans(pieces: readonly Piece[]): Span[] {
  const spans: Span[] = [];
  for (const piece of pieces) {
    const span = piece === 'bracket' ? '[' : isMark(piece) ? piece.sign.repeat(piece.count) : piece;
    const words = typeof span === 'string' ? span : span.kind === 'text' ? span.text : undefined;
    const last = spans.at(-1);
    if (words !== undefined && last?.kind === 'text') {
      spans[spans.length - 1] = { kind: 'text', text: last.text + words };
    } else spans.push(typeof span === 'string' ? { kind: 'text', text: span } : span);
  }
  return spans;
}

function isMark(piece: Piece): piece is Mark {
  return typeof piece === 'object' && 'count' in piece;
}

/** Whether a run can open or close depends on what stands on its two sides. */
function markOf(run: string, before: string | undefined, after: string | undefined): Mark {
  const space = (sign: string | undefined): boolean => sign === undefined || /\s/u.test(sign);
  const punctuation = (sign: string | undefined): boolean => sign !== undefined && /[\p{P}\p{S}]/u.test(sign);
  const left = !space(after) && (!punctuation(after) || space(before) || punctuation(before));
  const right = !space(before) && (!punctuation(before) || space(after) || punctuation(after));
  const sign = run[0] ?? '';
  const loose = sign === '*';
  return {
    sign,
    count: run.length,
    opens: left && (loose || !right || punctuation(before)),
    closes: right && (loose || !left || punctuation(after)),
  };
}

/** Where a run of backticks of exactly this length begins; -1 when there is none. */
function findRun(text: string, run: string, from: number): number {
  for (let at = text.indexOf(run, from); at !== -1; at = text.indexOf(run, at + 1)) {
    const end = at + run.length;
    if (text[at - 1] !== '`' && text[end] !== '`') return at;
    while (text[at + 1] === '`') at += 1;
  }
  return -1;
}
