// Makes file references unforgeable: a page can name only files that this server has named to it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Attachment, FileRef } from '../../model/attachment.ts';
import type { SealedFile } from './wire.ts';

export interface FileSeal {
  seal(attachment: Attachment): SealedFile;
  /** False unless `seal` was made by us for exactly this file. */
  matches(ref: FileRef, seal: unknown): boolean;
}

export function fileSeal(key: Uint8Array): FileSeal {
  const sealOf = (ref: FileRef): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([ref.origin, ref.id]))
      .digest('base64url');

  return {
    seal({ kind, file, name, mime, size }) {
      return {
        kind,
        origin: file.origin,
        id: file.id,
        seal: sealOf(file),
        name,
        mime,
        ...(size !== undefined && { size }),
      };
    },
    matches(ref, seal) {
      if (typeof seal !== 'string') return false;
      const expected = Buffer.from(sealOf(ref));
      const given = Buffer.from(seal);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
