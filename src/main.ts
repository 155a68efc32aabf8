// The command line: `node . <command>`. Each command lives in src/commands/ and is loaded only when it is called.
import { ConfigError } from './config.ts';
import { CommandError } from './commands/command-error.ts';
import { StoreError } from './model/store-error.ts';

type Command = (args: readonly string[]) => Promise<void>;

const COMMANDS: Readonly<
  Record<string, { readonly what: string; readonly load: () => Promise<{ run: Command }> }>
> = {
  start: { what: 'the bot with everything that .env switches on', load: () => import('./commands/start.ts') },
  chat: { what: 'talk to the bot here: --locale ru|en|bg', load: () => import('./commands/chat.ts') },
  check: {
    what: 'look for mistakes in articles, flows and phrases',
    load: () => import('./commands/check.ts'),
  },
  draw: {
    what: 'draw every flow into flows/diagrams (npm run flows:draw): [--locale ru|en|bg]',
    load: () => import('./commands/draw.ts'),
  },
  ask: {
    what: 'show how one question is answered: ask "question" [--locale ru|en|bg] [--product NAME]',
    load: () => import('./commands/ask.ts'),
  },
  eval: {
    what: 'measure the answers: [--baseline | --accept] or --articles A.jsonl --queries Q.jsonl [--json]',
    load: () => import('./commands/eval.ts'),
  },
  lessons: {
    what: 'what conversations taught: [accept ID | withdraw ID | export]',
    load: () => import('./commands/lessons.ts'),
  },
  import: {
    what: "read the shop's CSV files: import FOLDER [--report FILE.csv]",
    load: () => import('./commands/import.ts'),
  },
  operator: {
    what: 'the people of the desk: add NAME | list | key NAME | role NAME ROLE | link NAME ID | remove NAME',
    load: () => import('./commands/operator.ts'),
  },
  audit: {
    what: 'who did what on the desks: [--ticket N] [--operator NAME] [--days D]',
    load: () => import('./commands/audit.ts'),
  },
  ledger: {
    what: 'messages that nobody answered; ends with 1 when there is one: [--minutes M]',
    load: () => import('./commands/ledger.ts'),
  },
  explain: {
    what: 'the clocks of a request, each start, pause and stop: explain NUMBER',
    load: () => import('./commands/explain.ts'),
  },
  customer: {
    what: "one person's data: export|erase ID|telegram:CHAT|--ticket N",
    load: () => import('./commands/customer.ts'),
  },
};

// `npm run check | head` closes our output before we are done: there is nobody left to tell
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const [name = 'help', ...args] = process.argv.slice(2);
const command = COMMANDS[name];

if (!command) {
  const lines = Object.entries(COMMANDS).map(([key, { what }]) => `  npm run ${key.padEnd(8)} ${what}`);
  process.stderr.write(
    `${name === 'help' ? '' : `There is no command "${name}".\n`}Commands:\n${lines.join('\n')}\n`,
  );
  process.exitCode = name === 'help' ? 0 : 2;
} else {
  try {
    await (await command.load()).run(args);
  } catch (error) {
    const known = [ConfigError, CommandError, StoreError].some((kind) => error instanceof kind);
    process.stderr.write(
      `${error instanceof Error ? ((known ? undefined : error.stack) ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}
