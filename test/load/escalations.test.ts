// Two hundred people ask for an operator in one minute, into a group that takes twenty messages a minute.
import { expect, test } from 'vitest';
import { bare, loadScene } from './scene.ts';

const PEOPLE = 200;

test('two hundred escalations in a minute arrive late but whole, each in its topic and in order', async () => {
  const scene = await loadScene();
  const { group, store } = scene;
  const names = Array.from({ length: PEOPLE }, (_, at) => `Person${String(at + 1000)}`);
  const people = names.map((name) => scene.customer(name));
  for (const one of people) one.says('operator');
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
  // the topics were made in the order in which the people asked
  const numbers = group
    .topics()
    .map(({ title }) => Number(/№(?<number>\d+)/u.exec(title)?.groups?.['number']));
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  const { exceptions } = await store.ledger(new Date(8.64e15), 0, 10);
  expect(exceptions).toEqual([]);
}, 120_000);
