// Cyrillic letters that people type for the Latin ones of the same look or the same sound, as in order and serial numbers.

const LATIN: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'U', Х: 'X',
}; // prettier-ignore

/** Upper case, Latin where a letter has a Latin double; as long as `words`, place by place. */
export function latinLookalikes(words: string): string {
  return Array.from({ length: words.length }, (_, at) => {
    const letter = words.charAt(at);
    const upper = letter.toUpperCase();
    return upper.length === 1 ? (LATIN[upper] ?? upper) : letter;
  }).join('');
}
