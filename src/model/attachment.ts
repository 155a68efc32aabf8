// A file that somebody sent. The bytes stay where they are until a delivery or a page needs them.

export type AttachmentKind = 'photo' | 'video' | 'audio' | 'voice' | 'sticker' | 'document';

export interface Attachment {
  readonly kind: AttachmentKind;
  /** A video that is shown as a circle, where the channel has such. */
  readonly round?: true;
  readonly file: FileRef;
  /** File name for people; adapters make one up where the channel has none. */
  readonly name: string;
  /** Media type such as `image/jpeg`. */
  readonly mime: string;
  /** Bytes, where the channel says so. */
  readonly size?: number;
}

/**
 * Where the bytes are: `local` is our own file folder, any other origin is the name of the channel or desk that
 * can fetch them. `id` is opaque outside that origin.
 */
export interface FileRef {
  readonly origin: string;
  readonly id: string;
}

export interface FileContent {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;
}

/** Reads any file, wherever it lives. Rejects with `FileUnavailableError` when the origin no longer has it. */
export interface Files {
  open(ref: FileRef): Promise<FileContent>;
  /** Keeps bytes in our own folder (durable when it resolves) and says how to find them again. */
  keep(content: FileContent): Promise<FileRef>;
}

export class FileUnavailableError extends Error {
  readonly code = 'FILE_UNAVAILABLE';
  constructor(ref: FileRef, cause?: unknown) {
    super(`the file ${ref.origin}:${ref.id} cannot be fetched`, { cause });
    this.name = 'FileUnavailableError';
  }
}
