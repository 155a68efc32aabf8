// npm run customer -- export|erase WHO: what the law lets a person ask for. WHO is an id, an address such as telegram:12345, or
// --ticket 1017. Both work while Firstline runs.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Files } from '../model/attachment.ts';
import type { CustomerId } from '../model/ids.ts';
import type { PersonalRecords } from '../model/personal.ts';
import { personalFile } from '../customers/personal-file.ts';
import { openFiles } from '../compose-records.ts';
import { openRecords } from '../open-store.ts';
import { systemClock } from '../system/clock.ts';
import { createLog } from '../system/log.ts';
import { CommandError } from './command-error.ts';
import { FILES_FOLDER, loadConfig, option } from './environment.ts';

const USAGE = [
  'Say what to do and with whom:',
  '  npm run customer -- export ID | telegram:12345 | --ticket 1017   [--out FILE]',
  '  npm run customer -- erase  ID | telegram:12345 | --ticket 1017   --yes',
].join('\n');

const FILES_AT_ONCE = 100;

export async function run(args: readonly string[]): Promise<void> {
  const [verb] = args;
  if (verb !== 'export' && verb !== 'erase') throw new CommandError(USAGE);
  const { store, beside } = await openRecords(loadConfig(), createLog('warn'));
  try {
    const customer = await store.findCustomer(whom(args));
    if (customer === undefined)
      throw new CommandError('There is no such customer: look the number of a ticket up on the desk page.');
    const files = openFiles(FILES_FOLDER);
    if (verb === 'export') await exportTo(option(args, 'out'), store, files, customer);
    else await erase(args.includes('--yes'), store, files, customer);
    if (verb === 'erase' && !beside) await store.compact();
  } finally {
    await store.close();
  }
}

function whom(args: readonly string[]): Parameters<PersonalRecords['findCustomer']>[0] {
  const ticket = option(args, 'ticket');
  if (ticket !== undefined) {
    if (!/^\d{1,9}$/u.test(ticket)) throw new CommandError('A ticket is named by its number: --ticket 1017');
    return { ticket: Number(ticket) };
  }
  const name = args[1];
  if (name === undefined || name.startsWith('--')) throw new CommandError(USAGE);
  const colon = name.indexOf(':');
  return colon === -1 ? { id: name } : { channel: name.slice(0, colon), chat: name.slice(colon + 1) };
}

async function exportTo(
  out: string | undefined,
  records: PersonalRecords,
  files: Pick<Files, 'open'>,
  customer: CustomerId,
): Promise<void> {
  const content = await personalFile(records, files, customer, systemClock.now());
  if (content === undefined) throw new CommandError('There is no such customer.');
  const path = resolve(out ?? `customer-${customer}${content.name.slice(content.name.lastIndexOf('.'))}`);
  await writeFile(path, content.bytes, { mode: 0o600 });
  process.stdout.write(`Everything about the customer is in ${path}\n`);
}

async function erase(
  sure: boolean,
  records: PersonalRecords,
  files: ReturnType<typeof openFiles>,
  customer: CustomerId,
): Promise<void> {
  const known = await records.exportCustomer(customer);
  const talks = known?.conversations ?? [];
  const said = talks.reduce((sum, { messages }) => sum + messages.length, 0);
  const asked = talks.reduce((sum, { requests }) => sum + requests.length, 0);
  if (!sure) {
    throw new CommandError(
      `This erases ${said} messages and ${asked} requests for good. Run it again with --yes when that is meant.`,
    );
  }
  const now = systemClock.now();
  switch (await records.eraseCustomer(customer, now)) {
    case 'busy':
      throw new CommandError('A message of this customer is being handled: try again in a minute.');
    case 'unknown':
      throw new CommandError('There is no such customer.');
    case 'erased':
      break;
  }
  const deleted = await deleteFiles(records, files, now);
  process.stdout.write(`Erased: ${said} messages, ${asked} requests, ${deleted} files.\n`);
}

async function deleteFiles(
  records: PersonalRecords,
  files: ReturnType<typeof openFiles>,
  now: Date,
): Promise<number> {
  for (let deleted = 0; ;) {
    const refs = await records.doomedFiles(now, FILES_AT_ONCE);
    if (refs.length === 0) return deleted;
    for (const ref of refs) {
      await files.remove(ref);
      await records.settleDoomed(ref);
      deleted += 1;
    }
  }
}
