// Is this a correction of an earlier answer? "Нет, номер UT-10437", "не вчера, а в пятницу", "actually the model is K-1701".
import { type FlowRun, slotWord } from '../model/conversation.ts';
import type { FlowStep } from './flow.ts';
import { type Finding, findValues, type PlaceContext } from './finding.ts';
import { isEmptyTalk, namedIn } from './naming.ts';
import { type Place, typesAt } from './places.ts';
import { valueAt } from './run.ts';
import { type SlotTypeName, slotType } from './slots/types.ts';
import { contextFor, filled } from './steps/collect.ts';
import type { Slots } from './types.ts';

export interface Correction {
  readonly place: Place;
  /** The new value; absent when the place was named and has to be asked again. */
  readonly slots?: Slots;
  /** Words that may be the answer to that question. */
  readonly rest: string;
  /** The part of the message that is spent. */
  readonly words: string;
}

export interface Situation {
  /** The run with everything that was collected. */
  readonly run: FlowRun;
  readonly places: readonly Place[];
  readonly pending: FlowStep;
  readonly pendingKey: string | undefined;
  readonly contextOf: PlaceContext;
  readonly labelOf: (place: Place) => string;
}

const MAX_LENGTH = 240;
/** Words that announce a correction by themselves. */
const CERTAIN_CUE =
  /(?<!\p{L})(?:ошиб\p{L}*|перепута\p{L}*|исправ\p{L}*|поправ\p{L}*|вернее|точнее|на самом деле|неправильн\p{L}*|неверн\p{L}*|измени\p{L}*|поменя\p{L}*|замени\p{L}*|вместо|actually|wrong|mistake\p{L}*|correction|i meant|change|rather|instead|всъщност|сгреш\p{L}*|грешн?\p{L}*|промен\p{L}*|смен\p{L}*|обърка\p{L}*|по-точно)(?!\p{L})/iu;
/** Words that may announce one. */
const CUE =
  /^(?:ой|ах|oh|oops|упс|опа)?[\s,.!]*(?:нет|не|no|nope|sorry|простите|извините|извинете)(?=[\s,.!:;–—-])|(?<!\p{L})(?:не т(?:от|а|о|е)|друг(?:ой|ая|ое|ие|ую|а|о)?|different|other|another|не е)(?!\p{L})/iu;
/** "Not this but that": what stands behind "but" counts. */
const CONTRAST = /(?<!\p{L})(?:не|not)\s+(.{1,80}?)[,;]?\s+(?:а|но|but)\s+(.+)$/iu;
const AGREEMENT =
  /^(?:да|всё верно|все верно|всё правильно|все правильно|yes|ok|all (?:is )?(?:correct|right)|всичко е (?:вярно|наред))(?!\p{L})/iu;
const EXCEPT = /(?<!\p{L})(?:но|только|кроме|а|but|only|except|just|само|освен|обаче)(?!\p{L})/iu;

/** Undefined when the words are better taken as an answer to the pending question. */
export function correctionIn(text: string, situation: Situation): Correction | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const confirming = situation.pending.kind === 'confirm';
  if (confirming && AGREEMENT.test(text) && !EXCEPT.test(text)) return undefined;
  const contrast = CONTRAST.exec(text);
  const certain = CERTAIN_CUE.test(text) || contrast !== null;
  if (!certain && !confirming && !CUE.test(text)) return undefined;
  const known = knownPlaces(situation);
  const tail = contrast?.[2] ?? text;
  const said = contrast === null ? undefined : answeredWith(contrast[1] ?? '', known, situation);
  if (said) {
    const value = lenientValue(tail, said, situation.contextOf);
    if (value) return value;
  }
  const named = namedIn(text, [...known, ...pendingPlace(situation)], situation.labelOf);
  if (named && named.place.key !== situation.pendingKey) {
    const value =
      lenientValue(tail, named.place, situation.contextOf) ?? sameLength(tail, named.place, situation);
    if (value) return value;
    if (takesAnything(situation.pending) && !certain) return undefined;
    return { place: named.place, rest: isEmptyTalk(named.rest) ? '' : named.rest, words: text };
  }
  if (named) return undefined;
  return knownValue(tail, situation, known);
}

/** A certain value of a question answered before, and not of the one that waits. */
export function knownValue(
  text: string,
  situation: Situation,
  known: readonly Place[] = knownPlaces(situation),
): Correction | undefined {
  const awaited = situation.pending.kind === 'collect' ? [situation.pending.type].flat() : [];
  const strict = known.filter((place) => place.step.kind === 'collect' && !typesAt(place).includes('proof'));
  for (const finding of strict.flatMap((place) => findValues(text, [place], situation.contextOf))) {
    if (awaited.some((type) => type === finding.slots[`${finding.place.slot}_type`]?.value)) continue;
    const before = valueAt(situation.run, finding.place)?.value;
    if (finding.slots[finding.place.slot]?.value !== before) return asCorrection(finding);
  }
  return undefined;
}

/** Whether the step takes any words as its answer. */
export function takesAnything(step: FlowStep): boolean {
  return step.kind === 'collect' && [step.type].flat().some((type) => LOOSE.has(type));
}

const LOOSE = new Set(['text', 'address', 'product', 'city']);

/** Answered, or found out from an order that was named otherwise. */
function knownPlaces({ run, places, pendingKey }: Situation): Place[] {
  const viaOrder = run.slots['order_number'] !== undefined;
  return places.filter(
    (place) =>
      place.key !== pendingKey &&
      (valueAt(run, place) !== undefined || (viaOrder && typesAt(place).includes('order-number'))),
  );
}

function pendingPlace({ places, pendingKey }: Situation): Place[] {
  return places.filter(({ key }) => key === pendingKey);
}

/** The place whose present answer these words repeat. */
function answeredWith(words: string, known: readonly Place[], situation: Situation): Place | undefined {
  return known.find((place) => {
    const value = lenientValue(words, place, situation.contextOf)?.slots?.[place.slot]?.value;
    return value !== undefined && value === valueAt(situation.run, place)?.value;
  });
}

/** A value of a place that is known to be meant: what parses will do, free words aside. */
function lenientValue(text: string, place: Place, contextOf: PlaceContext): Correction | undefined {
  const [found] = findValues(text, [place], contextOf);
  if (found) return asCorrection(found);
  if (place.step.kind !== 'collect') return undefined;
  for (const name of typesAt(place) as readonly SlotTypeName[]) {
    if (LOOSE.has(name) || ['proof', 'yes-no', 'number', 'rating'].includes(name)) continue;
    const parsed = slotType(name).parse({ text }, contextFor(place.step, contextOf(place)));
    if (parsed.kind === 'value')
      return { place, slots: filled(place.step, name, parsed), rest: '', words: text };
  }
  return undefined;
}

/** "The number is 10437" where the shop writes UT-10437: as many figures as the number had before. */
function sameLength(text: string, place: Place, situation: Situation): Correction | undefined {
  if (!typesAt(place).includes('order-number')) return undefined;
  const before = slotWord(situation.run.slots['order_number'] ?? valueAt(situation.run, place));
  const ending = /\d+$/u.exec(before)?.[0];
  const figures = /(?<![\p{L}\p{N}])\d{3,}(?![\p{L}\p{N}])/u.exec(text)?.[0];
  if (ending === undefined || figures?.length !== ending.length) return undefined;
  const whole = `${before.slice(0, -ending.length)}${figures}`;
  const [found] = findValues(whole, [place], situation.contextOf);
  return found && { ...asCorrection(found), words: figures };
}

function asCorrection({ place, slots, words }: Finding): Correction {
  return { place, slots, rest: '', words };
}
