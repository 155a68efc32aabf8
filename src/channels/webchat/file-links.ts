// Addresses of files that nobody can guess: the reference itself, signed. Serves what they point to, without trusting it.
import type { FastifyInstance } from 'fastify';
import { jwtVerify, SignJWT } from 'jose';
import { FileUnavailableError, type FileContent, type Files } from '../../model/attachment.ts';
import { HttpProblem } from '../../system/http.ts';
import type { StoredFile } from './activity.ts';

const PATH = '/v3/directline/files';
/** Types that a browser may show in place; everything else is only offered for saving. */
const SHOWN =
  /^(image\/(jpeg|png|gif|webp|avif|heic|heif)|video\/(mp4|webm|quicktime)|audio\/(mpeg|ogg|mp4|webm|wav))$/u;

export interface FileLinks {
  /** The same file always has the same address, so browsers can keep it. */
  urlOf(file: StoredFile): Promise<string>;
  /** The file that an address of ours points to. */
  fileOf(url: string): Promise<StoredFile | undefined>;
  addTo(scope: FastifyInstance): void;
}

export function createFileLinks(key: Uint8Array, publicUrl: string, files: Files): FileLinks {
  const base = `${publicUrl.replace(/\/+$/u, '')}${PATH}/`;

  const resolve = async (token: string): Promise<StoredFile | undefined> => {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], audience: 'file' });
      const { o: origin, i: id, n: name, m: mime } = payload;
      if ([origin, id, name, mime].every((part) => typeof part === 'string')) {
        return { origin, id, name, mime } as StoredFile;
      }
    } catch {
      // A wrong signature is answered like an unknown address.
    }
    return undefined;
  };

  return {
    async urlOf({ origin, id, name, mime }) {
      const token = await new SignJWT({ o: origin, i: id, n: name, m: mime })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('file')
        .sign(key);
      return base + token;
    },
    fileOf: (url) => (url.startsWith(base) ? resolve(url.slice(base.length)) : Promise.resolve(undefined)),
    addTo(scope) {
      scope.get<{ Params: { '*': string } }>(`${PATH}/*`, async (request, reply) => {
        const file = await resolve(request.params['*']);
        if (file === undefined) throw new HttpProblem(404, 'NotFound', 'There is no file at this address.');
        const content = await open(files, file);
        const shown = SHOWN.test(file.mime);
        return reply
          .type(file.mime)
          .header('content-disposition', disposition(shown ? 'inline' : 'attachment', file.name))
          .header('content-security-policy', "default-src 'none'; sandbox")
          .header('x-content-type-options', 'nosniff')
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('referrer-policy', 'no-referrer')
          .header('cache-control', 'private, max-age=31536000, immutable')
          .send(Buffer.from(content.bytes));
      });
    },
  };
}

/** A file name without paths, control characters and excess length; `fallback` when nothing is left. */
export function safeName(name: string | undefined, fallback: string): string {
  const base = (name ?? '').split(/[\\/]/u).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return clean === '' || /^\.+$/u.test(clean) ? fallback : clean.slice(-120);
}

/** A media type that is safe to put into a header. */
export function safeMime(mime: string | undefined): string {
  const plain = (mime ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[a-z]+\/[a-z0-9.+-]{1,80}$/u.test(plain) ? plain : 'application/octet-stream';
}

async function open(files: Files, file: StoredFile): Promise<FileContent> {
  try {
    return await files.open({ origin: file.origin, id: file.id });
  } catch (error) {
    if (!(error instanceof FileUnavailableError)) throw error;
    throw new HttpProblem(410, 'NotFound', 'The file is no longer kept.', error);
  }
}

function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
