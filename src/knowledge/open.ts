// A folder of articles that is always open: answers from what is trained, and trains anew, aside, when a file changes.
import { watch } from 'node:fs';
import type { Article, AskContext, KnowledgeBase } from '../model/knowledge.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import type { Example } from './examples.ts';
import { serve, type ExplainingBase, type Explained, type TrainedBases } from './knowledge-base.ts';
import type { Synonyms } from './lexicon.ts';
import { trainInWorker } from './training.ts';

export interface OpenOptions {
  readonly fallback?: readonly Locale[];
  /** At most 1 wrong answer in this many; default 10. */
  readonly maxWrongIn?: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Entries that come from elsewhere than the folder: the trigger questions of flows. */
  readonly also?: readonly Article[];
  /** Accepted lessons, to be among the questions of their articles; default none. */
  readonly examples?: readonly Example[];
  /** Serve carefully after a short training, and learn from the base's own questions behind it; default false. */
  readonly quickStart?: boolean;
  /** Follow the folder; default true. */
  readonly watch?: boolean;
  /** Called after every change that was taken in, with what is wrong in the folder now. */
  readonly onChange?: (problems: readonly Problem[]) => void;
}

export interface OpenKnowledge extends KnowledgeBase {
  explain(question: string, locale: Locale, context?: AskContext): Explained;
  /** What is wrong in the folder, as of the last training. */
  problems(): readonly Problem[];
  /** Reads and trains again; resolves when the new base serves. On failure the old one goes on serving and this rejects. */
  reload(): Promise<void>;
  /** Trains with these accepted lessons in place of the earlier ones, as `reload` does. */
  teach(examples: readonly Example[]): Promise<void>;
  stop(): void;
}

/** Changes within this many milliseconds are taken in together. */
const SETTLE_MS = 150;

/** Resolves when the first training is done. Rejects only when no training can run at all. */
export async function openKnowledge(folder: string, options: OpenOptions): Promise<OpenKnowledge> {
  const fallback = options.fallback ?? LOCALES;
  const ended = new AbortController();
  let serving: ExplainingBase | undefined;
  let articles: readonly Article[] = [];
  let problems: readonly Problem[] = [];
  let synonyms: Synonyms = {};
  let examples = options.examples ?? [];
  let bases: TrainedBases = [];
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  let learnt = false;

  async function train(quick = false): Promise<void> {
    // what was trained quickly has learnt nothing worth keeping
    const served = (learnt ? bases : []).map(({ locale, articles: own, blend, judge, record }) => ({
      locale,
      articles: own,
      learnt: { blend, judge, record },
    }));
    const trained = await trainInWorker(
      { folder, fallback, also: options.also ?? [], previous: articles, synonyms, examples, quick, served },
      ended.signal,
    );
    learnt = !quick;
    articles = trained.articles;
    problems = trained.problems;
    synonyms = trained.synonyms;
    const renewed = new Set(trained.bases.map((base) => base.locale));
    const spoken = new Set(articles.map((article) => article.locale));
    bases = [...bases.filter(({ locale }) => !renewed.has(locale) && spoken.has(locale)), ...trained.bases];
    serving = serve(articles, bases, {
      fallback,
      synonyms,
      ...(options.maxWrongIn === undefined ? {} : { maxWrongIn: options.maxWrongIn }),
    });
    options.log.info({ articles: articles.length, problems: problems.length }, 'the knowledge base is live');
    options.onChange?.(problems);
  }

  /** One training at a time; whoever asks during one shares the next. */
  function reload(): Promise<void> {
    if (running === undefined) {
      running = train().finally(() => {
        running = undefined;
      });
      return running;
    }
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = undefined;
        return reload();
      });
    return waiting;
  }

  if (options.quickStart === true) {
    await train(true);
    void reload().catch((cause: unknown) => {
      if (!ended.signal.aborted)
        options.log.error(
          { folder, error: nameOf(cause) },
          'the base could not learn from its own questions',
        );
    });
  } else await reload();
  const stopWatching = options.watch === false ? () => undefined : follow(folder, options, reload);

  const current = (): ExplainingBase => serving ?? serve([], [], {});
  return {
    ask: (question, locale, context) => current().ask(question, locale, context),
    article: (id, locale) => current().article(id, locale),
    explain: (question, locale, context) => current().explain(question, locale, context),
    problems: () => problems,
    articles: () => articles,
    reload,
    teach(next) {
      examples = next;
      return reload();
    },
    stop() {
      stopWatching();
      ended.abort();
    },
  };
}

function follow(folder: string, { clock, log }: OpenOptions, reload: () => Promise<void>): () => void {
  let cancel: (() => void) | undefined;
  const changed = (): void => {
    cancel?.();
    cancel = clock.after(SETTLE_MS, () => {
      reload().catch((cause: unknown) => {
        log.error(
          { folder, error: nameOf(cause) },
          'the changed knowledge base could not be trained; the old one serves',
        );
      });
    });
  };
  const watcher = watch(folder, { recursive: true, persistent: false }, changed);
  watcher.on('error', (error) =>
    log.error({ folder, error: error.message }, 'the folder can no longer be watched'),
  );
  return () => {
    cancel?.();
    watcher.close();
  };
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'unknown';
}
