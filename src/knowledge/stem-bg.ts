// Bulgarian stemming: the article at the end of the word first, then number, then the endings of verbs and adjectives.

/** `word` has only lower-case Cyrillic letters. */
export function stemBulgarian(word: string): string {
  let stem = cut(word, ARTICLES, 3);
  stem = cut(stem, ENDINGS, 3);
  if (stem.length > 4) stem = stem.replace(/е([нлр])$/u, '$1');
  return soften(stem).replace(/ъ([^аеиоуъюя])$/u, '$1');
}

/** The definite article, singular and plural. */
const ARTICLES = suffixes('ията ъта ият ият ът ят та то те');

const ENDINGS = suffixes(
  'ванията ванията вания ване ванието ището ища овци ове еве ния ние ност ости остта ' +
    'ахме яхме ихме ахте яхте ихте аме яме ем им ете ите аха яха иха ах ях их ваме вате ваш вам ват ва ам ям ане яне ене ' +
    'ал ял ил ала яла ила ало яло ило али яли или ла ло ли ан ян ен ана яна ена ано яно ено ани яни ени ' +
    'ат ят еш иш аш яш ещ ски ска ско ия ии ие ци зи си а я о е и у ю',
);

function suffixes(list: string): readonly string[] {
  return [...new Set(list.split(' '))].sort((a, b) => b.length - a.length);
}

function cut(word: string, endings: readonly string[], keep: number): string {
  const ending = endings.find(
    (candidate) => word.length - candidate.length >= keep && word.endsWith(candidate),
  );
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** к, г and х turn into ц, з and с before a plural ending. */
function soften(stem: string): string {
  return stem.length > 3 ? stem.replace(/ц(?:ион(?:ен|н)?)?$/u, 'к').replace(/чк$/u, 'ч') : stem;
}
