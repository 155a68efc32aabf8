// Files in Telegram messages as attachments, whichever library read the message.
import type { Attachment, AttachmentKind } from '../../model/attachment.ts';

/** Most bytes that a bot can download (Bot API, `getFile`). */
export const MAX_DOWNLOAD = 20 * 1024 * 1024;

interface StoredFile {
  readonly file_id: string;
  readonly file_size?: number;
  readonly file_name?: string;
  readonly mime_type?: string;
}

/** The part of Telegram's Message that carries files. */
export interface MediaMessage {
  readonly message_id: number;
  readonly photo?: readonly StoredFile[];
  readonly animation?: StoredFile;
  readonly video?: StoredFile;
  readonly video_note?: StoredFile;
  readonly audio?: StoredFile;
  readonly voice?: StoredFile;
  readonly document?: StoredFile;
  readonly sticker?: StoredFile & { readonly is_animated?: boolean; readonly is_video?: boolean };
}

/** The file of a message, to be fetched from `origin`; undefined when it has none. Of a photo's sizes the largest that can be had. */
export function mediaOf(message: MediaMessage, origin: string): Attachment | undefined {
  const make = (kind: AttachmentKind, file: StoredFile, mime: string, extension: string): Attachment => ({
    kind,
    file: { origin, id: file.file_id },
    name: file.file_name ?? `${kind}-${message.message_id}${extension}`,
    mime: file.mime_type ?? mime,
    ...(file.file_size === undefined ? {} : { size: file.file_size }),
  });

  const photo = message.photo && bestSize(message.photo);
  if (photo) return make('photo', photo, 'image/jpeg', '.jpg');
  if (message.sticker) return sticker(message.sticker, make);
  // An animation comes with a copy of itself under `document`.
  const video = message.animation ?? message.video;
  if (video) return make('video', video, 'video/mp4', '.mp4');
  const note = message.video_note;
  if (note) return { ...make('video', note, 'video/mp4', '.mp4'), round: true };
  if (message.voice) return make('voice', message.voice, 'audio/ogg', '.ogg');
  if (message.audio) return make('audio', message.audio, 'audio/mpeg', '.mp3');
  if (message.document) return make('document', message.document, 'application/octet-stream', '');
  return undefined;
}

/** Sizes come smallest first. */
function bestSize(sizes: readonly StoredFile[]): StoredFile | undefined {
  return sizes.findLast((size) => (size.file_size ?? 0) <= MAX_DOWNLOAD) ?? sizes[0];
}

function sticker(
  file: NonNullable<MediaMessage['sticker']>,
  make: (kind: AttachmentKind, file: StoredFile, mime: string, extension: string) => Attachment,
): Attachment {
  if (file.is_video) return make('sticker', file, 'video/webm', '.webm');
  if (file.is_animated) return make('sticker', file, 'application/x-tgsticker', '.tgs');
  return make('sticker', file, 'image/webp', '.webp');
}
