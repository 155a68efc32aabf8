// npm run bench: speed as ratios to floors and peers measured in the same run. Fails when a goal is missed.
import { benchFlows } from './flows.ts';
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

console.log('\nThe dialogue machine alone (a 12-step flow with a wrong answer and a correction)');
const flows = await benchFlows();
show('floor: bare transactions, one row each', flows.floor, 'a second');
show('turns of the flow', flows.turns, 'a second');
goals.push({ what: 'flow turns / floor', value: flows.ratio, goal: '>= 0.3', met: flows.ratio >= 0.3 });

console.log('\nGoals');
for (const { what, value, goal, met } of goals) {
  console.log(
    `  ${met ? 'met   ' : 'MISSED'} ${what.padEnd(40)} ${value.toFixed(2).padStart(8)}  goal ${goal}`,
  );
}
if (goals.some(({ met }) => !met)) process.exitCode = 1;
