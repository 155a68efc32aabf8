// Two hundred people ask for an operator in one minute, into a group that takes twenty messages a minute.
import { expect, test } from 'vitest';
import { bare, loadScene } from './scene.ts';

const PEOPLE = 200;
/** Turns under way at the same time, at most. */
const SIDE_BY_SIDE = 40;

test('two hundred escalations in a minute arrive late but whole, each in its topic and in order', async () => {
  const scene = await loadScene();
  const { group, store } = scene;
  const names = Array.from({ length: PEOPLE }, (_, at) => `Person${String(at + 1000)}`);
  const people = names.map((name) => scene.customer(name));
  for (const one of people) one.says('operator');
  // what comes at once would be part of the question
  await scene.aMinute();
  for (const [at, one] of people.entries()) {
    one.says(`first word of ${names[at] ?? ''}`);
    one.says(`second word of ${names[at] ?? ''}`);
  }
  await scene.quiet();

  expect(group.topics()).toHaveLength(PEOPLE);
  for (const [at, name] of names.entries()) {
    const topic = scene.topicOf(name);
    const words = scene.said(topic).map(({ text }) => bare(text));
    const own = words.filter((text) => text.includes(`word of ${name}`));
    expect(own).toEqual([`first word of ${name}`, `second word of ${name}`]);
    expect(group.topics().find(({ id }) => id === topic)?.pinned).toHaveLength(1);
    expect(people[at]?.sees().length).toBeGreaterThan(0);
  }
  // turns are decided side by side, so a number may be taken a little before its ticket is there
  const numbers = group
    .topics()
    .map(({ title }) => Number(/№(?<number>\d+)/u.exec(title)?.groups?.['number']));
  const inOrder = [...numbers].sort((a, b) => a - b);
  const overtaken = numbers.map((number, at) => Math.abs(inOrder.indexOf(number) - at));
  expect(Math.max(...overtaken)).toBeLessThan(SIDE_BY_SIDE);
  const { exceptions } = await store.ledger(new Date(8.64e15), 0, 10);
  expect(exceptions).toEqual([]);
}, 120_000);
