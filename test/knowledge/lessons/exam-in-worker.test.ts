import { expect, test } from 'vitest';
import { examineInWorker } from '../../../src/knowledge/lessons/exam-in-worker.ts';
import { SHOP } from '../fixture.ts';
import { at, operatorLesson } from './samples.ts';

const articles = SHOP.filter((one) => one.locale === 'ru');
const order = {
  articles,
  lessons: [operatorLesson(1, 'почём довезти до дачи', 'delivery-cost')],
  agreement: 2,
  maxWrongIn: 10,
  now: at(60),
};

test('the worker gives the verdicts that an examination here would give', async () => {
  const result = await examineInWorker({ folder: 'knowledge-base', order }, new AbortController().signal);
  expect(result.verdicts).toMatchObject([{ id: 1, from: 'pending', state: 'accepted', at: at(60) }]);
});

test('an examination that is stopped rejects, so that nothing is taken for decided', async () => {
  const stopping = new AbortController();
  const result = examineInWorker({ folder: 'knowledge-base', order }, stopping.signal);
  stopping.abort();
  await expect(result).rejects.toThrow('before it was done');
});
