// Speed of the answer engine beside raw fuse.js on the same data: `node test/bench/knowledge.ts [sizes]`, for example `1000 10000`.
import Fuse from 'fuse.js';
import { serve, trainAll } from '../../src/knowledge/knowledge-base.ts';
import { percentile } from '../../src/knowledge/tools/metrics.ts';
import { syntheticBase } from './synthetic-base.ts';

const QUERIES = 400;
const FUSE_QUERIES = 12;

export interface SpeedReport {
  readonly articles: number;
  readonly build_ms: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  /** Postings walked for a question, in the middle and at worst. */
  readonly visited_p50: number;
  readonly visited_max: number;
  /** Typed arrays of the trained base. */
  readonly index_mb: number;
  readonly fuse_p50_ms: number;
  readonly times_faster: number;
}

export function measure(size: number): SpeedReport {
  const { articles, queries } = syntheticBase(size, QUERIES);
  const before = performance.now();
  const bases = trainAll(articles);
  const build = performance.now() - before;
  const base = serve(articles, bases);
  for (const query of queries.slice(0, 50)) base.ask(query, 'ru');
  const visited: number[] = [];
  const times = queries.map((query) => {
    const start = performance.now();
    const { ranking } = base.explain(query, 'ru');
    visited.push(ranking.visited);
    return performance.now() - start;
  });
  const fuse = new Fuse(
    articles.flatMap((one) => one.questions.map((text) => ({ id: one.id, text }))),
    { keys: ['text'], includeScore: true, ignoreLocation: true },
  );
  const fuseTimes = queries.slice(0, FUSE_QUERIES).map((query) => {
    const start = performance.now();
    fuse.search(query);
    return performance.now() - start;
  });
  const p50 = percentile(times, 0.5);
  const fuseP50 = percentile(fuseTimes, 0.5);
  return {
    articles: size,
    build_ms: Math.round(build),
    p50_ms: round(p50),
    p99_ms: round(percentile(times, 0.99)),
    visited_p50: percentile(visited, 0.5),
    visited_max: Math.max(...visited),
    index_mb: round(bytesOf(bases) / 1_048_576),
    fuse_p50_ms: round(fuseP50),
    times_faster: Math.round(fuseP50 / p50),
  };
}

function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part: unknown) => sum + bytesOf(part), 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (process.argv[1] === import.meta.filename)
  for (const size of process.argv.slice(2).map(Number)) console.log(JSON.stringify(measure(size)));
