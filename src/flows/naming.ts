// Which question a customer speaks of: by its label, or by everyday words for its type, in three languages.
import { type Place, typesAt } from './places.ts';

/** Beginnings of everyday words for a type's value. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  phone: ['телефон', 'phone', 'мобильн', 'мобилн', 'mobile'],
  email: ['почт', 'email', 'e-mail', 'имейл', 'мейл', 'мэйл', 'mail', 'пощ'],
  date: ['дат', 'date'],
  'order-number': ['заказ', 'номер', 'order', 'number', 'поръчк'],
  product: ['модел', 'model', 'товар', 'product', 'продукт', 'уред', 'appliance', 'техник'],
  city: ['город', 'city', 'town', 'град'],
  files: ['фото', 'photo', 'picture', 'снимк', 'файл', 'file'],
  serial: ['серийн', 'serial', 'сериен'],
  money: ['сумм', 'цен', 'amount', 'price', 'сума'],
};

/** Words around a value or a name that say nothing themselves. */
const FILLERS = new Set(
  (
    'я мы мой моя моё мое мои мне меня у это эта этот вот на не нет да ну то так там же бы и а но по в во с со из от для до за ' +
    'уже ещё еще только просто пожалуйста извините простите ой всё все верно правильно надо нужно хочу есть будет был была было ' +
    'указал указала написал написала ввел ввёл ввела назвал сказал дал дала ' +
    'другой другая другое другие другую тот та те неверный неверная неверно неправильный неправильная неправильно ошибся ошиблась ошибка ' +
    'измени изменить измените поменяй поменять поменяйте исправь исправить исправьте поправьте замени заменить перепутал перепутала вернее точнее самом деле ' +
    'i we my the a an is was are it its this that to of for in on at with from as no not yes and but only just please sorry oh actually should ' +
    'be other another different wrong incorrect mistake made change correct fix meant mean rather instead all right everything new one want need ' +
    'аз ми мой моят моята моето ме мен е са бе беше не да ли на във в с със от за до но а и само моля извинете всичко вярно друг друга друго грешен ' +
    'грешна грешно грешка сгреших промени променете смени сменете поправи поправете обърках всъщност точно трябва искам има ще съм това този тази'
  ).split(/\s+/u),
);

export interface Named {
  readonly place: Place;
  /** What follows the name, without the words that say nothing. */
  readonly rest: string;
}

/** The place that the words name best; undefined when they name none, or two of them equally and no type decides. */
export function namedIn(
  text: string,
  places: readonly Place[],
  labelOf: (place: Place) => string,
): Named | undefined {
  const words = tokens(text);
  const scored = places
    .map((place) => ({ place, ...scoreOf(words, place, labelOf(place)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best && { place: best.place, rest: restAfter(text, best.last) };
}

/** Whether anything of substance is left beside `used` and the name of the place. */
export function saysNothingElse(text: string, used: readonly string[], labels: readonly string[]): boolean {
  let rest = text;
  for (const words of used) rest = rest.replace(words, ' ');
  const named = [...labels.flatMap(tokens), ...Object.values(WORDS).flat()];
  return tokens(rest).every((word) => FILLERS.has(word) || named.some((name) => matches(word, name)));
}

/** Whether the words are only about a change, with nothing to change it to. */
export function isEmptyTalk(text: string): boolean {
  return tokens(text).every((word) => FILLERS.has(word));
}

function scoreOf(
  words: readonly string[],
  place: Place,
  label: string,
): { readonly score: number; readonly last: string } {
  let score = 0;
  let last = '';
  const names = tokens(label).filter((name) => name.length >= 3 && !FILLERS.has(name));
  const typed = typesAt(place).flatMap((type) => WORDS[type] ?? []);
  for (const word of words) {
    if (FILLERS.has(word)) continue;
    const byLabel = names.some((name) => matches(word, name));
    const byType = typed.some((name) => matches(word, name));
    if (!byLabel && !byType) continue;
    score += byLabel ? 2 / Math.max(1, names.length) + 1 : 1;
    last = word;
  }
  return { score, last };
}

function restAfter(text: string, word: string): string {
  // by the words as they stand, since lower case can be longer than what was typed ("İ")
  const said = [...text.matchAll(/[\p{L}\p{N}-]+/gu)].findLast(([one]) => tokens(one).includes(word));
  const after = said ? text.slice(said.index + said[0].length) : text;
  const rest = after.replace(/^[\s:,.\-–—=]+/u, '').trim();
  const [first = '', ...others] = rest.split(/\s+/u);
  return FILLERS.has(first.toLowerCase()) && others.length > 0 ? restAfter(rest, first.toLowerCase()) : rest;
}

/** Endings differ with the case: "дату покупки" is "дата покупки". */
function matches(word: string, name: string): boolean {
  const root = name.slice(0, Math.max(3, name.length - 2));
  return word.startsWith(root) && word.length <= name.length + 3;
}

function tokens(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '' && word !== '-');
}
