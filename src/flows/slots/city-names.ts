// Large cities in the nominative, so that "в Москве" becomes "Москва". A city that is not here is kept as it was written.
import type { Locale } from '../../model/locale.ts';

const RUSSIAN =
  `Москва Санкт-Петербург Новосибирск Екатеринбург Казань Красноярск Челябинск Самара Уфа Омск Краснодар Воронеж Пермь
  Волгоград Саратов Тюмень Тольятти Барнаул Махачкала Ижевск Хабаровск Ульяновск Иркутск Владивосток Ярославль Томск Кемерово
  Ставрополь Рязань Тула Пенза Липецк Астрахань Киров Чебоксары Калининград Брянск Курск Иваново Магнитогорск Тверь Сочи Белгород
  Владимир Архангельск Калуга Смоленск Череповец Саранск Вологда Курган Орёл Якутск Мурманск Тамбов Петрозаводск Кострома
  Новороссийск Сыктывкар Мытищи Химки Балашиха Подольск Королёв Люберцы Минск София Пловдив Варна Бургас`.split(
    /\s+/u,
  );
const TWO_WORDS: Readonly<Record<string, string>> = {
  'нижн новгород': 'Нижний Новгород',
  'велик новгород': 'Великий Новгород',
  'набережн челн': 'Набережные Челны',
  'ростов на дон': 'Ростов-на-Дону',
  'стар загор': 'Стара Загора',
  'велик търнов': 'Велико Търново',
};
const SHORT: Readonly<Record<string, string>> = {
  мск: 'Москва', спб: 'Санкт-Петербург', питер: 'Санкт-Петербург', питере: 'Санкт-Петербург', питера: 'Санкт-Петербург',
  петербург: 'Санкт-Петербург', екб: 'Екатеринбург', нск: 'Новосибирск', ростов: 'Ростов-на-Дону', нижний: 'Нижний Новгород',
}; // prettier-ignore
const BULGARIAN =
  `София Пловдив Варна Бургас Русе Плевен Сливен Добрич Шумен Перник Хасково Ямбол Пазарджик Благоевград Враца
  Габрово Асеновград Видин Казанлък Кърджали Кюстендил Монтана Димитровград Ловеч Разград Силистра Търговище Смолян`.split(
    /\s+/u,
  );
const ENDING = /(?:ого|ому|ий|ой|ая|ые|ых|ми|ом|ем|ах|ам|[аяуюеёыиойь])$/u;

/** The city's own name; undefined when it is not among the known. */
export function nominative(name: string, locale: Locale): string | undefined {
  const plain = name.toLowerCase().replaceAll('ё', 'е');
  const key = plain
    .split(/[\s-]+/u)
    .map(stem)
    .join(' ');
  return SHORT[plain] ?? TWO_WORDS[key] ?? BY_STEM[locale === 'bg' ? 'bg' : 'ru'].get(key);
}

function stem(word: string): string {
  const cut = word.length > 4 ? word.replace(ENDING, '') : word;
  return word.length === 3
    ? word.replace(/[аеуы]$/u, '')
    : cut.length === 4 && word.length === 4
      ? word.replace(/[аеуыи]$/u, '')
      : cut;
}

function byStem(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    names.map((name) => [name.toLowerCase().replaceAll('ё', 'е').split('-').map(stem).join(' '), name]),
  );
}

const BY_STEM = { ru: byStem(RUSSIAN), bg: byStem([...BULGARIAN]) } as const;
