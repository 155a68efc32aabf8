// Attachments of an incoming activity: which of them are files, and a reference by which each can be fetched later.
import { z } from 'zod';
import type { Attachment, AttachmentKind, FileContent } from '../../model/attachment.ts';
import type { IncomingAttachment } from './activity.ts';

export interface IncomingFile {
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly mime: string;
  /** `inline` came inside the message and must be kept now; `remote` waits at its address. */
  readonly source:
    | { readonly kind: 'inline'; readonly content: FileContent }
    | { readonly kind: 'remote'; readonly url: string };
}

const TEAMS_FILE = 'application/vnd.microsoft.teams.file.download.info';
const teamsFile = z.looseObject({ downloadUrl: z.string(), fileType: z.string().nullish() });

const reference = z.object({ url: z.string(), chat: z.string(), name: z.string(), mime: z.string() });
export type RemoteFile = z.infer<typeof reference>;

/** The files among `attachments`. Cards and Teams' HTML copy of the text are not files. */
export function incomingFiles(attachments: readonly IncomingAttachment[]): readonly IncomingFile[] {
  return attachments.flatMap((attachment, index): readonly IncomingFile[] => {
    const type = attachment.contentType ?? 'application/octet-stream';
    if (type === TEAMS_FILE) {
      const file = teamsFile.safeParse(attachment.content);
      if (!file.success) return [];
      const name = attachment.name ?? fallbackName('application/octet-stream', index);
      return [describe(name, 'application/octet-stream', { kind: 'remote', url: file.data.downloadUrl })];
    }
    if (typeof attachment.contentUrl !== 'string') return [];
    const name = attachment.name ?? fallbackName(type, index);
    if (!attachment.contentUrl.startsWith('data:')) {
      return [describe(name, type, { kind: 'remote', url: attachment.contentUrl })];
    }
    const content = decodeDataUrl(attachment.contentUrl, name);
    return content === undefined ? [] : [describe(name, content.mime, { kind: 'inline', content })];
  });
}

/** Whether something in `attachments` is meant to be seen but is no file: a card. */
export function hasCard(attachments: readonly IncomingAttachment[]): boolean {
  return attachments.some((attachment) =>
    attachment.contentType?.startsWith('application/vnd.microsoft.card'),
  );
}

/** The id of a file that waits at its address. */
export function encodeRemoteFile(file: RemoteFile): string {
  return Buffer.from(JSON.stringify(file)).toString('base64url');
}

/** Throws on an id that `encodeRemoteFile` did not make. */
export function decodeRemoteFile(id: string): RemoteFile {
  return reference.parse(JSON.parse(Buffer.from(id, 'base64url').toString()));
}

export function toAttachment(file: IncomingFile, ref: Attachment['file']): Attachment {
  const size = file.source.kind === 'inline' ? { size: file.source.content.bytes.length } : {};
  return { kind: file.kind, file: ref, name: file.name, mime: file.mime, ...size };
}

function describe(name: string, mime: string, source: IncomingFile['source']): IncomingFile {
  return { kind: kindOf(mime), name, mime, source };
}

/** `image/*` is what Teams calls a picture pasted into a message. */
function kindOf(mime: string): AttachmentKind {
  if (mime.startsWith('image/')) return 'photo';
  if (mime.startsWith('video/')) return 'video';
  return mime.startsWith('audio/') ? 'audio' : 'document';
}

function fallbackName(mime: string, index: number): string {
  const extension = /\/([a-z0-9]+)$/u.exec(mime)?.[1];
  return `file-${index + 1}${extension === undefined ? '' : `.${extension}`}`;
}

function decodeDataUrl(url: string, name: string): FileContent | undefined {
  const [, mime, data] = /^data:([^;,]+)(?:;[^,]*)?;base64,(.*)$/su.exec(url) ?? [];
  return mime === undefined || data === undefined
    ? undefined
    : { bytes: Buffer.from(data, 'base64'), name, mime };
}
