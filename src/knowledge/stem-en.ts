// English stemming: plurals, past and -ing forms and the common derivations, in the spirit of Porter's steps.

/** `word` has only a-z. */
export function stemEnglish(word: string): string {
  if (word.length < 4) return IRREGULAR.get(word) ?? word;
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  let stem = plural(word);
  stem = inflection(stem);
  stem = stem.replace(/([^aeiou])y$/u, '$1i');
  stem = derivation(stem);
  return stem.length > 4
    ? stem.replace(/([^aeiou])e$/u, '$1').replace(/ll$/u, 'l')
    : stem.replace(/(..[^aeiou])e$/u, '$1');
}

const IRREGULAR = new Map(
  (
    'came=come went=go gone=go goes=go going=go paid=pay sent=send bought=buy got=get gotten=get lost=lose broke=break ' +
    'broken=break took=take taken=take gave=give given=give made=make told=tell said=say found=find kept=keep left=leave ' +
    'did=do does=do done=do has=have had=have having=have was=be were=be been=be is=be are=be am=be being=be ' +
    'stolen=steal stole=steal chose=choose chosen=choose wrote=write written=write spent=spend withdrew=withdraw withdrawn=withdraw ' +
    'forgot=forget forgotten=forget thought=think knew=know known=know saw=see seen=see ran=run brought=bring sold=sell ' +
    'dying=die lying=lie news=news'
  )
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function inflection(word: string): string {
  if (word.endsWith('eed')) return word.length > 4 ? word.slice(0, -1) : word;
  for (const ending of ['ingly', 'edly', 'ing', 'ed']) {
    const rest = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || rest.length < 2 || !/[aeiouy]/u.test(rest)) continue;
    if (/(?:at|bl|iz|is|v|[aeiou][^aeiou]c)$/u.test(rest)) return `${rest}e`;
    if (/([^aeiouylsz])\1$/u.test(rest)) return rest.slice(0, -1);
    return rest;
  }
  return word;
}

/** Longest first; the part before must keep three letters. */
const DERIVATIONS: readonly (readonly [string, string])[] = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['iveness', 'ive'],
  ['ication', 'ic'],
  ['ation', 'ate'],
  ['eri', ''],
  ['ment', ''],
  ['ness', ''],
  ['able', ''],
  ['ible', ''],
  ['ance', ''],
  ['ence', ''],
  ['ally', 'al'],
  ['ion', ''],
  ['ful', ''],
  ['li', ''],
  ['al', ''],
  ['er', ''],
  ['or', ''],
];

function derivation(word: string): string {
  for (const [ending, instead] of DERIVATIONS) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    if (rest.length < (ending === 'ment' ? 3 : 4)) return word;
    if (ending === 'ion' && !/[st]$/u.test(rest)) return word;
    return rest + instead;
  }
  return word;
}
