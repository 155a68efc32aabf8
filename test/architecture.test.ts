// The house rules that no compiler checks: who may import whom, where SDKs live, how long a file may be.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, test } from 'vitest';

const MAX_LINES = 260;

/** What each folder of src may import besides itself and `model`. */
const ALLOWED: Record<string, readonly string[]> = {
  model: [],
  system: [],
  knowledge: ['system'],
  flows: ['knowledge', 'customers', 'system'],
  customers: ['knowledge', 'system'],
  desk: ['flows', 'system'],
  dialogue: ['knowledge', 'flows', 'desk', 'customers', 'system'],
  inbox: ['dialogue', 'flows', 'desk', 'system'],
  outbox: ['system'],
  insights: ['system'],
  commands: ['knowledge', 'flows', 'dialogue', 'desk', 'customers', 'system'],
  channels: ['system'],
  desks: ['system'],
  store: ['system'],
};

/** Files directly in src that a folder may import: the commands start the composed product. */
const ROOT_FILES: Record<string, readonly string[]> = {
  commands: ['^src/(compose|compose-chat|compose-records|config|open-store|secrets)\\.ts$'],
};

/** The only folder in which each SDK may be imported. */
const SDK_HOME: Record<string, string> = {
  grammy: 'src/channels/telegram/',
  telegraf: 'src/desks/telegram-group/',
  botbuilder: 'src/channels/botframework/',
  'better-sqlite3': 'src/store/sqlite/',
  'fuse.js': 'src/knowledge/',
  esbuild: 'src/system/',
};

const rules = [
  { name: 'no-cycles', severity: 'error' as const, from: {}, to: { circular: true } },
  ...Object.entries(ALLOWED).map(([folder, others]) => ({
    name: `${folder}-imports`,
    severity: 'error' as const,
    from: { path: `^src/${folder}/` },
    to: {
      path: '^src/',
      pathNot: [`^src/(model|${[folder, ...others].join('|')})/`, ...(ROOT_FILES[folder] ?? [])],
    },
  })),
  ...['channels', 'desks', 'store'].map((family) => ({
    name: `${family}-siblings`,
    severity: 'error' as const,
    from: { path: `^src/${family}/([^/]+)/` },
    to: { path: `^src/${family}/[^/]+/`, pathNot: `^src/${family}/$1/` },
  })),
  ...Object.entries(SDK_HOME).map(([sdk, home]) => ({
    name: `sdk-${sdk}`,
    severity: 'error' as const,
    from: { path: '^src/', pathNot: `^${home}` },
    to: { path: `node_modules/${sdk.replace('.', '\\.')}/` },
  })),
  {
    name: 'tests-stay-out',
    severity: 'error' as const,
    from: { path: '^src/' },
    to: { path: '^test/' },
  },
];

describe('architecture', () => {
  let result: ICruiseResult;

  beforeAll(async () => {
    const found = await cruise(['src'], {
      ruleSet: { forbidden: rules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: {
        extensions: ['.ts', '.js', '.json'],
        conditionNames: ['import', 'node', 'default'],
      },
    });
    result = found.output as ICruiseResult;
  }, 120_000);

  test('imports run one way, without cycles, and each SDK stays in its folder', () => {
    const ours = result.modules.filter((module) => module.source.startsWith('src/'));
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((module) => module.dependencies.length > 0).length).toBeGreaterThan(5);
    expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual(
      [],
    );
  });

  test('every folder of src has its rule', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !(name in ALLOWED))).toEqual([]);
  });

  test(`a source file has at most ${MAX_LINES} lines and begins by saying what it is for`, () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const tooLong: string[] = [];
    const silent: string[] = [];
    for (const name of files) {
      const text = readFileSync(join('src', name), 'utf8');
      if (text.split('\n').length > MAX_LINES) tooLong.push(name);
      if (!text.startsWith('//')) silent.push(name);
    }
    expect(files.length).toBeGreaterThan(10);
    expect({ tooLong, silent }).toEqual({ tooLong: [], silent: [] });
  });

  test('the visible top level is what the client fixed', () => {
    const visible = readdirSync('.').filter((name) => !name.startsWith('.') && name !== 'node_modules');
    const expected = ['README.md', 'data', 'flows', 'knowledge-base', 'package-lock.json', 'package.json'];
    expect(visible.sort()).toEqual([...expected, 'src', 'test', 'tsconfig.json']);
  });
});
