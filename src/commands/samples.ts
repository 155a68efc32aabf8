// The samples of data/, so that a fresh database has something to ask about.
import { join } from 'node:path';
import { openImport } from '../open-store.ts';
import { importFolder, type ImportResult } from '../customers/import.ts';
import { formatProblem } from '../model/problem.ts';
import type { Catalogue } from '../model/catalogue.ts';
import { systemClock } from '../system/clock.ts';
import { ROOT } from './environment.ts';

/** What was stored of each kind. */
export async function importSamples(
  catalogue: Catalogue,
  report: (line: string) => void,
): Promise<ImportResult['stored']> {
  const staging = openImport();
  try {
    const { stored } = await importFolder(join(ROOT, 'data'), {
      catalogue,
      staging,
      now: systemClock.now(),
      report: (problem) => report(formatProblem(problem)),
    });
    return stored;
  } finally {
    staging.close();
  }
}
