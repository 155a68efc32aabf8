// Files by reference: our own in a folder, others fetched from the channel or desk that has them and kept from then on.
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type FileContent, type FileRef, type Files, FileUnavailableError } from '../model/attachment.ts';
import type { NewId } from '../system/ids.ts';

export type FetchFile = (id: string) => Promise<FileContent>;

export interface FileCabinet extends Files {
  /** Says who can fetch files of `origin`. */
  addOrigin(origin: string, fetch: FetchFile): void;
  /** Deletes our copy of a file, wherever it came from; nothing happens when there is none. */
  remove(ref: FileRef): Promise<void>;
}

/** `folder` is made when it is missing. Kept files are two: the bytes, and `<id>.json` with name and media type. */
export function fileCabinet(folder: string, newId: NewId): FileCabinet {
  const origins = new Map<string, FetchFile>();
  return {
    addOrigin: (origin, fetch) => void origins.set(origin, fetch),
    async keep(content) {
      const id = newId();
      await write(folder, id, content, newId());
      return { origin: 'local', id };
    },
    async remove(ref) {
      const id = nameOf(ref);
      if (!SAFE_NAME.test(id)) return;
      // the description goes first: a file without one does not exist
      await rm(join(folder, `${id}.json`), { force: true });
      await rm(join(folder, id), { force: true });
    },
    async open(ref) {
      const id = nameOf(ref);
      const kept = await read(folder, id);
      if (kept) return kept;
      const fetch = origins.get(ref.origin);
      if (!fetch) throw new FileUnavailableError(ref);
      let content: FileContent;
      try {
        content = await fetch(ref.id);
      } catch (error) {
        throw new FileUnavailableError(ref, error);
      }
      await write(folder, id, content, newId());
      return content;
    },
  };
}

/** Only names that we made ourselves; a reference never reaches outside the folder. */
const SAFE_NAME = /^[\w-]{1,80}$/u;

function nameOf({ origin, id }: FileRef): string {
  if (origin === 'local') return id;
  return createHash('sha256').update(`${origin}\n${id}`).digest('hex');
}

async function read(folder: string, id: string): Promise<FileContent | undefined> {
  if (!SAFE_NAME.test(id)) return undefined;
  try {
    const about = JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')) as {
      name: string;
      mime: string;
    };
    return { ...about, bytes: await readFile(join(folder, id)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The description comes last: a file that has one is whole. */
async function write(
  folder: string,
  id: string,
  { bytes, name, mime }: FileContent,
  writer: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeDurably(join(folder, id), bytes, writer);
  await writeDurably(join(folder, `${id}.json`), Buffer.from(JSON.stringify({ name, mime })), writer);
}

/** `writer` is in the name of the unfinished file, as two may fetch and write the same one at the same time. */
async function writeDurably(path: string, bytes: Uint8Array, writer: string): Promise<void> {
  const partial = `${path}.${writer}.partial`;
  const file = await open(partial, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}
