// A city's name as the customer writes it: alone or behind a preposition, in any case. Sentences and numbers are refused.
import type { SlotType } from '../types.ts';
import { nominative } from './city-names.ts';

const MAX_WORDS = 4;
const MAX_LENGTH = 40;
const BEFORE =
  /^(?:(?:я|мы|живу|живём|живем|нахожусь|находимся|сейчас|город|наш город|это|i|we|live|am|are|i'm|we're|it's|it is|the city is|city|аз|ние|съм|сме|живея|живеем|намирам се|градът|градът е|град)\s+)*/iu;
const PREPOSITION = /^(?:в|во|из|изо|до|под|около|для|from|in|near|to|в|във|от|за|до)\s+(?=\p{L})/iu;
const TOWN =
  /^(?:г\.|гр\.|г\s|гр\s|город[еа]?\s|пос[её]лок\s|село\s|с\.|пгт\s|the city of\s|city of\s|град\s)\s*/iu;
/** Words that no name of a city holds: whoever says them says something else. */
const NOT_A_CITY =
  /(?<!\p{L})(?:не|нет|да|что|как|где|когда|почему|заказ\p{L}*|хочу|могу|знаю|помню|привез\p{L}*|доставк\p{L}*|спасибо|привет|no|not|yes|what|how|where|when|why|order|want|know|please|thanks|hello|искам|поръчк\p{L}*|знам|къде|кога|моля|благодаря|здравей\p{L}*|какво)(?!\p{L})/iu;

export const city: SlotType = {
  name: 'city',
  parse(said, { locale }) {
    const given = (said.text ?? '').trim().replace(/[.!,;]+$/u, '');
    const stripped = given.replace(BEFORE, '');
    const governed = PREPOSITION.test(stripped);
    const name = stripped.replace(PREPOSITION, '').replace(TOWN, '').trim();
    if (!isName(name)) return { kind: 'invalid', why: 'slot.city.invalid' };
    const known = nominative(name, locale);
    const shown = known ?? capitalised(name);
    return {
      kind: 'value',
      slot: { value: shown, shown },
      fit: known !== undefined || governed ? 'certain' : 'possible',
    };
  },
};

function isName(name: string): boolean {
  if (name.length < 2 || name.length > MAX_LENGTH || NOT_A_CITY.test(name)) return false;
  return /^\p{L}[\p{L}'’.-]*(?:\s+[\p{L}'’.-]+)*$/u.test(name) && name.split(/\s+/u).length <= MAX_WORDS;
}

/** Small words inside stay small: `Ростов-на-Дону`. */
function capitalised(name: string): string {
  return name.replace(/(^|[\s-])(\p{L})(\p{L}*)/gu, (whole, before: string, first: string, rest: string) =>
    before !== '' && /^(?:на|над|под|of|the|upon|de)$/iu.test(first + rest)
      ? whole.toLowerCase()
      : `${before}${first.toUpperCase()}${rest === rest.toUpperCase() ? rest.toLowerCase() : rest}`,
  );
}
