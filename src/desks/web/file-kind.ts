// What a file may be shown as. A picture is one only when its first bytes say so, whatever the sender claims.
import type { AttachmentKind } from '../../model/attachment.ts';

const PICTURES: readonly { readonly mime: string; readonly at: number; readonly signature: string }[] = [
  { mime: 'image/jpeg', at: 0, signature: 'ffd8ff' },
  { mime: 'image/png', at: 0, signature: '89504e470d0a1a0a' },
  { mime: 'image/gif', at: 0, signature: '47494638' },
  { mime: 'image/webp', at: 8, signature: '57454250' },
];

/** Media that browsers play and that cannot carry scripts. */
const PLAYABLE = /^(?:audio\/(?:ogg|mpeg|mp4|wav|webm|aac)|video\/(?:mp4|webm|ogg))$/u;

/** The media type to trust: by signature for pictures, the claimed one for the rest, never an unproven `image/…`. */
export function mimeOf(bytes: Uint8Array, claimed: string): string {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const picture = PICTURES.find(({ at, signature }) => head.startsWith(signature, at * 2));
  if (picture) return picture.mime;
  const type = claimed.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]+\/[\w.+-]+$/u.test(type) && !type.startsWith('image/') ? type : 'application/octet-stream';
}

export function kindOf(mime: string): AttachmentKind {
  if (mime.startsWith('image/')) return 'photo';
  if (PLAYABLE.test(mime)) return mime.startsWith('video/') ? 'video' : 'audio';
  return 'document';
}

export function mayShowInline(mime: string): boolean {
  return PICTURES.some((picture) => picture.mime === mime) || PLAYABLE.test(mime);
}
