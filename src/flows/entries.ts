// A flow's trigger questions as entries of the knowledge base, so that one ranking finds articles and errands alike.
import type { ArticleId } from '../model/ids.ts';
import type { Article } from '../model/knowledge.ts';
import { LOCALES } from '../model/locale.ts';
import type { FlowBook } from './flow.ts';
import type { Phrases } from './phrases.ts';

/** One entry per flow and language that has triggers; its body is empty, which means "start the flow". */
export function flowEntries(flows: FlowBook, phrases: Phrases): Article[] {
  return [...flows.values()].flatMap((flow) =>
    LOCALES.flatMap((locale) => {
      const questions = flow.triggers[locale];
      if (!questions) return [];
      const title = phrases.label(locale, `flow.${flow.id}.title`);
      return [
        {
          id: `flow.${flow.id}` as ArticleId,
          locale,
          title,
          questions: [...new Set([title.toLowerCase(), ...questions])],
          body: [],
          flow: flow.id,
          tags: ['flow'],
          file: flow.file,
        },
      ];
    }),
  );
}
