// What the Telegram adapters need around them in a test: an inbox, files, bindings, a log that can be read.
import {
  FileUnavailableError,
  type Attachment,
  type FileContent,
  type Files,
} from '../../src/model/attachment.ts';
import type { Bindings } from '../../src/model/store.ts';
import type { Log } from '../../src/system/log.ts';
import { Changes } from './waiting.ts';

/** Takes events as the real inbox does, and can be told to fail first. */
export class EventInbox<Event extends { readonly id: string }> {
  readonly events: Event[] = [];
  /** Ids of all tries, failed ones included. */
  readonly tries: string[] = [];
  private failures = 0;
  private readonly changes = new Changes();

  readonly accept = async (event: Event): Promise<void> => {
    this.tries.push(event.id);
    await Promise.resolve();
    if (this.failures > 0) {
      this.failures -= 1;
      this.changes.changed();
      throw new Error('the disk is full');
    }
    if (!this.events.some((one) => one.id === event.id)) this.events.push(event);
    this.changes.changed();
  };

  failNext(times: number): void {
    this.failures = times;
  }

  /** Resolves with the first `count` events. */
  async first(count: number): Promise<readonly Event[]> {
    await this.changes.until(() => this.events.length >= count, `${count} accepted events`);
    return this.events.slice(0, count);
  }

  triesReach(count: number): Promise<boolean> {
    return this.changes.until(() => this.tries.length >= count, `${count} tries to accept`);
  }
}

/** Files of any origin, put in by the test. */
export class FileShelf implements Files {
  private readonly contents = new Map<string, FileContent>();

  /** An attachment of this kind whose bytes can be opened. */
  put(kind: Attachment['kind'], bytes: Uint8Array, name: string, mime: string): Attachment {
    const id = String(this.contents.size + 1);
    this.contents.set(`local:${id}`, { bytes, name, mime });
    return { kind, file: { origin: 'local', id }, name, mime, size: bytes.length };
  }

  open(ref: { origin: string; id: string }): Promise<FileContent> {
    const content = this.contents.get(`${ref.origin}:${ref.id}`);
    return content ? Promise.resolve(content) : Promise.reject(new FileUnavailableError(ref));
  }

  keep(content: FileContent): Promise<{ origin: string; id: string }> {
    return Promise.resolve(this.put('document', content.bytes, content.name, content.mime).file);
  }
}

/** Bindings that survive as long as the test keeps them, as a database would survive a restart. */
export class MemoryBindings implements Bindings {
  private readonly values = new Map<string, string>();
  /** Every change, in order, as `set key` or `delete key`. */
  readonly changes: string[] = [];

  getBinding(owner: string, key: string): Promise<string | undefined> {
    return Promise.resolve(this.values.get(`${owner} ${key}`));
  }

  setBinding(owner: string, key: string, value: string): Promise<void> {
    this.changes.push(`set ${key}`);
    this.values.set(`${owner} ${key}`, value);
    return Promise.resolve();
  }

  findBinding(owner: string, value: string): Promise<string | undefined> {
    const found = [...this.values].findLast(([place, one]) => place.startsWith(`${owner} `) && one === value);
    return Promise.resolve(found?.[0].slice(owner.length + 1));
  }

  deleteBinding(owner: string, key: string): Promise<void> {
    this.changes.push(`delete ${key}`);
    this.values.delete(`${owner} ${key}`);
    return Promise.resolve();
  }
}

export interface ReadableLog extends Log {
  /** Every line with its fields, as JSON. */
  readonly lines: readonly string[];
}

export function readableLog(): ReadableLog {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (fields: object, message: string): void =>
      void lines.push(JSON.stringify({ level, message, ...fields }));
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
