// npm run operator: the people of the desk. Adds them, gives them keys, says what they may do. Works beside a running Firstline.
import type { AuditLog } from '../model/audit.ts';
import { foldName, LEAVING_NOTICED_MS, type Role, type Staff, type StaffMember } from '../model/staff.ts';
import type { DeskReader } from '../model/store.ts';
import { OPEN_STATUSES } from '../model/ticket.ts';
import { systemClock } from '../system/clock.ts';
import { hashKey, newPersonalKey } from '../system/personal-key.ts';
import { COMMAND_LINE } from './admin.ts';
import { CommandError } from './command-error.ts';
import { option } from './environment.ts';
import { withRecords } from './records.ts';

const USAGE = [
  'Say what to do and with whom:',
  '  npm run operator -- add NAME [--role operator|manager] [--telegram ID]',
  '  npm run operator -- list',
  '  npm run operator -- key NAME               a new key, also for somebody who comes back',
  '  npm run operator -- role NAME operator|manager',
  '  npm run operator -- link NAME TELEGRAM_ID  (none: no account)',
  '  npm run operator -- remove NAME            the key opens nothing any more, requests go to others, the name stays',
].join('\n');

const ROLES: readonly Role[] = ['operator', 'manager'];
const MAX_NAME = 60;
/** A running server is given this long to hand requests over before the command says how many were; ms. */
const WAIT_MS = 3 * LEAVING_NOTICED_MS;
const MOST_OPEN = 5_000;
const LOOK_MS = 250;

export interface StaffCommandParts {
  readonly records: Staff & AuditLog & Pick<DeskReader, 'tickets'>;
  readonly now: Date;
  readonly print: (line: string) => void;
  /** Resolves after so many ms. */
  readonly pause: (ms: number) => Promise<void>;
}

export async function run(args: readonly string[]): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  if (!VERBS.has(args[0] ?? '')) throw new CommandError(USAGE);
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void systemClock.after(ms, () => resolve()));
  await withRecords((records) => operatorCommand(args, { records, now: systemClock.now(), print, pause }));
}

/** Throws CommandError, which says what is wrong and what would be right. */
export async function operatorCommand(args: readonly string[], parts: StaffCommandParts): Promise<void> {
  const verb = VERBS.get(args[0] ?? '');
  if (!verb) throw new CommandError(USAGE);
  const end = args.findIndex((word) => word.startsWith('--'));
  await verb(parts, args.slice(1, end === -1 ? undefined : end), args);
}

type Verb = (parts: StaffCommandParts, words: readonly string[], args: readonly string[]) => Promise<void>;

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['add', add],
  ['list', list],
  ['key', renew],
  ['role', promote],
  ['link', link],
  ['remove', remove],
]);

async function add(parts: StaffCommandParts, words: readonly string[], args: readonly string[]) {
  const { records, now, print } = parts;
  const name = nameIn(words);
  const role = roleIn(option(args, 'role') ?? 'operator');
  const account = option(args, 'telegram');
  const telegram = account === undefined ? undefined : accountIn(account);
  const staff = await records.staff();
  const namesake = staff.find((one) => foldName(one.name) === foldName(name));
  if (namesake?.active === false)
    throw new CommandError(`${name} was here before. A new key brings them back: ${call('key', name)}`);
  if (namesake)
    throw new CommandError(`${name} is on the list already. A new key is made by: ${call('key', name)}`);
  if (telegram !== undefined) freeAccount(staff, telegram);
  const key = newPersonalKey();
  const member = { name, role, key: await hashKey(key), ...(telegram === undefined ? {} : { telegram }) };
  if ((await records.addStaff(member, now)) === 'taken')
    throw new CommandError(`${name} is on the list already: ${call('list')}`);
  await note(parts, 'staff-added', `${name}: ${role}`);
  print(`${name} is on the list as ${role}. Sign in on /desk with this name and the key`);
  print(`  ${key}`);
  print('It is shown only now; keep it safe.');
}

async function list({ records, print }: StaffCommandParts): Promise<void> {
  const staff = await records.staff();
  if (staff.length === 0) print(`Nobody yet. Add somebody: ${call('add', 'NAME')}`);
  for (const { name, role, telegram, active, keySince } of staff) {
    const parts = [
      active ? role : 'left',
      ...(telegram === undefined ? [] : [`Telegram ${telegram}`]),
      `key of ${keySince.toISOString().slice(0, 10)}`,
    ];
    print(`${name}: ${parts.join(', ')}`);
  }
}

async function renew(parts: StaffCommandParts, words: readonly string[]): Promise<void> {
  const member = await memberNamed(parts, nameIn(words));
  const key = newPersonalKey();
  await parts.records.changeStaff(member.id, { key: await hashKey(key), active: true }, parts.now);
  await note(parts, 'staff-changed', `${member.name}: key`);
  parts.print(
    `The new key of ${member.name}; the old one opens nothing any more, open pages are signed out:`,
  );
  parts.print(`  ${key}`);
  parts.print('It is shown only now; keep it safe.');
}

