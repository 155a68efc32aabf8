// A folder of articles that is always open: an edit is taken in beside the trained base at once, and trained in, aside, when the
// folder has come to rest.
import type { Article, AskContext, KnowledgeBase } from '../model/knowledge.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { Problem } from '../model/problem.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import { MOST_EDITS, withEdits } from './edits.ts';
import { withExamples, type Example } from './examples.ts';
import { followFolder } from './follow.ts';
import { inLanguage, serve, type ExplainingBase, type Explained } from './knowledge-base.ts';
import { UNLEARNT, type Learnt } from './learn.ts';
import { loadSynonyms, type Synonyms } from './lexicon.ts';
import { articlesOn, readShelf, type Shelf } from './load.ts';
import type { TrainedBase } from './trained-base.ts';
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
  /** What is wrong in the folder, as of the last look. */
  problems(): readonly Problem[];
  /** Takes in what has changed in the folder, without a training when little has; resolves when it can be asked for. */
  refresh(): Promise<void>;
  /** Reads and trains again; resolves when the new base serves. On failure the old one goes on serving and this rejects. */
  reload(): Promise<void>;
  /** Trains with these accepted lessons in place of the earlier ones, as `reload` does. */
  teach(examples: readonly Example[]): Promise<void>;
  stop(): void;
}

/** Edits taken in beside a base are trained into it when there has been none for this many milliseconds. */
const REST_MS = 20_000;
/** A base this large keeps what it has learnt of itself over small edits, until the next start. */
const LARGE = 40;
/** Articles that may have changed for that, as a share of the base. */
const SMALL_EDIT = 0.05;

