// Quality on public question sets that lie outside the project: `node test/bench/sets.ts <data folder> [set] [clean|noise|layout|translit]`.
import { mkdtempSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSynonyms } from '../../src/knowledge/lexicon.ts';
import { seededRandom } from '../../src/knowledge/random.ts';
import { evaluateSet } from '../../src/knowledge/tools/eval-set.ts';
import type { Locale } from '../../src/model/locale.ts';
import { damage, type Damage } from './damage.ts';

interface Line {
  readonly text: string;
  readonly label: string;
  readonly kind?: string;
}

/** Name, folder, language and known questions drawn for each article; all of them when 0. */
const SETS: readonly (readonly [name: string, folder: string, locale: Locale, each: number])[] = [
  ['rutube-cold', 'ru_rutube_cold', 'ru', 0],
  ['rutube', 'ru_rutube', 'ru', 0],
  ['rutube-oos', 'ru_rutube_oos', 'ru', 0],
  ['hwu20', 'ru_hwu20', 'ru', 5],
  ['banking-5', 'banking77', 'en', 5],
  ['banking-10', 'banking77', 'en', 10],
  ['banking-all', 'banking77', 'en', 0],
  ['banking-oos-10', 'banking77_oos', 'en', 10],
  ['banking-oos-all', 'banking77_oos', 'en', 0],
  ['sofmattress', 'hint3_sofmattress', 'en', 0],
  ['powerplay11', 'hint3_powerplay11', 'en', 0],
  ['stackfaq', 'stackfaq', 'en', 5],
  ['home-bg', 'bg_ha', 'bg', 5],
  ['askubuntu', 'askubuntu', 'en', 0],
];

const SEED = 42;

function read(file: string): Line[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Titles always, and `each` of the questions of every label. */
function draw(lines: readonly Line[], each: number): Line[] {
  if (each === 0) return [...lines];
  const random = seededRandom(SEED);
  return [...Map.groupBy(lines, (line) => line.label).values()].flatMap((group) => {
    const shuffled = group
      .filter((line) => line.kind !== 'title')
      .map((line) => ({ line, order: random() }))
      .sort((a, b) => a.order - b.order);
    return [
      ...group.filter((line) => line.kind === 'title'),
      ...shuffled.slice(0, each).map(({ line }) => line),
    ];
  });
}

const [data = '', only, mode = 'clean'] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'sets-'));
const { synonyms } = await loadSynonyms('knowledge-base');
for (const [name, folder, locale, each] of SETS) {
  if (only !== undefined && only !== 'all' && only !== name) continue;
  const home = join(data, folder);
  const known = [...read(join(home, 'articles.jsonl')), ...draw(read(join(home, 'train.jsonl')), each)];
  const random = seededRandom(SEED);
  const asked = [
    ...read(join(home, 'test.jsonl')),
    ...(mode === 'clean' ? read(join(home, 'oos.jsonl')) : []),
  ].map(({ text, label }) => ({ text: damage(text, mode as Damage, locale, random), label }));
  const [articles, queries] = [join(scratch, 'articles.jsonl'), join(scratch, 'queries.jsonl')];
  writeFileSync(articles, known.map((line) => JSON.stringify(line)).join('\n'));
  writeFileSync(queries, asked.map((line) => JSON.stringify(line)).join('\n'));
  console.log(
    JSON.stringify({ set: name, mode, ...(await evaluateSet({ articles, queries, locale, synonyms })) }),
  );
}
