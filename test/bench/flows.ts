// Turns of a 12-step flow through the dialogue machine alone, beside the durable transaction in which each turn ends.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { book, flow, FlowTalk } from '../flows/talk.ts';
import { bareFloor } from './floor.ts';

export interface FlowBench {
  /** Bare single-row transactions a second. */
  readonly floor: number;
  /** Customer's words taken by the waiting step, a second. */
  readonly turns: number;
  readonly ratio: number;
}

const FLOWS = book(
  flow(
    'twelve',
    `
  - collect: what
    type: text
  - choose: wish
    options: [repair, refund, exchange]
  - collect: number
    type: order-number
  - collect: bought
    type: date
  - collect: urgent
    type: yes-no
  - branch:
      - { when: urgent, is: true, go: price }
      - else: price
  - collect: price
    type: money
  - collect: city
    type: city
  - collect: serial
    type: serial
  - collect: contact
    type: [phone, email]
  - confirm: [what, wish, number, bought, price, city, serial, contact]
  - ticket: flow.twelve.subject
`,
  ),
);

/** As people write: an answer with something beside it, a wrong one, a correction in the summary. */
const WORDS = [
  'Чайник не греет и течёт, когда ставлю на базу',
  'flow.twelve.wish.option.repair',
  'номер UT-10421, купил 2 мая 2026',
  'да',
  'не помню',
  '2500 руб',
  'Москва',
  'SN123456789',
  '+7 916 123-45-67',
  'нет, номер UT-10437',
  'да',
];

export async function benchFlows(ms = 2_000): Promise<FlowBench> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-bench-'));
  try {
    wholeErrand();
    const start = performance.now();
    let turns = 0;
    while (performance.now() - start < ms) turns += wholeErrand();
    const rate = turns / ((performance.now() - start) / 1000);
    const floor = bareFloor(join(folder, 'floor.db'));
    return { floor, turns: rate, ratio: rate / floor };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Turns taken; throws when the flow does not end in its ticket. */
function wholeErrand(): number {
  const talk = new FlowTalk(FLOWS);
  talk.start('twelve');
  const ends = WORDS.map((words) => talk.says(words));
  if (ends.at(-1) !== 'ticket') throw new Error(`the flow of the bench ends otherwise: ${ends.join(' / ')}`);
  return WORDS.length;
}
