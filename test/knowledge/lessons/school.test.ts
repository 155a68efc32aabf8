// The job as a whole, on the real store: from what was said of answers to what the base answers with.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { type Example, withExamples } from '../../../src/knowledge/examples.ts';
import { everyLesson } from '../../../src/knowledge/lessons/every.ts';
import { examine } from '../../../src/knowledge/lessons/exam.ts';
import { createSchool, type SchoolParts } from '../../../src/knowledge/lessons/school.ts';
import type { Store } from '../../../src/model/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { newId } from '../../../src/system/ids.ts';
import { silentLog } from '../../../src/system/log.ts';
import { feedbackOf } from '../../contract/store/lessons.ts';
import { SHOP } from '../fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'firstline-school-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const open = (file: string): Promise<Store> =>
  openSqliteStore({ url: `file:${file}`, newId, log: silentLog });

/** A school on `store` whose base is a list of questions. */
function schoolOn(store: Store, extra: Partial<SchoolParts> = {}) {
  const articles = SHOP.filter((one) => one.locale === 'ru');
  const taught: Example[][] = [];
  const clock = roundClock();
  const school = createSchool({
    store,
    knowledge: {
      articles: () => articles,
      teach: (examples) => Promise.resolve(void taught.push([...examples])),
    },
    taught: [],
    exam: (order) => Promise.resolve(examine(order, {})),
    agreement: 2,
    maxWrongIn: 10,
    orderPattern: /UT[-\s]?\d{5}/u,
    clock,
    log: silentLog,
    ...extra,
  });
  const known = (): string[] =>
    withExamples(articles, taught.at(-1) ?? [])
      .find(({ id }) => id === 'delivery-cost')
      ?.questions.slice(5) ?? [];
  return { school, taught, known, clock };
}

/** A clock on which one thing at a time is due: the next round. */
function roundClock() {
  let due: (() => void) | undefined;
  let told = Promise.withResolvers<undefined>();
  return {
    now: () => new Date(),
    after(_ms: number, run: () => void) {
      due = run;
      told.resolve(undefined);
      return () => {
        due = undefined;
      };
    },
    /** Resolves when a round is over and the next one is due. */
    idle: () => told.promise,
    isIdle: () => due !== undefined,
    strike() {
      told = Promise.withResolvers<undefined>();
      due?.();
    },
  };
}

async function newStore(): Promise<{ store: Store; file: string }> {
  const file = join(folder, `${++files}.db`);
  const store = await open(file);
  onTestFinished(() => store.close());
  return { store, file };
}

const trail = async (store: Store) =>
  (await everyLesson(store)).map(({ question, state, source }) => [question, state, source]);

test('two customers who agree teach the base a question without their data', async () => {
  const { store } = await newStore();
  const { school, known } = schoolOn(store);
  const said = { verdict: 'helped', locale: 'ru' } as const;
  await feedbackOf(store, 'ivan', '1', { ...said, question: 'почём довезти до дачи заказ UT-10421' });
  await school.round();
  expect(known()).toEqual([]);
  await feedbackOf(store, 'maria', '2', { ...said, question: 'почём довезти до дачи заказ UT-10999' });
  await school.round();
  expect(known()).toEqual(['почём довезти до дачи заказ …']);
  expect((await everyLesson(store)).map(({ state }) => state)).toEqual(['accepted', 'accepted']);
});

test('an operator teaches alone; a thumb down takes it back', async () => {
  const { store } = await newStore();
  const { school, known, taught } = schoolOn(store);
  const question = 'почём довезти до дачи';
  await feedbackOf(store, 'ivan', '1', { question, verdict: 'operator', operator: 'Анна', locale: 'ru' });
  await school.round();
  expect(known()).toEqual([question]);
  await feedbackOf(store, 'boris', '2', { question, verdict: 'not-helped', locale: 'ru' });
  await school.round();
  expect(taught.at(-1)).toEqual([]);
  expect(await trail(store)).toEqual([
    [question, 'withdrawn', 'operator'],
    [question, 'refused', 'not-helped'],
  ]);
});

test('words that give a name are not kept at all', async () => {
  const { store } = await newStore();
  const { school } = schoolOn(store);
  await feedbackOf(store, 'ivan', '1', {
    question: 'меня зовут Иван Петров, почём доставка',
    verdict: 'operator',
    operator: 'Анна',
    locale: 'ru',
  });
  await school.round();
  expect(await everyLesson(store)).toMatchObject([
    { question: '', state: 'refused', decided: { why: 'it gives a name' } },
  ]);
});

test('a restart keeps what was learnt, and teaches it to a base that was opened without it', async () => {
  const { store, file } = await newStore();
  const question = 'почём довезти до дачи';
  await feedbackOf(store, 'ivan', '1', { question, verdict: 'operator', operator: 'Анна', locale: 'ru' });
  await schoolOn(store).school.round();
  await store.close();

  const again = await open(file);
  onTestFinished(() => again.close());
  const empty = schoolOn(again);
  await empty.school.round();
  expect(empty.known()).toEqual([question]);
  const informed = schoolOn(again, { taught: await everyLesson(again, { states: ['accepted'] }) });
  await informed.school.round();
  expect(informed.taught).toEqual([]);
});

test('an examination that fails is made again in the next round; nothing is lost', async () => {
  const { store } = await newStore();
  let failing = true;
  const { school, known } = schoolOn(store, {
    exam: (order) => (failing ? Promise.reject(new Error('no memory')) : Promise.resolve(examine(order, {}))),
  });
  const question = 'почём довезти до дачи';
  await feedbackOf(store, 'ivan', '1', { question, verdict: 'operator', operator: 'Анна', locale: 'ru' });
  await expect(school.round()).rejects.toThrow('no memory');
  failing = false;
  await school.round();
  expect(known()).toEqual([question]);
});

test('what an author accepts by hand is taken in with the next round', async () => {
  const { store } = await newStore();
  const { school, known } = schoolOn(store);
  await feedbackOf(store, 'ivan', '1', {
    question: 'почём довезти до дачи',
    verdict: 'helped',
    locale: 'ru',
  });
  await school.round();
  const [waiting] = await everyLesson(store, { states: ['pending'] });
  await store.decideLessons([
    {
      id: waiting?.id ?? 0,
      from: 'pending',
      state: 'accepted',
      at: new Date(),
      why: 'accepted by an author',
    },
  ]);
  await school.round();
  expect(known()).toEqual(['почём довезти до дачи']);
});

test('started, it looks again every half minute until it is stopped', async () => {
  const { store } = await newStore();
  const { school, known, clock } = schoolOn(store);
  school.start();
  await clock.idle();
  await feedbackOf(store, 'ivan', '1', {
    question: 'почём довезти до дачи',
    verdict: 'operator',
    operator: 'Анна',
    locale: 'ru',
  });
  clock.strike();
  await clock.idle();
  expect(known()).toEqual(['почём довезти до дачи']);
  await school.stop();
  expect(clock.isIdle()).toBe(false);
});
