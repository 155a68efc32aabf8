// Photos and files: taken in from an operator, and shown to one in a way that nothing in them can run.
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FileUnavailableError, type FileContent, type FileRef, type Files } from '../../model/attachment.ts';
import { HttpProblem } from '../../system/http.ts';
import { kindOf, mimeOf, mayShowInline } from './file-kind.ts';
import type { FileSeal } from './file-seal.ts';
import { MAX_FILE_BYTES, type SealedFile } from './wire.ts';

export interface FileParts {
  readonly files: Files;
  readonly seal: FileSeal;
}

export async function fileRoutes(app: FastifyInstance, { files, seal }: FileParts): Promise<void> {
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 0, parts: 1 } });

  app.post('/upload', async (request, reply): Promise<SealedFile> => {
    const content = await uploaded(request);
    const file = await files.keep(content);
    const { name, mime, bytes } = content;
    reply.code(201);
    return seal.seal({ kind: kindOf(mime), file, name, mime, size: bytes.length });
  });

  // A wildcard, because ids of some channels are longer than a named parameter may be.
  app.get('/files/:origin/*', async (request, reply) => {
    const params = request.params as { origin: string; '*': string };
    const ref: FileRef = { origin: params.origin, id: params['*'] };
    if (!seal.matches(ref, (request.query as { seal?: unknown }).seal)) {
      throw new HttpProblem(404, 'NO_FILE', 'There is no such file.');
    }
    const { bytes, name, mime: claimed } = await opened(files, ref);
    const mime = mimeOf(bytes, claimed);
    const inline = mayShowInline(mime);
    return reply
      .type(inline ? mime : 'application/octet-stream')
      .header('content-disposition', disposition(inline ? 'inline' : 'attachment', name))
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cache-control', 'private, max-age=600')
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}

async function uploaded(request: FastifyRequest): Promise<FileContent> {
  if (!request.isMultipart()) {
    throw new HttpProblem(415, 'NOT_MULTIPART', 'Send the file as multipart/form-data.');
  }
  const part = await request.file();
  if (part === undefined) throw new HttpProblem(400, 'NO_FILE', 'The form has no file in it.');
  const bytes = await part.toBuffer().catch((cause: unknown) => {
    if (!part.file.truncated) throw cause;
    const mebibytes = String(MAX_FILE_BYTES / 1024 / 1024);
    throw new HttpProblem(
      413,
      'LARGE_FILE',
      `A file has at most ${mebibytes} MB. Send a smaller one.`,
      cause,
    );
  });
  if (bytes.length === 0) throw new HttpProblem(400, 'EMPTY_FILE', 'The file is empty.');
  return { bytes, name: fileName(part.filename), mime: mimeOf(bytes, part.mimetype) };
}

async function opened(files: Files, ref: FileRef): Promise<FileContent> {
  try {
    return await files.open(ref);
  } catch (error) {
    if (!(error instanceof FileUnavailableError)) throw error;
    throw new HttpProblem(404, 'FILE_GONE', 'The file can no longer be fetched from where it came.', error);
  }
}

function fileName(raw: string | undefined): string {
  const name = (raw ?? '')
    .toWellFormed()
    .replace(/^.*[/\\]/u, '')
    .replace(/\p{C}/gu, '')
    .trim();
  return name === '' ? 'file' : name.slice(-200).toWellFormed();
}

/** RFC 6266: a plain name for old readers and the true one in UTF-8. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\w .-]/gu, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
