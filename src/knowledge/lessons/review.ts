// What can be decided about lessons without trying them: counter-examples, collisions, and who agrees with whom. Pure.
import type { Lesson, LessonVerdict } from '../../model/lesson.ts';
import type { Article } from '../../model/knowledge.ts';
import { topicOf } from './topic.ts';

/** Lessons that say the same and that enough people agree on: one candidate for the gate. */
export interface Candidate {
  /** The shortest wording among them; it is what the model would learn. */
  readonly question: string;
  readonly lessons: readonly [Lesson, ...Lesson[]];
}

export interface Review {
  readonly verdicts: readonly LessonVerdict[];
  /** In the order in which their first lessons came. */
  readonly ready: readonly Candidate[];
}

export interface ReviewOptions {
  /** What serves now, accepted lessons not among the questions. */
  readonly articles: readonly Article[];
  /** Customers who must agree when no operator taught it; at least 1. */
  readonly agreement: number;
  readonly now: Date;
}

/** `lessons`: the pending and the accepted ones and the counter-examples, in the order of their ids. */
export function review(lessons: readonly Lesson[], { articles, agreement, now }: ReviewOptions): Review {
  const verdicts: LessonVerdict[] = [];
  const judge = ({ id, state: from }: Lesson, state: LessonVerdict['state'], why: string): void =>
    void verdicts.push({ id, from, state, at: now, why });
  const withdrawn = new Set<number>();
  const against = counterExamples(lessons);
  for (const lesson of lessons) {
    if (lesson.state !== 'pending' && lesson.state !== 'accepted') continue;
    const later = against.get(placeOf(lesson))?.find((counter) => overrules(counter, lesson));
    if (later === undefined) continue;
    withdrawn.add(lesson.id);
    if (later.id > lesson.id)
      judge(lesson, 'withdrawn', `a customer said that it did not help (lesson ${later.id})`);
    else judge(lesson, 'refused', `a customer had said that it did not help (lesson ${later.id})`);
  }

  const standing = lessons.filter(({ id }) => !withdrawn.has(id));
  const owners = ownersOf(articles, standing);
  const known = new Set(articles.map(({ id, locale }) => `${locale} ${id}`));
  const groups = new Map<string, Lesson[]>();
  for (const lesson of standing) {
    if (lesson.state !== 'pending') continue;
    const owner = owners.get(wordsOf(lesson));
    if (!known.has(`${lesson.locale} ${lesson.article}`))
      judge(lesson, 'refused', `there is no article ${lesson.article} in ${lesson.locale}`);
    else if (owner === lesson.article) judge(lesson, 'refused', 'the article has this question already');
    else if (owner !== undefined) judge(lesson, 'refused', `the article ${owner} has this question`);
    else groups.set(placeOf(lesson), [...(groups.get(placeOf(lesson)) ?? []), lesson]);
  }
  const ready = [...groups.values()].filter((group) => isAgreed(group, agreement)).flatMap(candidateOf);
  return { verdicts, ready };
}

function candidateOf(group: readonly Lesson[]): Candidate[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  const question = group.map((lesson) => lesson.question).reduce((a, b) => (b.length < a.length ? b : a));
  return [{ question, lessons: [first, ...others] }];
}

/** One operator is enough; customers count once each. */
function isAgreed(group: readonly Lesson[], agreement: number): boolean {
  if (group.some(({ source }) => source === 'operator')) return true;
  return new Set(group.flatMap(({ asked }) => asked?.customer ?? [])).size >= agreement;
}

/**
 * A thumb down withdraws whatever was learnt before it, and keeps customers from teaching it later; an operator, or an author who
 * accepted it by hand, knows better than an earlier thumb.
 */
function overrules(counter: Lesson, lesson: Lesson): boolean {
  if (lesson.decided !== undefined && lesson.decided.at > (counter.decided ?? counter).at) return false;
  return counter.id > lesson.id || (lesson.source !== 'operator' && lesson.state === 'pending');
}

function counterExamples(lessons: readonly Lesson[]): Map<string, Lesson[]> {
  const against = new Map<string, Lesson[]>();
  for (const lesson of lessons) {
    if (lesson.source !== 'not-helped' || lesson.question === '') continue;
    const place = placeOf(lesson);
    against.set(place, [...(against.get(place) ?? []), lesson]);
  }
  return against;
}

/** The article to which a question belongs, by language and topic: as its author wrote it, or as it was learnt. */
function ownersOf(articles: readonly Article[], lessons: readonly Lesson[]): Map<string, string> {
  const owners = new Map<string, string>();
  const own = (key: string, article: string): void => {
    if (!owners.has(key)) owners.set(key, article);
  };
  for (const { id, locale, questions } of articles)
    for (const question of questions) own(wordsOf({ question, locale }), id);
  for (const lesson of lessons) if (lesson.state === 'accepted') own(wordsOf(lesson), lesson.article);
  return owners;
}

function placeOf(lesson: Lesson): string {
  return `${lesson.article} ${wordsOf(lesson)}`;
}

function wordsOf({ question, locale }: Pick<Lesson, 'question' | 'locale'>): string {
  return `${locale} ${topicOf(question, locale)}`;
}
