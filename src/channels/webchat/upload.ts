// Reads an upload: the activity and its files out of the multipart body, each file checked and kept.
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Files } from '../../model/attachment.ts';
import { HttpProblem } from '../../system/http.ts';
import { readActivity, type PostedActivity, type StoredFile } from './activity.ts';
import { safeMime, safeName } from './file-links.ts';
import { checkImage } from './image.ts';

const MEGABYTE = 1024 * 1024;
export const MAX_FILE_BYTES = 20 * MEGABYTE;
const MAX_TOTAL_BYTES = 60 * MEGABYTE;
const MAX_FILES = 10;
const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';

/** For @fastify/multipart. One byte more than allowed, so that we can refuse with our own words. */
export const UPLOAD_LIMITS = {
  fileSize: MAX_FILE_BYTES,
  fieldSize: MEGABYTE,
  files: MAX_FILES + 1,
  fields: 10,
  parts: MAX_FILES + 11,
};

export interface Upload {
  readonly activity: PostedActivity;
  readonly files: readonly UploadedFile[];
}

export interface UploadedFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;
}

/** Reads and checks the whole body. Throws `HttpProblem` 4xx with words for the sender. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new HttpProblem(415, 'BadArgument', 'An upload must be multipart/form-data.');
  }
  let json: string | undefined;
  const files: UploadedFile[] = [];
  let total = 0;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'activity') json = String(part.value);
      continue;
    }
    const bytes = await readPart(part);
    if (part.fieldname === 'activity' || part.mimetype === ACTIVITY_TYPE) json = bytes.toString('utf8');
    else {
      total += bytes.length;
      if (total > MAX_TOTAL_BYTES) throw tooBig('The files of one message may have at most 60 MB together.');
      files.push(checkFile(bytes, part.filename, part.mimetype));
    }
  }
  if (files.length === 0) throw new HttpProblem(400, 'MissingProperty', 'The upload has no file in it.');
  return { activity: readActivity(json === undefined ? { type: 'message' } : parse(json)), files };
}

/** Checks one file by its content; throws `HttpProblem` 400 when it is empty and 422 when a photo is damaged. */
export function checkFile(
  bytes: Uint8Array,
  name: string | undefined,
  declared: string | undefined,
): UploadedFile {
  if (bytes.length === 0) throw new HttpProblem(400, 'BadArgument', 'The file is empty.');
  if (bytes.length > MAX_FILE_BYTES) throw tooBig('A file may have at most 20 MB.');
  const image = checkImage(bytes);
  const mime = safeMime(declared);
  const claimsPhoto = mime.startsWith('image/') && !/svg|bmp|tiff|x-icon/u.test(mime);
  if (image.kind === 'broken' || (image.kind === 'other' && claimsPhoto)) {
    throw new HttpProblem(
      422,
      'BadArgument',
      'The photo cannot be read: the file is damaged or is not a photo. Take or save it again and send it once more.',
    );
  }
  if (image.kind === 'image') return { bytes, name: safeName(name, 'photo'), mime: image.mime };
  return { bytes, name: safeName(name, 'file'), mime };
}

export async function keepAll(files: Files, uploaded: readonly UploadedFile[]): Promise<StoredFile[]> {
  return Promise.all(
    uploaded.map(async (file) => {
      const { origin, id } = await files.keep(file);
      return { origin, id, name: file.name, mime: file.mime };
    }),
  );
}

async function readPart(part: MultipartFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  if (part.file.truncated) throw tooBig('A file may have at most 20 MB.');
  return Buffer.concat(chunks);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new HttpProblem(400, 'BadArgument', 'The part "activity" of the upload is not JSON.', error);
  }
}

function tooBig(detail: string): HttpProblem {
  return new HttpProblem(413, 'MessageSizeTooBig', detail);
}