/** Resolves when the first training is done. Rejects only when no training can run at all. */
export async function openKnowledge(folder: string, options: OpenOptions): Promise<OpenKnowledge> {
  const { clock, log, also = [], fallback = LOCALES } = options;
  const ended = new AbortController();
  let shelf: Shelf | undefined;
  let articles: readonly Article[] = [];
  let problems: readonly Problem[] = [];
  let synonyms: Synonyms = {};
  let examples = options.examples ?? [];
  /** As trained, and the words that each was trained with. */
  const trained = new Map<Locale, { readonly base: TrainedBase; readonly words: Synonyms }>();
  /** As served: with the edits since. */
  const bases = new Map<Locale, TrainedBase>();
  let serving: ExplainingBase = serve([], [], {});
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  let looking: Promise<unknown> = Promise.resolve();
  let cancelRest: (() => void) | undefined;

  /** Looks at the folder; whether anything is different from what was there. */
  async function look(files?: ReadonlySet<string>): Promise<boolean> {
    const [now, lexicon] = await Promise.all([readShelf(folder, shelf, files), loadSynonyms(folder)]);
    shelf = now;
    const loaded = articlesOn(now);
    const all = [...loaded.articles, ...also];
    const wrong = [...loaded.problems, ...lexicon.problems];
    const broken = lexicon.problems.length > 0;
    const words = broken || isDeepEqual(lexicon.synonyms, synonyms) ? synonyms : lexicon.synonyms;
    const different =
      words !== synonyms || all.length !== articles.length || all.some((one, at) => one !== articles[at]);
    const told = isDeepEqual(wrong, problems);
    articles = different ? all : articles;
    problems = wrong;
    synonyms = words;
    return different || !told;
  }

  /** Serves what is trained with the edits since; whether that leaves something to train, and whether it can wait. */
  function apply(): 'trained' | 'edited' | 'untrained' {
    let state: 'trained' | 'edited' | 'untrained' = 'trained';
    const taught = withExamples(articles, examples);
    for (const locale of LOCALES) {
      const home = trained.get(locale);
      if (!articles.some((article) => article.locale === locale)) {
        trained.delete(locale);
        bases.delete(locale);
        continue;
      }
      const now = inLanguage(taught, locale, fallback);
      const base = home === undefined ? undefined : withEdits(home.base, now, home.words);
      if (base !== undefined) bases.set(locale, base);
      if (base === undefined || home?.words !== synonyms) state = 'untrained';
      else if (base.edits !== undefined && state === 'trained') state = 'edited';
    }
    serving = serve(articles, [...bases.values()], {
      fallback,
      synonyms: [...trained.values()][0]?.words ?? synonyms,
      ...(options.maxWrongIn === undefined ? {} : { maxWrongIn: options.maxWrongIn }),
    });
    log.info({ articles: articles.length, problems: problems.length }, 'the knowledge base is live');
    options.onChange?.(problems);
    return state;
  }

  /** One look after another; what it found is served at once. */
  function takeIn(files?: ReadonlySet<string>): Promise<ReturnType<typeof apply>> {
    const next = looking
      .then(() => look(files))
      .then((different) => (different && trained.size > 0 ? apply() : 'trained'));
    looking = next.catch(() => undefined);
    return next;
  }

  async function train(quick: boolean): Promise<void> {
    cancelRest?.();
    await takeIn();
    const words = synonyms;
    const taught = withExamples(articles, examples);
    const languages = LOCALES.flatMap((locale) => {
      if (!articles.some((article) => article.locale === locale)) return [];
      if (quick) return [{ locale, learnt: UNLEARNT }];
      const learnt = keepsLearnt(trained.get(locale), inLanguage(taught, locale, fallback), words);
      if (learnt === 'unchanged') return [];
      return [learnt === undefined ? { locale } : { locale, learnt }];
    });
    const order = { articles: taught, synonyms, fallback, languages };
    for (const base of await trainInWorker(order, ended.signal)) trained.set(base.locale, { base, words });
    if (apply() === 'edited') rest();
  }

  /** One training at a time; whoever asks during one shares the next. */
  function reload(): Promise<void> {
    if (running === undefined) return begin(false);
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = undefined;
        return reload();
      });
    return waiting;
  }

  function begin(quick: boolean): Promise<void> {
    running = train(quick).finally(() => {
      running = undefined;
    });
    return running;
  }

  function rest(): void {
    cancelRest?.();
    cancelRest = clock.after(REST_MS, () =>
      aside('the edits could not be trained in; they serve beside the base'),
    );
  }

  function aside(failure: string): void {
    reload().catch((cause: unknown) => {
      if (!ended.signal.aborted) log.error({ folder, error: nameOf(cause) }, failure);
    });
  }

  async function refresh(files?: ReadonlySet<string>): Promise<void> {
    switch (await takeIn(files)) {
      case 'edited':
        rest();
        break;
      case 'untrained':
        await reload();
        break;
      case 'trained':
        break;
    }
  }

  await begin(options.quickStart === true);
  if (options.quickStart === true) aside('the base could not learn from its own questions');
  const follower =
    options.watch === false ? undefined : await followFolder(folder, { clock, log, onChange: refresh });

  return {
    ask: (question, locale, context) => serving.ask(question, locale, context),
    article: (id, locale) => serving.article(id, locale),
    explain: (question, locale, context) => serving.explain(question, locale, context),
    problems: () => problems,
    articles: () => articles,
    refresh: () => refresh(),
    reload,
    teach(next) {
      examples = next;
      return reload();
    },
    stop() {
      follower?.stop();
      cancelRest?.();
      ended.abort();
    },
  };
}

/** What a training of `now` may take over from the last one: all of it when nothing changed, what it learnt after a small edit. */
function keepsLearnt(
  last: { readonly base: TrainedBase; readonly words: Synonyms } | undefined,
  now: readonly Article[],
  words: Synonyms,
): Learnt | 'unchanged' | undefined {
  if (last === undefined || last.words !== words || last.base.record.length === 0) return undefined;
  const edited = withEdits(last.base, now, words);
  const changed = edited === undefined ? MOST_EDITS + 1 : (edited.edits?.changed ?? 0);
  if (changed === 0) return 'unchanged';
  const { blend, judge, record } = last.base;
  return now.length >= LARGE && changed <= now.length * SMALL_EDIT ? { blend, judge, record } : undefined;
}

function isDeepEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'unknown';
}
