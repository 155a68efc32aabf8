// Everything known about a customer as one file: JSON that people can read, in an archive with what was attached.
import { type Attachment, type FileContent, type Files, FileUnavailableError } from '../model/attachment.ts';
import type { CustomerId } from '../model/ids.ts';
import type { PersonalData, PersonalRecords } from '../model/personal.ts';
import { zip, type ZipEntry } from '../system/zip.ts';

/** Bytes of attached files that go in; Telegram takes no more than 50 MB from a bot. */
const MAX_FILE_BYTES = 40 * 1024 * 1024;
/** After this long the file that was made is deleted again. */
const KEPT_FOR_MS = 24 * 60 * 60 * 1000;

type Known = Pick<PersonalRecords, 'exportCustomer'>;

/** Undefined when there is no such customer. A file that cannot be had any more, or is too much, is told in the JSON. */
export async function personalFile(
  records: Known,
  files: Pick<Files, 'open'>,
  customer: CustomerId,
  now: Date,
): Promise<FileContent | undefined> {
  const data = await records.exportCustomer(customer);
  if (data === undefined) return undefined;
  const attached = attachmentsOf(data);
  const entries: ZipEntry[] = [];
  const left: string[] = [];
  let total = 0;
  for (const { file, name } of attached) {
    const content = await opened(files, file);
    if (content === undefined || total + content.bytes.length > MAX_FILE_BYTES) left.push(name);
    else {
      total += content.bytes.length;
      entries.push({
        name: `files/${String(entries.length + 1).padStart(3, '0')}-${safe(name)}`,
        bytes: content.bytes,
      });
    }
  }
  const json = Buffer.from(`${JSON.stringify({ ...data, filesNotIncluded: left }, undefined, 2)}\n`, 'utf8');
  if (entries.length === 0) return { bytes: json, name: 'my-data.json', mime: 'application/json' };
  const bytes = zip([{ name: 'my-data.json', bytes: json }, ...entries], now);
  return { bytes, name: 'my-data.zip', mime: 'application/zip' };
}

/** The file in our own folder, for a message; it is deleted after a day. */
export async function attachPersonalFile(
  records: Known & Pick<PersonalRecords, 'doomFile'>,
  files: Pick<Files, 'open' | 'keep'>,
  customer: CustomerId,
  now: Date,
): Promise<Attachment | undefined> {
  const content = await personalFile(records, files, customer, now);
  if (content === undefined) return undefined;
  const file = await files.keep(content);
  await records.doomFile(file, new Date(now.getTime() + KEPT_FOR_MS));
  const { name, mime, bytes } = content;
  return { kind: 'document', file, name, mime, size: bytes.length };
}

/** Each file once; earlier exports are not part of the next. */
function attachmentsOf({ conversations }: PersonalData): Attachment[] {
  const all = conversations.flatMap(({ messages, requests }) =>
    [...messages, ...requests].flatMap(({ files }) => files),
  );
  const mine = all.filter(({ name }) => !/^my-data\.(?:json|zip)$/u.test(name));
  return [...new Map(mine.map((one) => [JSON.stringify(one.file), one])).values()];
}

async function opened(files: Pick<Files, 'open'>, ref: Attachment['file']): Promise<FileContent | undefined> {
  try {
    return await files.open(ref);
  } catch (error) {
    if (error instanceof FileUnavailableError) return undefined;
    throw error;
  }
}

function safe(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(-80);
}
