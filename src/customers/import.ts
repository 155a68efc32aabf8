// Imports a shop's CSV files. Every row is checked before anything is stored; a file with a mistake is refused whole, and with
// it what cannot do without it.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, ImportKind, Reference, StagedRow, Staging } from '../model/catalogue.ts';
import type { Product } from '../model/order.ts';
import type { Problem } from '../model/problem.ts';
import { errorAt, missingFile, readRows } from './csv-rows.ts';
import { IMPORT_FILES, type ImportFile } from './import-files.ts';

export interface ImportParts {
  readonly catalogue: Catalogue;
  /** Empty; closing it is the caller's. */
  readonly staging: Staging;
  /** The day that relative dates count from (UTC). */
  readonly now: Date;
  /** A file with more rows is refused: it would hold up a Firstline that runs on the same database. */
  readonly maxRows?: number;
  /** Called for every mistake, in the order in which they are found. */
  readonly report: (problem: Problem) => void;
  /** Called every few hundred rows while a file is read, and once when it has been. */
  readonly progress?: (at: ImportProgress) => void;
}

export interface ImportProgress {
  readonly file: string;
  readonly rows: number;
  /** 0 to 1. */
  readonly share: number;
}

export interface ImportResult {
  /** Rows stored of each kind that was read; the items of orders count with their orders. */
  readonly stored: Partial<Record<ImportKind, number>>;
  /** Names of the files that were refused. */
  readonly refused: readonly string[];
}

const BATCH = 500;
/** Files that are stored together or not at all. */
const TOGETHER: readonly (readonly ImportKind[])[] = [['orders', 'order-items']];

/**
 * Reads the files of `folder` that exist and stores those that are right; running it again changes nothing more. Rejects
 * with `StoreError` when the catalogue cannot be written.
 */
export async function importFolder(folder: string, parts: ImportParts): Promise<ImportResult> {
  const present = IMPORT_FILES.filter(({ file }) => existsSync(join(folder, file)));
  const run = new ImportRun(folder, parts, new Set(present.map(({ kind }) => kind)));
  if (present.length === 0) parts.report(missingFile(join(folder, 'products.csv')));
  for (const kinds of TOGETHER) run.demandAll(kinds);
  for (const file of present) await run.read(file);
  for (const file of present) await run.checkReferences(file);
  return run.store(present);
}

/** The products of `products.csv` alone that are right, without storing anything; none when there is no such file. */
export async function readProducts(folder: string, now: Date): Promise<readonly Product[]> {
  const products: Product[] = [];
  for (const known of IMPORT_FILES) {
    if (known.kind !== 'products') continue;
    for await (const row of readRows(join(folder, known.file), known.columns, known.schema(now))) {
      // the schema of that file makes products
      if (row.kind === 'row') products.push(row.value as Product);
    }
  }
  return products;
}

class ImportRun {
  readonly #folder: string;
  readonly #parts: ImportParts;
  readonly #present: ReadonlySet<ImportKind>;
  readonly #refused = new Set<ImportKind>();

  constructor(folder: string, parts: ImportParts, present: ReadonlySet<ImportKind>) {
    this.#folder = folder;
    this.#parts = parts;
    this.#present = present;
  }

