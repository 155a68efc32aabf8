// Numbers written as words in Russian, English and Bulgarian, cardinal or ordinal, turned into figures inside a text.

/** From 1 to 19 and the tens: each with its forms in the three languages. */
const SMALL: readonly (readonly [number, string])[] = [
  [0, 'ноль|нуля|нула|zero'],
  [1, 'один|одна|одно|одну|одного|перв(?:ый|ая|ое|ого|ой|ую|ым|ом)|един|една|едно|първи(?:я|ят)?|първ[ао](?:та|то)?|one|first'],
  [2, 'два|две|двух|втор(?:ой|ая|ое|ого|ую|ым|ом)|втор(?:и|а|о)(?:я|ят|та|то)?|two|second'],
  [3, 'три|тр[её]х|трет(?:ий|ья|ье|ьего|ью|ьей|ьим)|трет(?:и|а|о)(?:я|ят|та|то)?|three|third'],
  [4, 'четыре|четыр[её]х|четв[её]рт(?:ый|ая|ое|ого|ой|ую)|четири|четвърт[иао](?:я|ят|та|то)?|four(?:th)?'],
  [5, 'пять|пяти|пят(?:ый|ая|ое|ого|ой|ую)|пет|пет[иао](?:я|ят|та|то)?|five|fifth'],
  [6, 'шесть|шести|шест(?:ой|ая|ое|ого|ую)|шест|шест[ао](?:та|то)?|шестия(?:т)?|six(?:th)?'],
  [7, 'семь|семи|седьм(?:ой|ая|ое|ого|ую)|седем|седм[иао](?:я|ят|та|то)?|seven(?:th)?'],
  [8, 'восемь|восьми|восьм(?:ой|ая|ое|ого|ую)|осем|осм[иао](?:я|ят|та|то)?|eight|eighth'],
  [9, 'девять|девяти|девят(?:ый|ая|ое|ого|ой|ую)|девет|девет[иао](?:я|ят|та|то)?|nine|ninth'],
  [10, 'десять|десяти|десят(?:ый|ая|ое|ого|ой|ую)|десет|десет[иао](?:я|ят|та|то)?|ten(?:th)?'],
  [11, 'одиннадцат\\p{L}{1,3}|едина(?:де|й)сет\\p{L}{0,3}|eleven(?:th)?'],
  [12, 'двенадцат\\p{L}{1,3}|двана(?:де|й)сет\\p{L}{0,3}|twelve|twelfth'],
  [13, 'тринадцат\\p{L}{1,3}|трина(?:де|й)сет\\p{L}{0,3}|thirteen(?:th)?'],
  [14, 'четырнадцат\\p{L}{1,3}|четирина(?:де|й)сет\\p{L}{0,3}|fourteen(?:th)?'],
  [15, 'пятнадцат\\p{L}{1,3}|петна(?:де|й)сет\\p{L}{0,3}|fifteen(?:th)?'],
  [16, 'шестнадцат\\p{L}{1,3}|шестна(?:де|й)сет\\p{L}{0,3}|sixteen(?:th)?'],
  [17, 'семнадцат\\p{L}{1,3}|седемна(?:де|й)сет\\p{L}{0,3}|seventeen(?:th)?'],
  [18, 'восемнадцат\\p{L}{1,3}|осемна(?:де|й)сет\\p{L}{0,3}|eighteen(?:th)?'],
  [19, 'девятнадцат\\p{L}{1,3}|деветна(?:де|й)сет\\p{L}{0,3}|nineteen(?:th)?'],
  [20, 'двадцат\\p{L}{1,3}|два(?:де|й)сет\\p{L}{0,3}|twenty|twentieth'],
  [30, 'тридцат\\p{L}{1,3}|три(?:де|й)сет\\p{L}{0,3}|thirty|thirtieth'],
  [40, 'сорок|сорока|четири(?:де|й)сет|forty'],
  [50, 'пятьдесят|пятидесяти|петдесет|fifty'],
  [60, 'шестьдесят|шестидесяти|шестдесет|шейсет|sixty'],
  [70, 'семьдесят|семидесяти|седемдесет|seventy'],
  [80, 'восемьдесят|восьмидесяти|осемдесет|eighty'],
  [90, 'девяносто|девяноста|деветдесет|ninety'],
  [100, 'сто|ста|hundred'],
  [200, 'двести|двухсот|двеста'],
  [300, 'триста|тр[её]хсот'],
  [400, 'четыреста|четиристотин'],
  [500, 'пятьсот|петстотин'],
  [600, 'шестьсот|шестстотин'],
  [700, 'семьсот|седемстотин'],
  [800, 'восемьсот|осемстотин'],
  [900, 'девятьсот|деветстотин'],
  [1000, 'тысяч[аиу]?|хиляд[аи]|thousand'],
]; // prettier-ignore

const FORMS = SMALL.map(([value, forms]) => [value, new RegExp(`^(?:${forms})$`, 'u')] as const);
const WORD = /\p{L}+/gu;
/** What may stand between two words of one number: a space or hyphen, and a Bulgarian or English "and". */
const GLUE = /^(?:[\s-]{1,3}|\s+(?:и|and)\s+)$/u;

export interface Figures {
  /** The text with figures in place of the words. */
  readonly text: string;
  /** What stood in the given text between these two places of `text`. */
  readonly original: (from: number, to: number) => string;
}

/** `двадцать первого мая` becomes `21 мая`. Never throws; at most the first 1,000 characters are read. */
export function inFigures(given: string): Figures {
  const source = given.slice(0, 1000);
  const pieces: { at: number; from: number; to: number }[] = [];
  let text = '';
  let done = 0;
  for (const { value, from, to } of numbersIn(source)) {
    text += source.slice(done, from);
    pieces.push({ at: text.length, from, to });
    text += String(value);
    done = to;
  }
  text += source.slice(done);
  const place = (at: number, end: boolean): number => {
    const piece = pieces.findLast((one) => one.at <= at);
    if (!piece) return at;
    const next = piece.at + numberAt(text, piece.at).length;
    if (at < next || (end && at === next)) return end && at > piece.at ? piece.to : piece.from;
    return piece.to + (at - next);
  };
  return { text, original: (from, to) => source.slice(place(from, false), place(to, true)) };
}

function numberAt(text: string, at: number): string {
  return /^\d+/u.exec(text.slice(at))?.[0] ?? '';
}

function numbersIn(source: string): { value: number; from: number; to: number }[] {
  const found: { value: number; from: number; to: number; last: number }[] = [];
  let closing = -1;
  for (const match of source.matchAll(WORD)) {
    const word = match[0].toLowerCase();
    const value = FORMS.find(([, forms]) => forms.test(word))?.[0];
    if (value === undefined) {
      continue;
    }
    const to = match.index + match[0].length;
    const before = found.at(-1);
    const joined =
      before && before.to === closing && GLUE.test(source.slice(before.to, match.index))
        ? join(before.value, before.last, value)
        : undefined;
    if (before && joined !== undefined) Object.assign(before, { value: joined, to, last: value });
    else found.push({ value, from: match.index, to, last: value });
    closing = to;
  }
  return found.filter(({ from, to }) => !/[\d\p{L}]/u.test(source.charAt(from - 1) + source.charAt(to)));
}

/** "twenty" and "first" are one number, "two" and "three" are two. */
function join(sum: number, last: number, value: number): number | undefined {
  if (value === 1000 && sum < 1000) return sum * 1000;
  if (value === 100 && sum < 10) return sum * 100;
  const fits = (last >= 20 && last < 100 && value < 10) || (last >= 100 && value < last);
  return fits && value > 0 ? sum + value : undefined;
}
