// What operators write: replies, notes, and /answer in place of a reply.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Attachment } from '../../model/attachment.ts';
import type { DeskBody } from '../../model/desk.ts';
import { HttpProblem } from '../../system/http.ts';
import type { Acts } from './acts.ts';
import { cleaned, clientKey, parsed } from './body.ts';
import type { FileSeal } from './file-seal.ts';
import { ANSWER_COMMAND, MAX_FILES, MAX_TEXT_LENGTH, type SealedFile } from './wire.ts';

/** Characters of an article's id or title. */
export const MAX_ARTICLE_NAME = 500;
/** Characters of a `ref`. */
export const MAX_REF = 300;

const words = z.object({
  id: clientKey,
  text: z.string(),
  files: z
    .array(
      z.object({
        kind: z.enum(['photo', 'video', 'audio', 'voice', 'sticker', 'document']),
        origin: z.string(),
        id: z.string(),
        seal: z.string(),
        name: z.string().max(255),
        mime: z.string().max(127),
        size: z.int().nonnegative().optional(),
      }),
    )
    .max(MAX_FILES)
    .default([]),
  quotes: z.string().min(1).max(MAX_REF).optional(),
});

type Given = z.infer<typeof words>;

export function wordsRoutes(app: FastifyInstance, acts: Acts, seal: FileSeal): void {
  for (const kind of ['reply', 'note'] as const) {
    app.post(`/tickets/:id/${kind}`, async (request, reply) => {
      const given = parsed(words, request.body, '{"id": "8f3a…", "text": "..."}');
      const body = (kind === 'reply' ? answerOf(given) : undefined) ?? wordsOf(kind, given, seal);
      const { id: ticket } = await acts.ticketOf(request);
      return acts.pass(request, reply, { ticket, key: given.id, body });
    });
  }
}

/** Text that may be sent; throws 413 when it is longer than a message may be. */
export function sendable(raw: string): string {
  const text = cleaned(raw);
  if (text.length <= MAX_TEXT_LENGTH) return text;
  throw new HttpProblem(
    413,
    'LONG_TEXT',
    `The text has ${String(text.length)} characters; a message has at most ${String(MAX_TEXT_LENGTH)}. Send it in parts.`,
  );
}

function answerOf({ text, files }: Given): DeskBody | undefined {
  const command = ANSWER_COMMAND.exec(text);
  if (!command) return undefined;
  const article = cleaned(command.groups?.['article'] ?? '').slice(0, MAX_ARTICLE_NAME);
  if (article !== '' && files.length === 0) return { kind: 'answer', article };
  throw new HttpProblem(
    400,
    'NO_ARTICLE',
    'Name the article: its id or a part of its title after /answer, and no files with it.',
  );
}

/** A note quotes nothing: it goes to nobody. */
function wordsOf(kind: 'reply' | 'note', given: Given, seal: FileSeal): DeskBody {
  const inside = kind === 'note' || given.text.trimStart().startsWith('//');
  const text = sendable(inside ? given.text.replace(/^\s*\/\//u, '') : given.text);
  const files = given.files.map((file) => attachmentOf(file, seal));
  if (text === '' && files.length === 0) {
    throw new HttpProblem(400, 'EMPTY_TEXT', 'The message is empty: write something or attach a file.');
  }
  if (inside) return { kind: 'note', text, files };
  return { kind: 'reply', text, files, ...(given.quotes !== undefined && { quotes: given.quotes }) };
}

function attachmentOf(
  { origin, id, seal: proof, size, ...rest }: Given['files'][number],
  seal: FileSeal,
): Attachment {
  const file: Pick<SealedFile, 'origin' | 'id'> = { origin, id };
  if (seal.matches(file, proof)) return { ...rest, file, ...(size !== undefined && { size }) };
  throw new HttpProblem(400, 'UNKNOWN_FILE', 'A file was not uploaded here. Attach it again.');
}
