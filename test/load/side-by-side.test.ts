// Fifty tickets worked by five operators at once, with media and edits, through deleted topics, refusals and a cut network.
import { expect, test } from 'vitest';
import type { Customer, GroupOperator, Seen, SentFile } from '../fakes/telegram-server/people.ts';
import { bare, loadScene, type LoadScene } from './scene.ts';

const TICKETS = 50;
const OPERATORS = 5;

interface Case {
  readonly name: string;
  readonly customer: Customer;
  readonly operator: GroupOperator;
}

async function begin(scene: LoadScene, tickets = TICKETS): Promise<readonly Case[]> {
  const operators = Array.from({ length: OPERATORS }, (_, at) => scene.operator(`Operator${String(at)}`));
  const cases = Array.from({ length: tickets }, (_, at) => {
    const name = `Case${String(at + 100)}`;
    return { name, customer: scene.customer(name), operator: operators[at % OPERATORS] as GroupOperator };
  });
  for (const { customer } of cases) customer.says('operator');
  await scene.quiet();
  return cases;
}

/** One round: both sides write, in words that name the case, the side and the round. */
function speak(scene: LoadScene, { name, customer, operator }: Case, round: number): void {
  const topic = scene.topicOf(name);
  customer.says(`C ${name} ${String(round)} words`);
  customer.sendsPhoto(undefined, `C ${name} ${String(round)} photo`);
  operator.writes(topic, `O ${name} ${String(round)} words`);
  operator.sends(topic, { kind: 'document', name: 'bill.pdf', caption: `O ${name} ${String(round)} file` });
}

function wanted(side: 'C' | 'O', name: string, rounds: number): string[] {
  const second = side === 'C' ? 'photo' : 'file';
  return Array.from({ length: rounds }, (_, round) => [
    `${side} ${name} ${String(round)} words`,
    `${side} ${name} ${String(round)} ${second}`,
  ]).flat();
}

/** Three pictures that are sent as one, with words under the first. */
function album(caption: string): readonly SentFile[] {
  return [{ kind: 'photo', caption }, { kind: 'photo' }, { kind: 'photo' }];
}

/** How many pictures somebody sees in the album that these words stand under. */
function picturesUnder(words: string, all: readonly Seen[]): number {
  const first = all.find(({ text }) => text.includes(words));
  return all.filter((one) => one.album !== undefined && one.album === first?.album).length;
}

/** What the customer said as the topic shows it, and what the operators said as the customer sees it. */
function heard(scene: LoadScene, { name, customer }: Case): { inGroup: Seen[]; byCustomer: Seen[] } {
  return {
    inGroup: scene.said(scene.topicOf(name)).filter(({ text }) => text.includes(`C ${name} `)),
    byCustomer: customer.sees().filter(({ text }) => text.includes(`O ${name} `)),
  };
}

const linesOf = (seen: readonly Seen[]): string[] => seen.map(({ text }) => bare(text));

/** Texts in order with repeats left out, and how many were repeats. */
function once(lines: readonly string[]): { kept: string[]; repeats: number } {
  const kept = [...new Set(lines)];
  return { kept, repeats: lines.length - kept.length };
}

async function expectEmptyLedger({ store }: LoadScene): Promise<void> {
  const { checked, exceptions } = await store.ledger(new Date(8.64e15), 0, 10);
  expect(exceptions).toEqual([]);
  expect(checked).toBeGreaterThan(0);
}

