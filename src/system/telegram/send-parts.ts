// Sends the parts of one delivery in order and puts down which are out, so that another try does not repeat them.
import type { Attachment, FileContent, Files } from '../../model/attachment.ts';
import { FileUnavailableError } from '../../model/attachment.ts';
import type { SoFar } from '../../model/message.ts';
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
  /** Makes it durable. */
  keep(): Promise<void>;
}

/** Goes on where the tries before stopped. Without `soFar` nothing is kept. */
export function progressFrom(soFar?: SoFar): Progress {
  const { refs = [], done = 0 } = soFar?.parts ?? {};
  return {
    refs: [...refs],
    done,
    keep() {
      return soFar?.keep({ done: this.done, refs: this.refs }) ?? Promise.resolve();
    },
  };
}

/**
 * Sends what `progress` says is still missing, updates it after every part and keeps it between two of them. A picture that Telegram cannot read goes
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
    if (progress.done < parts.length) await progress.keep();
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
