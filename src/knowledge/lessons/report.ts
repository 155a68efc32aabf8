// Lessons as authors read them: the list with each one's trail, and accepted ones as lines to paste into an article.
import { stringify } from 'yaml';
import type { Lesson } from '../../model/lesson.ts';

/** One lesson in two or three lines: what, from whom and when, and why it is where it is. */
export function describeLesson(lesson: Lesson): string {
  const { id, state, question, article, locale, source, at, decided } = lesson;
  const words = question === '' ? '(nothing kept)' : question;
  const lines = [
    `${String(id).padStart(5)}  ${state.padEnd(9)}  ${locale}  ${article}: ${words}`,
    `       ${SOURCES[source]} ${teacherOf(lesson)}, ${minute(at)}`,
    ...(decided === undefined ? [] : [`       ${minute(decided.at)}: ${decided.why}`]),
  ];
  return lines.join('\n');
}

/** The questions of each article as YAML, under the file that they belong to. */
export function exportLessons(lessons: readonly Lesson[]): string {
  const files = new Map<string, Set<string>>();
  for (const { locale, article, question } of lessons) {
    const file = `knowledge-base/${locale}/${article}.md`;
    files.set(file, (files.get(file) ?? new Set()).add(question));
  }
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, questions]) => `# ${file}\n${listed([...questions])}`)
    .join('\n');
}

const SOURCES: Readonly<Record<Lesson['source'], string>> = {
  helped: 'said to have helped by',
  chosen: 'chosen by',
  operator: 'sent as the answer by',
  'not-helped': 'said not to have helped by',
};

function teacherOf({ operator, asked }: Lesson): string {
  const conversation = asked === undefined ? 'a customer since erased' : `conversation ${asked.conversation}`;
  return operator === undefined ? conversation : `${operator} in ${conversation}`;
}

/** Indented as in an article's head. */
function listed(questions: readonly string[]): string {
  return stringify(questions, { lineWidth: 0 }).replace(/^(?=- )/gmu, '  ');
}

function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}
