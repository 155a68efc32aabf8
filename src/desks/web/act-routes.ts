// What operators do: reply, note, /answer, take, release, close. Each becomes one DeskEvent, durable before the answer.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Attachment } from '../../model/attachment.ts';
import type { DeskBody } from '../../model/desk.ts';
import type { EventId, TicketId } from '../../model/ids.ts';
import type { DeskReader } from '../../model/store.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import type { FileSeal } from './file-seal.ts';
import type { FrontDoor } from './front-door.ts';
import type { Guard } from './guard.ts';
import { ANSWER_COMMAND, MAX_FILES, MAX_TEXT_LENGTH } from './wire.ts';

export interface ActParts {
  readonly reader: DeskReader;
  readonly door: FrontDoor;
  readonly seal: FileSeal;
  readonly gate: Guard;
  readonly clock: Clock;
}

const clientKey = z.string().regex(/^[\w-]{8,64}$/u);
const move = z.object({ id: clientKey });
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
});

/** Characters of an article's id or title. */
const MAX_ARTICLE_NAME = 500;

const MOVES = ['take', 'release', 'close', 'reopen'] as const;

export function actRoutes(app: FastifyInstance, parts: ActParts): void {
  const { reader, door, seal, gate, clock } = parts;

  async function pass(request: FastifyRequest, reply: FastifyReply, key: string, body: DeskBody) {
    const { id } = request.params as { id: string };
    const ticket = await reader.ticket(id as TicketId);
    if (ticket === undefined) throw new HttpProblem(404, 'NO_TICKET', 'There is no such request.');
    const { operator } = gate.sessionOf(request);
    const eventId = `${operator.id}:${key}` as EventId;
    await door.pass({
      id: eventId,
      desk: 'web',
      ticket: ticket.id,
      operator,
      at: clock.now(),
      ref: eventId,
      body,
    });
    return reply.code(202).send({ id: eventId });
  }

  for (const kind of ['reply', 'note'] as const) {
    app.post(`/tickets/:id/${kind}`, async (request, reply) => {
      const given = parsed(words, request.body, '{"id": "...", "text": "..."}');
      const command = kind === 'reply' ? ANSWER_COMMAND.exec(given.text) : null;
      if (command) {
        const article = cleaned(command.groups?.['article'] ?? '').slice(0, MAX_ARTICLE_NAME);
        if (article !== '' && given.files.length === 0)
          return pass(request, reply, given.id, { kind: 'answer', article });
        throw new HttpProblem(
          400,
          'NO_ARTICLE',
          'Name the article: its id or a part of its title after /answer, and no files with it.',
        );
      }
      const inside = kind === 'note' || given.text.trimStart().startsWith('//');
      const text = cleaned(inside ? given.text.replace(/^\s*\/\//u, '') : given.text);
      const files = given.files.map(({ origin, id, seal: proof, size, ...rest }): Attachment => {
        const file = { origin, id };
        if (seal.matches(file, proof)) return { ...rest, file, ...(size !== undefined && { size }) };
        throw new HttpProblem(400, 'UNKNOWN_FILE', 'A file was not uploaded here. Attach it again.');
      });
      if (text === '' && files.length === 0) {
        throw new HttpProblem(400, 'EMPTY_TEXT', 'The message is empty: write something or attach a file.');
      }
      if (text.length > MAX_TEXT_LENGTH) {
        throw new HttpProblem(
          413,
          'LONG_TEXT',
          `The text has ${String(text.length)} characters; a message has at most ${String(MAX_TEXT_LENGTH)}. Send it in parts.`,
        );
      }
      return pass(request, reply, given.id, { kind: inside ? 'note' : 'reply', text, files });
    });
  }

  for (const kind of MOVES) {
    app.post(`/tickets/:id/${kind}`, (request, reply) =>
      pass(request, reply, parsed(move, request.body, '{"id": "..."}').id, { kind }),
    );
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown, example: string): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('.') ?? '';
  throw new HttpProblem(
    400,
    'BAD_BODY',
    `The body is not what is expected${where === '' ? '' : ` at "${where}"`}. Send JSON: ${example}; "id" has 8 to 64 letters, digits, - or _.`,
  );
}

/** Without control characters and broken surrogates, which databases and messengers refuse. */
function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}