  demandAll(kinds: readonly ImportKind[]): void {
    if (!kinds.some((kind) => this.#present.has(kind))) return;
    for (const { kind, file } of IMPORT_FILES) {
      if (!kinds.includes(kind) || this.#present.has(kind)) continue;
      this.#refuse(kind, missingFile(join(this.#folder, file)));
    }
  }

  async read(known: ImportFile): Promise<void> {
    const { staging, now, progress } = this.#parts;
    const path = join(this.#folder, known.file);
    const size = Math.max(1, statSync(path).size);
    let batch: StagedRow[] = [];
    let rows = 0;
    const stage = (): void => {
      for (const { line, first } of staging.add(known.kind, batch)) {
        const told = `${known.keyColumn}: is also on line ${first}`;
        this.#refuse(known.kind, errorAt(path, line, 'repeated-key', told, 'keep one of the two lines'));
      }
      batch = [];
    };
    for await (const checked of readRows(path, known.columns, known.schema(now))) {
      if (checked.kind === 'problem') {
        this.#refuse(known.kind, checked.problem);
        continue;
      }
      const { value, line, bytes } = checked;
      rows += 1;
      batch.push({ line, value, key: known.keyOf(value, line), refs: known.refsOf(value) });
      if (batch.length < BATCH) continue;
      stage();
      progress?.({ file: known.file, rows, share: Math.min(0.99, bytes / size) });
    }
    stage();
    progress?.({ file: known.file, rows, share: 1 });
    const { maxRows = Infinity } = this.#parts;
    if (rows > maxRows) this.#refuse(known.kind, tooLong(path, rows, maxRows));
  }

  /** References to a refused file are told once: one mistake must not be told a thousand times. */
  async checkReferences(known: ImportFile): Promise<void> {
    const { staging } = this.#parts;
    const waits = new Set<ImportKind>();
    for (let after = 0; ;) {
      const unmet = staging.unmet(known.kind, after, BATCH);
      after = unmet.at(-1)?.place ?? after;
      const stored = {
        products: await this.#storedOf('products', unmet),
        customers: await this.#storedOf('customers', unmet),
      };
      for (const { line, column, kind, key } of unmet) {
        if ((kind === 'products' || kind === 'customers') && stored[kind].has(key)) continue;
        if (this.#refused.has(kind)) waits.add(kind);
        else this.#refuse(known.kind, this.#unknown(known, line, column, kind, key));
      }
      if (unmet.length < BATCH) break;
    }
    for (const kind of this.#needed(known.kind)) if (this.#refused.has(kind)) waits.add(kind);
    for (const kind of waits) this.#refused.add(known.kind).add(kind);
    if (!this.#refused.has(known.kind)) return;
    staging.drop(known.kind);
  }

  async store(present: readonly ImportFile[]): Promise<ImportResult> {
    const { staging, catalogue } = this.#parts;
    for (const kinds of TOGETHER) {
      if (kinds.some((kind) => this.#refused.has(kind))) for (const kind of kinds) this.#refused.add(kind);
    }
    const stored: Partial<Record<ImportKind, number>> = {};
    for (const { kind } of present) {
      if (this.#refused.has(kind)) continue;
      const count = await save(kind, catalogue, staging);
      if (count !== undefined) stored[kind] = count;
    }
    return { stored, refused: present.filter(({ kind }) => this.#refused.has(kind)).map(({ file }) => file) };
  }

  async #storedOf(kind: 'products' | 'customers', refs: readonly Reference[]): Promise<ReadonlySet<string>> {
    const keys = refs.filter((ref) => ref.kind === kind).map(({ key }) => key);
    return keys.length === 0 ? new Set() : this.#parts.catalogue.storedKeys(kind, keys);
  }

  #needed(kind: ImportKind): readonly ImportKind[] {
    return TOGETHER.find((kinds) => kinds.includes(kind))?.filter((other) => other !== kind) ?? [];
  }

  #unknown(known: ImportFile, line: number, column: string, kind: ImportKind, key: string): Problem {
    const where = IMPORT_FILES.find((one) => one.kind === kind)?.file ?? kind;
    const path = join(this.#folder, known.file);
    const told = `${column}: ${key} is not in ${where}`;
    return errorAt(path, line, 'unknown-reference', told, `correct it or add it to ${where}`);
  }

  #refuse(kind: ImportKind, problem: Problem): void {
    this.#refused.add(kind);
    this.#parts.report(problem);
  }
}

function tooLong(file: string, rows: number, most: number): Problem {
  const message = `${rows} rows are too many while Firstline runs (at most ${most})`;
  return { code: 'too-long', file, message, cure: 'stop Firstline and import again', severity: 'error' };
}

function save(kind: ImportKind, catalogue: Catalogue, staging: Staging): Promise<number | undefined> {
  switch (kind) {
    case 'products':
      return catalogue.importProducts(staging.rows(kind));
    case 'parts':
      return catalogue.importParts(staging.rows(kind));
    case 'customers':
      return catalogue.importCustomers(staging.rows(kind));
    case 'orders':
      return catalogue.importOrders(staging.rows(kind));
    case 'repairs':
      return catalogue.importRepairs(staging.rows(kind));
    case 'bonuses':
      return catalogue.importBonuses(staging.rows(kind));
    case 'order-items':
      return Promise.resolve(undefined);
  }
}
