// What it takes to turn the word that was meant into the word that was typed, when fingers slip and ears mislead.

/** A wrong letter is dearer than a slip of the hand: swapped, doubled, left out, or the key beside. */
const SWAPPED = 0.75;
const DOUBLED = 0.6;
const LEFT_OUT = 0.9;
const ADDED = 1.15;
const BESIDE = 0.85;
const ALIKE = 0.8;
const WRONG = 1.3;
/** People rarely miss the first letter of a word. */
const FIRST_LETTER = 0.55;

/** Cost of reading `typed` as `meant`, about 1 a mistake; Infinity beyond `limit`. Time grows with the product of the lengths. */
export function editCost(typed: string, meant: string, limit: number): number {
  const width = meant.length;
  if (Math.abs(typed.length - width) > limit / DOUBLED) return Infinity;
  let before = new Float64Array(width + 1);
  let last = new Float64Array(width + 1);
  let row = new Float64Array(width + 1);
  for (let j = 1; j <= width; j += 1) last[j] = (last[j - 1] ?? 0) + leftOut(meant, j);
  for (let i = 1; i <= typed.length; i += 1) {
    row[0] = (last[0] ?? 0) + ADDED + (i === 1 ? FIRST_LETTER : 0);
    let least = row[0];
    for (let j = 1; j <= width; j += 1) {
      const a = typed.charCodeAt(i - 1);
      const b = meant.charCodeAt(j - 1);
      const first = i === 1 && j === 1 ? FIRST_LETTER : 0;
      let cost = (last[j - 1] ?? 0) + (a === b ? 0 : first + replaced(a, b));
      cost = Math.min(cost, (row[j - 1] ?? 0) + leftOut(meant, j));
      cost = Math.min(cost, (last[j] ?? 0) + (i > 1 && a === typed.charCodeAt(i - 2) ? DOUBLED : ADDED));
      if (i > 1 && j > 1 && a === meant.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === b && a !== b)
        cost = Math.min(cost, (before[j - 2] ?? 0) + SWAPPED);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return Infinity;
    [before, last, row] = [last, row, before];
  }
  const cost = last[width] ?? Infinity;
  return cost > limit ? Infinity : cost;
}

/** One of two equal letters is easily left out; the first letter hardly ever is. */
function leftOut(meant: string, j: number): number {
  if (j === 1) return LEFT_OUT + FIRST_LETTER;
  return meant.charCodeAt(j - 1) === meant.charCodeAt(j - 2) ? DOUBLED : LEFT_OUT;
}

function replaced(a: number, b: number): number {
  const pair = pairOf(a, b);
  if (BESIDE_KEYS.has(pair)) return BESIDE;
  return SOUND_ALIKE.has(pair) ? ALIKE : WRONG;
}

function pairOf(a: number, b: number): number {
  return a < b ? a * 65_536 + b : b * 65_536 + a;
}

const ROWS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
  ['явертъуиопшщ', 'асдфгхйкл', 'зьцжбнмч'],
];
const BESIDE_KEYS = new Set(
  ROWS.flatMap((rows) =>
    rows.flatMap((row) =>
      Array.from(row.slice(1), (key, at) => pairOf(key.charCodeAt(0), row.charCodeAt(at))),
    ),
  ),
);

/** Letters that are heard alike, or that one language writes where another speaks. */
const SOUND_ALIKE = new Set(
  'оа еи ия еэ ыи зс дт бп гк вф шщ жш цс ъь ъа уо юу яа ae ei ai ou ao eo iy sc ck sz gj vw uw'
    .split(' ')
    .map((pair) => pairOf(pair.charCodeAt(0), pair.charCodeAt(1))),
);
