// Which deliveries are being tried at this moment, in a small file beside the database that is never synced: it outlives a killed
// process, so that what was in the air then is known to be there perhaps already. A power cut it need not outlive.
import { ftruncateSync, openSync, closeSync, readFileSync, writeSync } from 'node:fs';
import type { OutboxId } from '../../model/ids.ts';
import type { Log } from '../../system/log.ts';

export interface InAir {
  /** What was in the air when the process before this one ended. */
  readonly left: readonly OutboxId[];
  took(id: OutboxId): void;
  landed(id: OutboxId): void;
  /** To be called once `left` is on record. */
  clear(): void;
  close(): void;
}

/** Bytes of an entry; ids are shorter. */
const WIDTH = 64;

/** Without a `file` (a database in memory) nothing outlives anything. */
export function inAir(file: string | undefined, log: Log): InAir {
  if (file === undefined) return { left: [], took: nothing, landed: nothing, clear: nothing, close: nothing };
  const place = openSync(file, 'a+');
  closeSync(place);
  const handle = openSync(file, 'r+');
  const slots = new Map<OutboxId, number>();
  const free: number[] = [];
  let told = false;

  function write(slot: number, words: string): void {
    try {
      writeSync(handle, words.padEnd(WIDTH - 1) + '\n', slot * WIDTH, 'latin1');
    } catch (error) {
      if (!told)
        log.warn(
          { error: error instanceof Error ? error.name : typeof error },
          'what is in the air cannot be noted',
        );
      told = true;
    }
  }

  return {
    left: readFileSync(handle, 'latin1')
      .split('\n')
      .map((line) => line.trim())
      .filter((id) => id !== '') as OutboxId[],
    took(id) {
      if (slots.has(id) || id.length >= WIDTH) return;
      const slot = free.pop() ?? slots.size;
      slots.set(id, slot);
      write(slot, id);
    },
    landed(id) {
      const slot = slots.get(id);
      if (slot === undefined) return;
      slots.delete(id);
      free.push(slot);
      write(slot, '');
    },
    clear: () => ftruncateSync(handle),
    close: () => closeSync(handle),
  };
}

function nothing(): void {
  return undefined;
}
