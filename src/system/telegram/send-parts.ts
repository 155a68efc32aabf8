// Sends the parts of one delivery in order and remembers which are out, so that a retry does not repeat them.
import type { Attachment, FileContent, Files } from '../../model/attachment.ts';
import { FileUnavailableError } from '../../model/attachment.ts';
import { isBadMedia, type ApiFailure } from './failure.ts';
import { sendKind, type Part, type SendKind } from './parts.ts';

/** The calls of one library, bound to one chat. Each resolves with the ids of the messages made. */
export interface PartSender {
  text(html: string, place: Place): Promise<readonly number[]>;
  file(file: Upload, html: string | undefined, place: Place): Promise<readonly number[]>;
  album(files: readonly Upload[], html: string | undefined, place: Place): Promise<readonly number[]>;
  /** Reads what the library throws. */
  failureOf(error: unknown): ApiFailure;
}

export interface Place {
  readonly buttons: boolean;
  /** The first part quotes the message that is answered. */
  readonly first: boolean;
}

export interface Upload {
  readonly as: SendKind;
  readonly name: string;
  readonly content: FileContent;
}

/** How far a delivery has come. */
export interface Progress {
  readonly refs: string[];
  done: number;
}

/**
 * Sends what `progress` says is still missing and updates it after every part. A picture that Telegram cannot read goes
 * as a document. `missing` gives the line to send in place of a file that its origin no longer has; without it, that is
 * thrown as `FileUnavailableError`. Throws whatever the library throws.
 */
export async function sendParts(
  parts: readonly Part[],
  progress: Progress,
  sender: PartSender,
  files: Files,
  missing?: (file: Attachment) => string,
): Promise<void> {
  for (const part of parts.slice(progress.done)) {
    const place = { buttons: part.buttons, first: progress.done === 0 };
    const ids =
      part.kind === 'text'
        ? await sender.text(part.html, place)
        : await sendFiles(part, place, sender, files, missing);
    progress.refs.push(...ids.map(String));
    progress.done += 1;
  }
}

async function sendFiles(
  part: Extract<Part, { kind: 'files' }>,
  place: Place,
  sender: PartSender,
  files: Files,
  missing: ((file: Attachment) => string) | undefined,
): Promise<readonly number[]> {
  const opened: Upload[] = [];
  const lost: string[] = [];
  for (const file of part.files) {
    try {
      const content = await files.open(file.file);
      opened.push({ as: sendKind(file), name: safeName(file.name), content });
    } catch (error) {
      if (!missing || !(error instanceof FileUnavailableError)) throw error;
      lost.push(missing(file));
    }
  }
  const html = [part.html, ...lost].filter((line) => line !== undefined).join('\n') || undefined;
  const send = async (uploads: readonly Upload[]): Promise<readonly number[]> => {
    const [first, ...more] = uploads;
    if (!first) return sender.text(html ?? '', place);
    return more.length === 0 ? sender.file(first, html, place) : sender.album(uploads, html, place);
  };
  try {
    return await send(opened);
  } catch (error) {
    const plain = opened.every((upload) => upload.as === 'document');
    if (plain || !isBadMedia(sender.failureOf(error))) throw error;
    return send(opened.map((upload) => ({ ...upload, as: 'document' })));
  }
}

/** File names come from strangers and end up in a multipart header. */
function safeName(name: string): string {
  const safe = name.replace(/[\p{Cc}"\\/]/gu, '_').slice(-120);
  return safe === '' ? 'file' : safe;
}

/** Most deliveries remembered at once; there are only as many as there are lanes being retried. */
const REMEMBERED = 1000;

/** Progress of deliveries that went out in part, by a key of the caller's, for as long as the process lives. */
export class ProgressMemory {
  private readonly known = new Map<string, Progress>();

  of(key: string): Progress {
    const progress = this.known.get(key) ?? { refs: [], done: 0 };
    this.known.set(key, progress);
    const oldest = this.known.keys().next();
    if (this.known.size > REMEMBERED && !oldest.done) this.known.delete(oldest.value);
    return progress;
  }

  forget(key: string): void {
    this.known.delete(key);
  }
}
