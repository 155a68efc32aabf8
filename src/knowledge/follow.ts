// Notices that something in a folder has changed: told by the system, and by looking from time to time, since a network
// folder tells nothing.
import { watch, type FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';

export interface FollowOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Looks at these files, at all of them when it is not known which, and takes in what has changed. */
  readonly onChange: (files?: ReadonlySet<string>) => Promise<void>;
}

/** Changes within this many milliseconds are taken in together, */
const SETTLE_MS = 120;
/** but none waits longer than this. */
const LONGEST_MS = 500;
/** The folder is looked at this often when nothing is told, and seldom enough to take a hundredth of the time at most. */
const POLL_MS = 5_000;
const MOST_POLL_MS = 60_000;
const POLL_SHARE = 100;

/** Resolves when every folder below is watched: a change after that is told at once. */
export async function followFolder(
  folder: string,
  { clock, log, onChange }: FollowOptions,
): Promise<{ readonly stop: () => void }> {
  // a watcher for each folder: the system's recursive one takes a handle for each file, and is long in coming
  const watchers = new Map<string, FSWatcher>();
  let cancelSettle: (() => void) | undefined;
  let cancelPoll: (() => void) | undefined;
  let firstAt: number | undefined;
  /** Files that something was told of; undefined when something was told of no file. */
  let told: Set<string> | undefined = new Set();
  let stopped = false;

  function forget(home: string): void {
    watchers.get(home)?.close();
    watchers.delete(home);
  }

  function watchFolder(home: string): void {
    try {
      const watcher = watch(home, { persistent: false }, (_, name) => {
        changed(name === null ? undefined : join(home, name));
      });
      watchers.set(home, watcher);
      watcher.on('error', () => forget(home));
    } catch (cause) {
      const error = cause instanceof Error ? cause.message : 'unknown';
      log.error({ folder: home, error }, 'the folder cannot be watched; it is looked at now and then');
    }
  }

  /** Folders come and go. */
  async function watchAll(): Promise<void> {
    const homes = new Set(await foldersIn(folder));
    for (const home of watchers.keys()) if (!homes.has(home)) forget(home);
    if (stopped) return;
    for (const home of homes) if (!watchers.has(home)) watchFolder(home);
  }

  async function look(files?: ReadonlySet<string>): Promise<void> {
    try {
      await watchAll();
      await onChange(files);
    } catch (cause) {
      const error = cause instanceof Error ? cause.message : 'unknown';
      if (!stopped)
        log.error({ folder, error }, 'the changed knowledge base could not be taken in; the old one serves');
    }
  }

  function changed(file: string | undefined): void {
    if (file?.endsWith('.md') === true) told?.add(file);
    else told = undefined;
    const now = clock.now().getTime();
    firstAt ??= now;
    cancelSettle?.();
    cancelSettle = clock.after(Math.max(0, Math.min(SETTLE_MS, firstAt + LONGEST_MS - now)), () => {
      firstAt = undefined;
      const files = told;
      told = new Set();
      void look(files);
    });
  }

  function poll(after: number): void {
    cancelPoll = clock.after(after, () => {
      const started = clock.now().getTime();
      void look().then(() => {
        const taken = clock.now().getTime() - started;
        if (!stopped) poll(Math.min(MOST_POLL_MS, Math.max(POLL_MS, taken * POLL_SHARE)));
      });
    });
  }

  await watchAll();
  poll(POLL_MS);
  return {
    stop() {
      stopped = true;
      cancelSettle?.();
      cancelPoll?.();
      for (const home of [...watchers.keys()]) forget(home);
    },
  };
}

/** The folder and all below it; what cannot be listed has nothing below. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory());
  return [folder, ...(await Promise.all(below.map((entry) => foldersIn(join(folder, entry.name))))).flat()];
}