test('every message of either side is at the other side exactly once and in order, edits included', async () => {
  const scene = await loadScene();
  const cases = await begin(scene);
  for (const one of cases) for (const round of [0, 1]) speak(scene, one, round);
  await scene.quiet();
  for (const one of cases) {
    const topic = scene.topicOf(one.name);
    one.customer.sends({ kind: 'voice', caption: `C ${one.name} 2 voice` });
    one.operator.sends(topic, { kind: 'voice', caption: `O ${one.name} 2 voice` });
    one.customer.sendsAlbum(album(`C ${one.name} 2 album`));
    one.operator.sendsAlbum(topic, album(`O ${one.name} 2 album`));
    const edited = one.operator.writes(topic, `O ${one.name} 2 words, misspelt`);
    one.operator.edits(edited, `O ${one.name} 2 words`);
    const mine = one.customer.says(`C ${one.name} 2 words, misspelt`);
    one.customer.edits(mine, `C ${one.name} 2 words`);
  }
  await scene.quiet();
  for (const one of cases) {
    const { inGroup, byCustomer } = heard(scene, one);
    expect(linesOf(inGroup)).toEqual([
      ...wanted('C', one.name, 2),
      `C ${one.name} 2 voice`,
      `C ${one.name} 2 album`,
      expect.stringContaining(`C ${one.name} 2 words`),
    ]);
    expect(linesOf(byCustomer)).toEqual([
      ...wanted('O', one.name, 2),
      `O ${one.name} 2 voice`,
      `O ${one.name} 2 album`,
      `O ${one.name} 2 words`,
    ]);
    expect(inGroup.at(-1)?.text).not.toContain('misspelt');
    expect(picturesUnder(`C ${one.name} 2 album`, scene.said(scene.topicOf(one.name)))).toBe(3);
    expect(picturesUnder(`O ${one.name} 2 album`, one.customer.sees())).toBe(3);
    expect(inGroup.filter(({ file }) => file?.kind === 'voice')).toHaveLength(1);
    expect(byCustomer.filter(({ file }) => file?.kind === 'voice')).toHaveLength(1);
    expect(byCustomer.filter(({ file }) => file?.kind === 'document')).toHaveLength(2);
  }
  await expectEmptyLedger(scene);
}, 120_000);

test('topics deleted in mid-conversation are made again, with what was said before and nothing of what comes after lost', async () => {
  const scene = await loadScene();
  const cases = await begin(scene, 15);
  for (const one of cases) speak(scene, one, 0);
  await scene.quiet();
  const gone = cases.filter((_, at) => at % 3 === 0);
  for (const { name } of gone) scene.group.deleteTopic(scene.topicOf(name));
  for (const { name, customer } of cases) customer.says(`C ${name} 1 words`);
  await scene.quiet();
  for (const one of cases) {
    const { kept, repeats } = once(linesOf(heard(scene, one).inGroup));
    expect(kept).toEqual([...wanted('C', one.name, 1), `C ${one.name} 1 words`]);
    expect(repeats).toBe(0);
  }
  await expectEmptyLedger(scene);
}, 120_000);

test('storms of refusals delay and lose nothing', async () => {
  const scene = await loadScene();
  const cases = await begin(scene, 15);
  scene.telegram.storm('*', { retryAfter: 5 });
  for (const one of cases) for (const round of [0, 1]) speak(scene, one, round);
  await scene.aMinute();
  scene.telegram.calm();
  await scene.quiet();
  for (const one of cases) {
    const { inGroup, byCustomer } = heard(scene, one);
    expect(linesOf(inGroup)).toEqual(wanted('C', one.name, 2));
    expect(linesOf(byCustomer)).toEqual(wanted('O', one.name, 2));
  }
  await expectEmptyLedger(scene);
}, 120_000);

test('after a minute without network at most one message a ticket and side came twice, and it is marked', async () => {
  const scene = await loadScene();
  const cases = await begin(scene, 20);
  for (const one of cases) speak(scene, one, 0);
  scene.telegram.cut({ inTheAir: 3 });
  for (const one of cases) speak(scene, one, 1);
  await scene.aMinute();
  await scene.telegram.mend();
  for (const one of cases) speak(scene, one, 2);
  await scene.quiet();
  for (const one of cases) {
    const { inGroup, byCustomer } = heard(scene, one);
    for (const [side, seen] of [
      ['C', inGroup],
      ['O', byCustomer],
    ] as const) {
      const { kept, repeats } = once(linesOf(seen));
      expect(kept).toEqual(wanted(side, one.name, 3));
      expect(repeats).toBeLessThanOrEqual(1);
      if (side === 'C' && repeats > 0)
        expect(seen.filter(({ text }) => text.includes('↻'))).toHaveLength(repeats);
    }
  }
  await expectEmptyLedger(scene);
}, 120_000);
