// What the shop's rules have heard of a matter when its ticket is opened, so that the same words do not count as new ones later.
import { type Said, weighedWith } from '../desk/raising.ts';
import type { Matter } from '../desk/routing.ts';
import type { Weighed } from '../model/ticket.ts';
import type { Draft } from './draft.ts';

export function weighedAtOpening(
  draft: Draft,
  questions: readonly string[],
  { words, contacts, amount }: Matter,
): Weighed {
  const { angryWords = [], locale } = draft.state;
  const anger = questions.flatMap((question) => draft.deps.moods.hear(question).because);
  const said: Said = {
    words,
    locale,
    angry: draft.angry,
    anger: [...new Set([...(draft.angry ? angryWords : []), ...anger])],
    ...(amount === undefined ? {} : { amount }),
  };
  return weighedWith({ contacts, heard: [] }, said, draft.deps.deskRules);
}
