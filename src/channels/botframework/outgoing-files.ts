// Makes our files ready for a messenger: small pictures inside the message, everything else by a public address.
import { FileUnavailableError, type Attachment, type FileRef, type Files } from '../../model/attachment.ts';
import { DeliveryError } from '../../model/message.ts';
import type { ReadyFile } from './outgoing.ts';
import type { Traits } from './traits.ts';

/** Of all pictures in one message: base64 makes it a third more, and a message may have 256 KB in all. */
const MAX_INLINE_BYTES = 150 * 1024;
const INLINE_TYPES = new Set(['image/png', 'image/jpeg', 'image/gif']);

/**
 * Throws `DeliveryError`: `rejected` for a file that this messenger can neither be given nor be shown the way to, or
 * that no longer exists; `retry` when it cannot be read now.
 */
export async function readyFiles(
  attachments: readonly Attachment[],
  files: Files,
  traits: Traits,
  fileUrl: ((ref: FileRef) => string) | undefined,
): Promise<readonly ReadyFile[]> {
  const ready: ReadyFile[] = [];
  let room = MAX_INLINE_BYTES;
  for (const attachment of attachments) {
    const { name, mime, file } = attachment;
    const bytes = traits.inlineImages ? await inlineContent(attachment, files, room) : undefined;
    if (bytes !== undefined) {
      room -= bytes.length;
      ready.push({ name, mime, url: `data:${mime};base64,${Buffer.from(bytes).toString('base64')}` });
    } else if (fileUrl !== undefined) {
      ready.push({ name, mime, url: fileUrl(file) });
    } else {
      throw new DeliveryError(
        `a file of type ${mime} does not fit inside a message here, and no public address for files is set`,
        { outcome: 'rejected', sentForSure: 'no' },
      );
    }
  }
  return ready;
}

async function inlineContent(
  attachment: Attachment,
  files: Files,
  room: number,
): Promise<Uint8Array | undefined> {
  if (!INLINE_TYPES.has(attachment.mime) || (attachment.size ?? 0) > room) return undefined;
  try {
    const { bytes } = await files.open(attachment.file);
    return bytes.length <= room ? bytes : undefined;
  } catch (cause) {
    throw new DeliveryError('a file to be sent could not be read', {
      outcome: cause instanceof FileUnavailableError ? 'rejected' : 'retry',
      sentForSure: 'no',
      cause,
    });
  }
}
