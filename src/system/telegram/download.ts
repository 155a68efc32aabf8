// Fetches the bytes of a file that lies at Telegram.
import { FileUnavailableError, type FileContent } from '../../model/attachment.ts';
import type { ApiFailure } from './failure.ts';

/** Longest wait for a file; at most 20 MB come. */
const DOWNLOAD_MS = 60_000;

/** The library's `getFile`, and how to read what it throws. */
export interface FileLookup {
  getFile(id: string): Promise<{ readonly file_path?: string }>;
  failureOf(error: unknown): ApiFailure;
}

/**
 * Downloads the file `id` of `origin` from `<apiRoot>/file/bot<token>/...`. Rejects with `FileUnavailableError` when
 * Telegram will not give it (unknown, or over 20 MB), and with another error on passing trouble.
 */
export async function download(
  lookup: FileLookup,
  { origin, id, apiRoot, token }: { origin: string; id: string; apiRoot: string; token: string },
): Promise<FileContent> {
  const path = await pathOf(lookup, origin, id);
  let response: Response;
  try {
    response = await fetch(`${apiRoot.replace(/\/+$/u, '')}/file/bot${token}/${path}`, {
      signal: AbortSignal.timeout(DOWNLOAD_MS),
    });
  } catch {
    // The cause would carry the address and with it the token.
    throw new Error(`telegram: a file from ${origin} could not be downloaded: no connection`);
  }
  if (response.status === 404) throw new FileUnavailableError({ origin, id });
  if (!response.ok)
    throw new Error(`telegram: a file from ${origin} could not be downloaded: ${response.status}`);
  const name = path.split('/').at(-1) ?? 'file';
  return { bytes: new Uint8Array(await response.arrayBuffer()), name, mime: mimeOf(name) };
}

async function pathOf(lookup: FileLookup, origin: string, id: string): Promise<string> {
  const found = await lookup.getFile(id).catch((error: unknown) => lookup.failureOf(error));
  if ('status' in found && found.status !== 400) {
    throw new Error(`telegram: getFile failed: ${found.status} ${found.description}`);
  }
  if ('status' in found || found.file_path === undefined) throw new FileUnavailableError({ origin, id });
  return found.file_path;
}

/** Telegram serves every file as octet-stream, so the kind is read from the extension of its path. */
function mimeOf(name: string): string {
  return MIME[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

const MIME: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  tgs: 'application/x-tgsticker',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain',
};