async function promote(parts: StaffCommandParts, words: readonly string[]): Promise<void> {
  const role = roleIn(words.at(-1) ?? '');
  const member = await memberNamed(parts, nameIn(words.slice(0, -1)));
  if (role !== 'manager') await notTheLastManager(parts, member);
  await parts.records.changeStaff(member.id, { role }, parts.now);
  await note(parts, 'staff-changed', `${member.name}: ${role}`);
  parts.print(`${member.name} is ${role} now.`);
}

async function link(parts: StaffCommandParts, words: readonly string[]): Promise<void> {
  const account = words.at(-1) ?? '';
  const telegram = account === 'none' ? null : accountIn(account);
  const member = await memberNamed(parts, nameIn(words.slice(0, -1)));
  if (telegram !== null) freeAccount(await parts.records.staff(), telegram, member);
  await parts.records.changeStaff(member.id, { telegram }, parts.now);
  await note(parts, 'staff-changed', `${member.name}: Telegram`);
  parts.print(
    telegram === null
      ? `${member.name} has no Telegram account here any more.`
      : `What the Telegram account ${telegram} does in the group is done by ${member.name} from now on.`,
  );
}

async function remove(parts: StaffCommandParts, words: readonly string[]): Promise<void> {
  const member = await memberNamed(parts, nameIn(words));
  if (!member.active) throw new CommandError(`${member.name} has left already.`);
  await notTheLastManager(parts, member);
  await parts.records.changeStaff(member.id, { active: false }, parts.now);
  await note(parts, 'staff-changed', `${member.name}: left`);
  parts.print(`${member.name} has left: the key opens nothing any more.`);
  await tellHandOver(parts, member);
}

/** A server beside notices the departure by itself; one that starts later does it then. */
async function tellHandOver(
  { records, print, pause }: StaffCommandParts,
  member: StaffMember,
): Promise<void> {
  const left = async (): Promise<number> => {
    const open = await records.tickets({ status: OPEN_STATUSES, limit: MOST_OPEN });
    return open.filter(({ assignee }) => assignee?.id === member.id).length;
  };
  const before = await left();
  if (before === 0) {
    print(`${member.name} had no open requests.`);
    return;
  }
  let after = before;
  for (let waited = 0; after > 0 && waited < WAIT_MS; waited += LOOK_MS) {
    await pause(LOOK_MS);
    after = await left();
  }
  const done = before - after;
  if (done > 0) print(`Handed over to whoever is on shift, or back to the queue: ${done} of ${before}.`);
  if (after > 0)
    print(`Still to be handed over: ${after}. It goes on while Firstline runs, or when it starts.`);
}

function note({ records, now: at }: StaffCommandParts, act: string, detail: string): Promise<void> {
  return records.addAudit({ ...COMMAND_LINE, at, act, detail, outcome: 'done' });
}

async function memberNamed({ records }: StaffCommandParts, name: string): Promise<StaffMember> {
  const member = (await records.staff()).find((one) => foldName(one.name) === foldName(name));
  if (!member) throw new CommandError(`There is nobody named ${name}: ${call('list')} shows who there is.`);
  return member;
}

async function notTheLastManager({ records }: StaffCommandParts, member: StaffMember): Promise<void> {
  if (!member.active || member.role !== 'manager') return;
  const managers = (await records.staff()).filter(({ active, role }) => active && role === 'manager');
  if (managers.length === 1)
    throw new CommandError(
      `${member.name} is the only manager. Make another one first: ${call('role', 'NAME', 'manager')}`,
    );
}

function freeAccount(staff: readonly StaffMember[], telegram: number, but?: StaffMember): void {
  const holder = staff.find((one) => one.telegram === telegram && one.id !== but?.id);
  if (holder)
    throw new CommandError(
      `The Telegram account ${telegram} belongs to ${holder.name}. Free it first: ${call('link', holder.name, 'none')}`,
    );
}

/** Several words are one name, so that it need not be quoted. */
function nameIn(words: readonly string[]): string {
  const name = words.join(' ').normalize('NFKC').trim().replace(/\s+/gu, ' ');
  if (name === '') throw new CommandError(USAGE);
  if (name.length > MAX_NAME || !/^\p{L}[\p{L}\p{M}\p{N} .'’-]*$/u.test(name))
    throw new CommandError(
      `A name begins with a letter and has at most ${MAX_NAME} letters, digits, spaces, points and hyphens.`,
    );
  return name;
}

function roleIn(text: string): Role {
  const role = ROLES.find((one) => one === text);
  if (!role) throw new CommandError(`There is no role "${text}"; use ${ROLES.join(' or ')}.`);
  return role;
}

function accountIn(text: string): number {
  if (!/^[1-9]\d{0,14}$/u.test(text))
    throw new CommandError(
      'A Telegram account is named by its number, for example 123456789, not by @name; bots that tell ids show it.',
    );
  return Number(text);
}

function call(...words: string[]): string {
  return `npm run operator -- ${words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`;
}
