// npm run audit: who did what on the desks and when, the oldest line first. Works beside a running Firstline.
import type { AuditLine, AuditLog } from '../model/audit.ts';
import type { TicketId } from '../model/ids.ts';
import { foldName, type Staff } from '../model/staff.ts';
import type { DeskRecords } from '../model/store.ts';
import { systemClock } from '../system/clock.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, onlyOptions, option } from './environment.ts';
import { withRecords } from './records.ts';

const DAYS = 7;
const MOST = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface AuditCommandParts {
  readonly records: AuditLog & Pick<Staff, 'staff'> & Pick<DeskRecords, 'ticket' | 'ticketByNumber'>;
  /** IANA name; times are shown in it. */
  readonly timeZone: string;
  readonly now: Date;
  readonly print: (line: string) => void;
}

export async function run(args: readonly string[]): Promise<void> {
  const { TIME_ZONE: timeZone } = loadConfig();
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  await withRecords((records) => auditCommand(args, { records, timeZone, now: systemClock.now(), print }));
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
  for (const line of lines.toReversed()) print(lineOf(line, numbers, parts.timeZone));
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

function lineOf(line: AuditLine, numbers: ReadonlyMap<TicketId, number | undefined>, zone: string): string {
  const { at, operator, desk, ticket, act, detail, outcome } = line;
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

export function timeIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
}
