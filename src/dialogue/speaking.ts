// Which language the bot answers in: the customer's, as soon as he has clearly changed it.
import { leans } from '../knowledge/context.ts';
import { detectLanguage } from '../knowledge/language.ts';
import type { Locale } from '../model/locale.ts';
import type { Lookup } from '../model/order.ts';
import type { Draft } from './draft.ts';
import { rewordSlots } from './rewording.ts';

/** Letters below which words carry too little to switch the language by. */
const LETTERS_TO_SWITCH = 6;
const WORDS_TO_SWITCH_IN_FLOW = 3;

/** Answers what must be looked up first to word the details collected so far in the new language. */
export function speakTheirLanguage(draft: Draft, text: string): Lookup | undefined {
  const { mode, locale: before } = draft.state;
  // an address or a model number is in no language
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word) && !/[@\d]/u.test(word));
  // a brand or a name is often the whole answer to a question of ours
  if (mode.kind === 'flow' && words.length < WORDS_TO_SWITCH_IN_FLOW) return undefined;
  const spoken = words.join(' ');
  const letters = (spoken.match(/\p{L}/gu) ?? []).length;
  const latin = (spoken.match(/\p{Script=Latin}/gu) ?? []).length;
  if (letters < LETTERS_TO_SWITCH) return undefined;
  // two words in the alphabet of the conversation prove nothing, nor do those that lean on what was said in it
  const proveLittle = words.length < WORDS_TO_SWITCH_IN_FLOW || leans(text);
  if (proveLittle && latin > 0 === (before === 'en')) return undefined;
  const locale = detectLanguage(spoken, before);
  // a brand name among Cyrillic words makes nobody English
  if (locale === 'en' && (latin * 2 < letters || isName(draft, words))) return undefined;
  return switchTo(draft, locale);
}

/** Words that are in that language, or in none. */
export function switchTo(draft: Draft, locale: Locale | undefined): Lookup | undefined {
  if (locale === undefined || locale === draft.state.locale) return undefined;
  draft.remember({ locale });
  return rewordSlots(draft);
}

/** A lone word or capitalised ones, in a conversation that is under way: a brand. */
function isName({ conversation }: Draft, words: readonly string[]): boolean {
  if (conversation.revision === 0) return false;
  return words.length === 1 || (words.length === 2 && words.every((word) => /^\p{Lu}/u.test(word)));
}
