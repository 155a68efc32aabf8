// What helps with one ticket: ready texts, articles, and what was before.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DeskBoard } from '../../model/desk.ts';
import { HttpProblem } from '../../system/http.ts';
import type { Acts } from './acts.ts';
import type { Guard } from './guard.ts';
import { readerLocale } from './reader-locale.ts';
import type { ArticleList, MacroList, Past } from './wire.ts';

const query = z.object({ q: z.string().max(200).default('') });

export interface AidParts {
  readonly acts: Acts;
  readonly board: Pick<DeskBoard, 'macros' | 'articles' | 'earlier' | 'explain'>;
  readonly gate: Guard;
}

export function aidRoutes(app: FastifyInstance, { acts, board, gate }: AidParts): void {
  app.get('/tickets/:id/macros', async (request): Promise<MacroList> => {
    const words = wordsOf(request.query);
    const { id } = await acts.ticketOf(request);
    return { macros: await board.macros(id, words, gate.sessionOf(request).operator) };
  });

  app.get('/tickets/:id/articles', async (request): Promise<ArticleList> => {
    const words = wordsOf(request.query);
    const { id } = await acts.ticketOf(request);
    return { articles: await (words === '' ? board.articles(id) : board.articles(id, words)) };
  });

  app.get('/tickets/:id/past', async (request): Promise<Past> => {
    const { id } = await acts.ticketOf(request);
    const [earlier, explain] = await Promise.all([
      board.earlier(id),
      board.explain(id, readerLocale(request)),
    ]);
    return {
      tickets: earlier.map(({ ticket, number, subject, status, openedAt }) => ({
        ...{ id: ticket, number, subject, status },
        openedAt: openedAt.getTime(),
      })),
      explain,
    };
  });
}

function wordsOf(given: unknown): string {
  const read = query.safeParse(given);
  if (read.success) return read.data.q.trim();
  throw new HttpProblem(400, 'BAD_QUERY', 'Ask as ?q=words, with at most 200 characters.');
}
