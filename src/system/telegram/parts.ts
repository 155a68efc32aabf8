// Which Telegram messages one message of ours becomes: texts, single files, albums, captions. Pure.
import type { Attachment } from '../../model/attachment.ts';
import type { RichText } from '../../model/rich-text.ts';
import { MAX_CAPTION, toTelegramHtml } from './html.ts';

export type Part =
  | { readonly kind: 'text'; readonly html: string; readonly buttons: boolean }
  /** Several files are one album. `html` is the caption. */
  | {
      readonly kind: 'files';
      readonly as: SendKind;
      readonly files: readonly Attachment[];
      readonly html?: string;
      readonly buttons: boolean;
    };

/** The Bot API's method: `sendPhoto`, `sendVideo`, and so on. */
export type SendKind = 'photo' | 'video' | 'video_note' | 'audio' | 'voice' | 'sticker' | 'document';

/** What Telegram shows without a caption. */
const WORDLESS = new Set<SendKind>(['sticker', 'video_note']);
/** Most files in an album (Bot API, `sendMediaGroup`). */
const MAX_ALBUM = 10;
/** Most bytes that `sendPhoto` takes. */
const MAX_PHOTO = 10 * 1024 * 1024;

/**
 * The text is the caption when it fits under one group of files; else it goes before them or, with `buttons`, after them,
 * so that the buttons stay at the bottom. With `buttons` exactly the last part has them. No parts for an empty message.
 */
export function planParts(text: RichText, files: readonly Attachment[], buttons: boolean): Part[] {
  const groups = groupFiles(files);
  const [only, ...others] = groups;
  const [caption, ...rest] = toTelegramHtml(text, MAX_CAPTION);
  const isCaption = caption !== undefined && rest.length === 0 && only && others.length === 0;
  if (isCaption && !WORDLESS.has(only.as) && !(buttons && only.files.length > 1)) {
    return [{ ...only, html: caption, buttons }];
  }
  const texts = toTelegramHtml(text).map((html): Part => ({ kind: 'text', html, buttons: false }));
  if (!buttons) return [...texts, ...groups];
  const parts =
    texts.length > 0
      ? [...groups, ...texts]
      : [...groups.slice(0, -1), ...groups.slice(-1).flatMap(lastAlone)];
  return parts.map((part, index) => ({ ...part, buttons: index === parts.length - 1 }));
}

type FilesPart = Extract<Part, { kind: 'files' }>;

/** Telegram refuses buttons under an album, so its last file goes by itself. */
function lastAlone(part: FilesPart): FilesPart[] {
  if (part.files.length < 2) return [part];
  return [
    { ...part, files: part.files.slice(0, -1) },
    { ...part, files: part.files.slice(-1) },
  ];
}

function groupFiles(files: readonly Attachment[]): FilesPart[] {
  const groups: FilesPart[] = [];
  for (const file of files) {
    const as = sendKind(file);
    const last = groups.at(-1);
    if (last && last.files.length < MAX_ALBUM && family(as) !== undefined && family(last.as) === family(as)) {
      groups[groups.length - 1] = { ...last, files: [...last.files, file] };
    } else {
      groups.push({ kind: 'files', as, files: [file], buttons: false });
    }
  }
  return groups;
}

/** What may share an album; undefined is never in one. */
function family(as: SendKind): 'visual' | 'audio' | 'document' | undefined {
  switch (as) {
    case 'photo':
    case 'video':
      return 'visual';
    case 'audio':
    case 'document':
      return as;
    case 'voice':
    case 'video_note':
    case 'sticker':
      return undefined;
  }
}

/** Media types that Telegram shows as what they are; anything else goes as a document. */
const NATIVE: Record<Exclude<SendKind, 'document' | 'video_note'>, RegExp> = {
  photo: /^image\/(?:jpeg|png|webp)$/u,
  video: /^video\/mp4$/u,
  audio: /^audio\/(?:mpeg|mp4|x-m4a)$/u,
  voice: /^audio\/(?:ogg|mpeg|mp4)$/u,
  sticker: /^(?:image\/webp|application\/x-tgsticker|video\/webm)$/u,
};

export function sendKind(file: Attachment): SendKind {
  if (file.kind === 'document' || !NATIVE[file.kind].test(file.mime)) return 'document';
  if (file.kind === 'video' && file.round) return 'video_note';
  return file.kind === 'photo' && (file.size ?? 0) > MAX_PHOTO ? 'document' : file.kind;
}
