// Speed of the answer engine beside raw fuse.js on the same made-up base, each size in a process of its own:
// `node test/bench/knowledge.ts [sizes]`, for example `1000 10000`. Part of `npm run bench`.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import Fuse from 'fuse.js';
import { openKnowledge } from '../../src/knowledge/open.ts';
import { serve } from '../../src/knowledge/knowledge-base.ts';
import { percentile } from '../../src/knowledge/tools/metrics.ts';
import { trainInWorker } from '../../src/knowledge/training.ts';
import { systemClock } from '../../src/system/clock.ts';
import { silentLog } from '../../src/system/log.ts';
import { syntheticBase } from './synthetic-base.ts';

export interface SpeedReport {
  readonly articles: number;
  readonly questions: number;
  /** Training in the worker, from the order to the trained base, ms. */
  readonly build_ms: number;
  /** Longest stop of the thread that answers during that, ms. */
  readonly stall_ms: number;
  /** Resident memory that the trained base adds when the worker is gone, and the most that the process held meanwhile. */
  readonly added_mb: number;
  readonly peak_mb: number;
  /** The best of ROUNDS rounds over the same questions, ms. */
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
  /** Postings walked for a question, in the middle and at worst. */
  readonly visited_p50: number;
  readonly visited_max: number;
  readonly fuse_p50_ms: number;
  readonly times_faster: number;
  /** From a new file in an open folder until its question is answered by it, ms. */
  readonly insertion_ms: number;
}

const QUERIES = 400;
const ROUNDS = 5;
/** Raw fuse.js takes seconds for a question. */
const FUSE_QUERIES = 3;

/** In a fresh process, so that the memory of one size is not that of another. */
export async function measureSize(size: number): Promise<SpeedReport> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', import.meta.filename, '--inside', String(size)],
    { maxBuffer: 1 << 20 },
  );
  return JSON.parse(stdout) as SpeedReport;
}

async function measure(size: number): Promise<SpeedReport> {
  const { articles, queries } = syntheticBase(size, QUERIES);
  const before = await restingMemory();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const order = { articles, synonyms: {}, fallback: ['ru' as const], languages: [{ locale: 'ru' as const }] };
  const bases = await trainInWorker(order, new AbortController().signal);
  const build = performance.now() - start;
  delay.disable();
  const base = serve(articles, bases);
  for (const query of queries) base.ask(query, 'ru');
  const after = await restingMemory();

  const rounds = Array.from({ length: ROUNDS }, () =>
    queries.map((query) => {
      const from = performance.now();
      base.ask(query, 'ru');
      return performance.now() - from;
    }),
  );
  const best = (share: number): number => Math.min(...rounds.map((times) => percentile(times, share)));
  const visited = queries.map((query) => base.explain(query, 'ru').ranking.visited);
  const fuse = new Fuse(
    articles.flatMap((one) => one.questions.map((text) => ({ id: one.id, text }))),
    { keys: ['text'], includeScore: true, ignoreLocation: true },
  );
  const fuseTimes = queries.slice(0, FUSE_QUERIES).map((query) => {
    const from = performance.now();
    fuse.search(query);
    return performance.now() - from;
  });
  return {
    articles: size,
    questions: articles.reduce((sum, one) => sum + one.questions.length, 0),
    build_ms: Math.round(build),
    stall_ms: round(delay.max / 1e6),
    added_mb: round((after - before) / MEGABYTE),
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    p50_ms: round(best(0.5)),
    p99_ms: round(best(0.99)),
    max_ms: round(best(1)),
    visited_p50: percentile(visited, 0.5),
    visited_max: Math.max(...visited),
    fuse_p50_ms: round(percentile(fuseTimes, 0.5)),
    times_faster: Math.round(percentile(fuseTimes, 0.5) / best(0.5)),
    insertion_ms: Math.round(await insertion(size)),
  };
}

/** One article is put into a folder that is open; asked every few milliseconds until the answer is that article. */
async function insertion(size: number): Promise<number> {
  const { articles } = syntheticBase(size, 0);
  const folder = await mkdtemp(join(tmpdir(), 'firstline-insert-'));
  try {
    const home = join(folder, 'ru');
    await mkdir(home);
    for (let at = 0; at < articles.length; at += 200)
      await Promise.all(
        articles
          .slice(at, at + 200)
          .map(({ id, title, questions }) => writeFile(join(home, `${id}.md`), file(title, questions))),
      );
    const open = await openKnowledge(folder, {
      clock: systemClock,
      log: silentLog,
    });
    const asked = 'Как оформить подарочный сертификат?';
    const start = performance.now();
    await writeFile(join(home, 'gift.md'), file('Подарочный сертификат', [asked, 'Где купить сертификат?']));
    while (performance.now() - start < 60_000) {
      const answer = open.ask(asked, 'ru');
      if (answer.kind === 'answer' && answer.article.id === 'gift') break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const taken = performance.now() - start;
    open.stop();
    return taken;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function file(title: string, questions: readonly string[]): string {
  return `---\ntitle: ${title}\nquestions:\n${questions.map((one) => `  - ${one}\n`).join('')}---\n\nОтвет.\n`;
}

/** Resident bytes when the collector has had its say, and the engine has given back what a worker leaves: after some seconds. */
async function restingMemory(): Promise<number> {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

const SETTLED_MS = 12_000;
const MEGABYTE = 1_048_576;

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (process.argv[1] === import.meta.filename) {
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--inside') console.log(JSON.stringify(await measure(Number(rest[0]))));
  else
    for (const size of process.argv.slice(2).map(Number))
      console.log(JSON.stringify(await measureSize(size)));
}
