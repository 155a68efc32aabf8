// Reads lessons page by page until there are no more.
import type { Lesson, LessonSource, LessonState } from '../../model/lesson.ts';
import type { LessonStore } from '../../model/store.ts';

const PAGE = 500;

/** In the order of their ids. */
export async function everyLesson(
  store: Pick<LessonStore, 'lessons'>,
  filter: { readonly states?: readonly LessonState[]; readonly sources?: readonly LessonSource[] } = {},
): Promise<Lesson[]> {
  const all: Lesson[] = [];
  for (;;) {
    const page = await store.lessons({ ...filter, after: all.at(-1)?.id ?? 0, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
