// npm run bench: speed as ratios to floors and peers measured in the same run. Fails when a goal is missed.
import { benchLoading } from './loading.ts';
import { benchFlows } from './flows.ts';
import { measureSize } from './knowledge.ts';
import { benchStore } from './store.ts';
import { benchTurns } from './turns.ts';

interface Goal {
  readonly what: string;
  readonly value: number;
  readonly goal: string;
  readonly met: boolean;
}

const goals: Goal[] = [];
const show = (label: string, value: number, unit: string): void =>
  console.log(`  ${label.padEnd(46)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}`);

console.log('Whole turns (accept, decide, commit, outbox, null channel) on SQLite at synchronous=FULL');
const turns = await benchTurns();
show('floor: bare transactions, one row each', turns.floor, 'a second');
show('whole turns', turns.turns, 'a second');
show('one turn in memory, p50', turns.p50, 'ms');
show('one turn in memory, p99', turns.p99, 'ms');
goals.push({ what: 'whole turns / floor', value: turns.ratio, goal: '>= 0.5', met: turns.ratio >= 0.5 });
goals.push({ what: 'p99 of a turn without fsync, ms', value: turns.p99, goal: '< 5', met: turns.p99 < 5 });

console.log('\nThe store alone (accept, claim, load, commit, claim, settle)');
const store = await benchStore();
show('floor: bare transactions, one row each', store.floor, 'a second');
show('turns through the store', store.turns, 'a second');
goals.push({ what: 'store turns / floor', value: store.ratio, goal: '>= 0.5', met: store.ratio >= 0.5 });

console.log('\nLoading and validating a large shop (at least 200 flows, 5,000 articles)');
const loading = await benchLoading();
show('floor: reading and YAML-parsing the same files', loading.floor, 'ms');
show(`${loading.flows} flows and ${loading.articles} articles`, loading.load, 'ms');
show('the same in a cold process', loading.first, 'ms');
goals.push({ what: 'loading, ms', value: loading.load, goal: '< 2000', met: loading.load < 2_000 });
goals.push({
  what: 'loading / floor',
  value: loading.load / loading.floor,
  goal: '<= 1',
  met: loading.load <= loading.floor && loading.problems === 0,
});
console.log('\nThe dialogue machine alone (a 12-step flow with a wrong answer and a correction)');
const flows = await benchFlows();
show('floor: bare transactions, one row each', flows.floor, 'a second');
show('turns of the flow', flows.turns, 'a second');
goals.push({ what: 'flow turns / floor', value: flows.ratio, goal: '>= 0.3', met: flows.ratio >= 0.3 });

/** Articles, and the goals in milliseconds, seconds and megabytes of the answer engine at that size. */
const SIZES = [
  { size: 1_000, p99: 3, build: 2, added: Infinity, faster: 0 },
  { size: 10_000, p99: 12, build: 15, added: 150, faster: 200 },
];
for (const { size, p99, build, added, faster } of SIZES) {
  const speed = await measureSize(size);
  console.log(`\nThe answer engine, ${size} articles with ${speed.questions} questions (made up)`);
  show('floor: raw fuse.js, one question, p50', speed.fuse_p50_ms, 'ms');
  show('ask, p50 (best of 5 rounds)', speed.p50_ms, 'ms');
  show('ask, p99 (best of 5 rounds)', speed.p99_ms, 'ms');
  show('ask, slowest', speed.max_ms, 'ms');
  show('postings walked at worst', speed.visited_max, '');
  show('training in the worker', speed.build_ms / 1000, 's');
  show('longest stop of the answering thread meanwhile', speed.stall_ms, 'ms');
  show('resident memory that the base adds', speed.added_mb, 'MB');
  show('most memory while training', speed.peak_mb, 'MB');
  show('a new file until ask finds it', speed.insertion_ms, 'ms');
  const goal = (what: string, value: number, most: number): void =>
    void goals.push({ what: `${size}: ${what}`, value, goal: `< ${most}`, met: value < most });
  goal('p99 of ask, ms', speed.p99_ms, p99);
  goal('slowest ask, ms', speed.max_ms, 50);
  goal('training, s', speed.build_ms / 1000, build);
  if (added !== Infinity) goal('memory added, MB', speed.added_mb, added);
  goal('new file live, ms', speed.insertion_ms, 1_000);
  if (faster > 0)
    goals.push({
      what: `${size}: times faster than fuse.js`,
      value: speed.times_faster,
      goal: `>= ${faster}`,
      met: speed.times_faster >= faster,
    });
}

console.log('\nGoals');
for (const { what, value, goal, met } of goals) {
  console.log(
    `  ${met ? 'met   ' : 'MISSED'} ${what.padEnd(40)} ${value.toFixed(2).padStart(8)}  goal ${goal}`,
  );
}
if (goals.some(({ met }) => !met)) process.exitCode = 1;
