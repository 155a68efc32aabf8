// npm run audit: who did what on the desks and when, the oldest line first. Works beside a running Firstline.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deskRulesSchema } from '../desk/desk-rules.ts';
import { queueTitle, type Queues } from '../desk/queues.ts';
import type { AuditLine, AuditLog } from '../model/audit.ts';
import type { TicketId } from '../model/ids.ts';
import { foldName, type Staff } from '../model/staff.ts';
import type { DeskRecords } from '../model/store.ts';
import { systemClock } from '../system/clock.ts';
import { readYaml } from '../system/yaml.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, onlyOptions, option, ROOT } from './environment.ts';
import { withRecords } from './records.ts';

const DAYS = 7;
const MOST = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface AuditCommandParts {
  readonly records: AuditLog & Pick<Staff, 'staff'> & Pick<DeskRecords, 'ticket' | 'ticketByNumber'>;
  /** IANA name; times are shown in it. */
  readonly timeZone: string;
  /** What people call a queue. */
  readonly titleOf: (queue: string) => string;
  readonly now: Date;
  readonly print: (line: string) => void;
}

export async function run(args: readonly string[]): Promise<void> {
  const { TIME_ZONE: timeZone, DESK_LOCALE, DEFAULT_LOCALE } = loadConfig();
  const queues = await queuesOfShop();
  const titleOf = (name: string): string => queueTitle(queues, name, DESK_LOCALE ?? DEFAULT_LOCALE);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  await withRecords((records) =>
    auditCommand(args, { records, timeZone, titleOf, now: systemClock.now(), print }),
  );
}

/** Throws CommandError. */
export async function auditCommand(args: readonly string[], parts: AuditCommandParts): Promise<void> {
  const { records, now, print } = parts;
  onlyOptions(args, ['ticket', 'operator', 'days']);
  const ticket = await ticketIn(option(args, 'ticket'), parts);
  const operator = await operatorIn(option(args, 'operator'), parts);
  const days = option(args, 'days');
  if (days !== undefined && !/^[1-9]\d{0,3}$/u.test(days))
    throw new CommandError('Days are a whole number from 1: --days 30');
  // a ticket is read from its beginning
  const reach = days === undefined ? (ticket === undefined ? DAYS : undefined) : Number(days);
  const lines = await records.audit({
    ...(ticket === undefined ? {} : { ticket }),
    ...(operator === undefined ? {} : { operator }),
    ...(reach === undefined ? {} : { since: new Date(now.getTime() - reach * DAY_MS) }),
    limit: MOST,
  });
  const numbers = new Map<TicketId, number | undefined>();
  for (const { ticket: id } of lines)
    if (id !== undefined && !numbers.has(id)) numbers.set(id, (await records.ticket(id))?.number);
  if (lines.length === MOST)
    print(`Only the latest ${MOST} lines; narrow it down by --ticket, --operator or --days.`);
  const names = new Map((await records.staff()).map(({ id, name }) => [id, name]));
  const chosen = ({ act, detail }: AuditLine): string | undefined => {
    if (detail === undefined) return undefined;
    return act === 'tier' ? parts.titleOf(detail) : act === 'assign' ? (names.get(detail) ?? detail) : detail;
  };
  for (const line of lines.toReversed()) print(lineOf(line, chosen(line), numbers, parts.timeZone));
  if (lines.length === 0)
    print(
      `Nothing was done${reach === undefined ? '' : ` in the last ${reach} days`}; --days looks further.`,
    );
}

async function ticketIn(
  number: string | undefined,
  { records }: AuditCommandParts,
): Promise<TicketId | undefined> {
  if (number === undefined) return undefined;
  const ticket = /^\d{1,9}$/u.test(number) ? await records.ticketByNumber(Number(number)) : undefined;
  if (!ticket) throw new CommandError(`There is no request ${number}; the desk shows the numbers.`);
  return ticket.id;
}

/** A name of the staff list, or an id such as `telegram-group:123456789`. */
async function operatorIn(
  name: string | undefined,
  { records }: AuditCommandParts,
): Promise<string | undefined> {
  if (name === undefined || name.includes(':')) return name;
  const member = (await records.staff()).find((one) => foldName(one.name) === foldName(name));
  if (!member)
    throw new CommandError(`There is nobody named ${name}: npm run operator -- list shows who there is.`);
  return member.id;
}

function lineOf(
  { at, operator, desk, ticket, act, outcome }: AuditLine,
  detail: string | undefined,
  numbers: ReadonlyMap<TicketId, number | undefined>,
  zone: string,
): string {
  const number = ticket === undefined ? undefined : numbers.get(ticket);
  return [
    timeIn(zone, at),
    operator.name,
    ...(operator.id === desk ? [] : [desk]),
    ...(ticket === undefined ? [] : [number === undefined ? 'an erased request' : `request ${number}`]),
    detail === undefined ? act : `${act} (${detail})`,
    ...(outcome === 'refused' ? ['refused'] : []),
  ].join('  ');
}

/** None when the file cannot be read: `npm run check` says why, and the log is worth reading all the same. */
async function queuesOfShop(): Promise<Queues> {
  const file = join(ROOT, 'flows/desk.yaml');
  const read = readYaml(await readFile(file, 'utf8').catch(() => ''), file, deskRulesSchema);
  return read.ok ? read.file.value.queues : [];
}

export function timeIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
}
