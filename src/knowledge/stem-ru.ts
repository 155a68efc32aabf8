// Russian stemming: the Snowball algorithm's order of endings, written as tables of suffixes, longest first.

/** `word` has only lower-case Russian letters, ё already е. */
export function stemRussian(word: string): string {
  return snowball(word.replace(MOMENTARY, 'н'));
}

/** Verbs of one moment: вернуть, вернули, вернут. */
const MOMENTARY = /(?<=[аеиоуыэюя].*)н(?:уть|ула|ули|уло|ул|ут)$/u;

function snowball(word: string): string {
  const vowel = word.search(VOWEL);
  if (vowel === -1 || word.length < 4) return word;
  const start = vowel + 1;
  const head = word.slice(0, start);
  let tail = word.slice(start);

  const gerund = cut(tail, GERUNDS_FREE) ?? cutAfterAYa(tail, GERUNDS_AFTER_A);
  if (gerund !== undefined) tail = gerund;
  else {
    tail = cut(tail, REFLEXIVES) ?? tail;
    const adjective = cut(tail, ADJECTIVES);
    if (adjective !== undefined)
      tail = cut(adjective, PARTICIPLES_FREE) ?? cutAfterAYa(adjective, PARTICIPLES_AFTER_A) ?? adjective;
    else tail = cut(tail, VERBS_FREE) ?? cutAfterAYa(tail, VERBS_AFTER_A) ?? cut(tail, NOUNS) ?? tail;
  }
  if (tail.endsWith('и')) tail = tail.slice(0, -1);
  if (/[^аеиоуыэюя][аеиоуыэюя]+[^аеиоуыэюя].*ость?$/u.test(tail)) tail = tail.replace(/ость?$/u, '');
  tail = tail.replace(/ейше?$/u, '');
  tail = tail.replace(/нн$/u, 'н').replace(/ь$/u, '');
  return head + tail;
}

const VOWEL = /[аеиоуыэюя]/u;

const GERUNDS_FREE = suffixes('ывшись ившись ывши ивши ыв ив');
const GERUNDS_AFTER_A = suffixes('вшись вши в');
const REFLEXIVES = suffixes('ся сь');
const ADJECTIVES = suffixes(
  'ими ыми его ого ему ому ее ие ые ое ей ий ый ой ем им ым ом их ых ую юю ая яя ою ею',
);
const PARTICIPLES_FREE = suffixes('ующ ивш ывш');
const PARTICIPLES_AFTER_A = suffixes('ющ вш ем нн щ');
const VERBS_FREE = suffixes(
  'уйте ейте ила ыла ена ите или ыли ило ыло ено ует уют ены ить ыть ишь ей уй ил ыл им ым ен ят ит ыт ую ю',
);
const VERBS_AFTER_A = suffixes('ете йте ешь нно ла на ли ем ло но ет ют ны ть й л н');
const NOUNS = suffixes(
  'иями иях иям ями ами ией ием ев ов ие ье еи ии ей ой ий ям ем ам ом ах ях ию ью ия ья а е и й о у ы ь ю я',
);

function suffixes(list: string): readonly string[] {
  return list.split(' ').sort((a, b) => b.length - a.length);
}

function cut(text: string, endings: readonly string[]): string | undefined {
  const ending = endings.find((candidate) => text.endsWith(candidate));
  return ending === undefined ? undefined : text.slice(0, -ending.length);
}

/** These endings count only behind а or я, which stays. */
function cutAfterAYa(text: string, endings: readonly string[]): string | undefined {
  const ending = endings.find(
    (candidate) => text.endsWith(`а${candidate}`) || text.endsWith(`я${candidate}`),
  );
  return ending === undefined ? undefined : text.slice(0, -ending.length);
}
