// npm run operator, audit, ledger and explain, and the first manager: over a real store, with what they print.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COMMAND_LINE, settleAdmin } from '../../src/commands/admin.ts';
import { auditCommand } from '../../src/commands/audit.ts';
import { explainCommand } from '../../src/commands/explain.ts';
import { ledgerCommand } from '../../src/commands/ledger.ts';
import { operatorCommand } from '../../src/commands/operator.ts';
import { loadPhrases } from '../../src/flows/phrases.ts';
import type { Role } from '../../src/model/staff.ts';
import type { Store } from '../../src/model/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { checkKey } from '../../src/system/personal-key.ts';
import { at, finishTurn, NOON, reply, ticketOf, turnOf } from '../contract/store/samples.ts';
import { always, rules } from '../inbox/board/rules.ts';

const KEY = /^ {2}([a-z0-9]{5}(?:-[a-z0-9]{5}){3})$/mu;
let store: Store;
let printed: string[];
/** What happens while the command waits. */
let pause: (ms: number) => Promise<void>;
const print = (line: string): void => void printed.push(line);
const titleOf = (queue: string): string => (queue === 'specialists' ? 'Специалисты' : queue);
const operator = (...args: string[]): Promise<void> =>
  operatorCommand(args, { records: store, now: NOON, print, pause: (ms) => pause(ms) });

beforeEach(async () => {
  store = await openSqliteStore({ url: ':memory:', newId, log: silentLog });
  printed = [];
  pause = () => Promise.resolve();
});
afterEach(() => store.close());

/** Without the time that a real key takes. */
async function added(
  name: string,
  more: { role?: Role; telegram?: number; active?: boolean } = {},
): Promise<void> {
  const { role = 'operator', telegram, active = true } = more;
  const member = await store.addStaff(
    { name, role, key: 'hash', ...(telegram === undefined ? {} : { telegram }) },
    NOON,
  );
  if (member !== 'taken' && !active) await store.changeStaff(member.id, { active }, NOON);
}

function keyPrinted(): string {
  const key = KEY.exec(printed.join('\n'))?.[1];
  if (key === undefined) throw new Error(`no key in: ${printed.join('\n')}`);
  return key;
}

async function opens(name: string, key: string): Promise<boolean> {
  const known = await store.keyOf(name);
  return known !== undefined && (await checkKey(key, known.key));
}

describe('npm run operator', () => {
  test('adds somebody, whose key is printed once and opens', async () => {
    await operator('add', 'Мария', 'Петрова', '--role', 'manager', '--telegram', '77');
    expect(await opens('мария петрова', keyPrinted())).toBe(true);
    expect(await store.staff()).toMatchObject([{ name: 'Мария Петрова', role: 'manager', telegram: 77 }]);
    expect(await store.audit({ limit: 9 })).toMatchObject([
      { operator: { id: 'command-line' }, act: 'staff-added', detail: 'Мария Петрова: manager' },
    ]);
  });

  test('a new key replaces the old one, and brings back somebody who had left', async () => {
    await operator('add', 'Мария');
    const old = keyPrinted();
    await operator('remove', 'Мария');
    expect(await opens('Мария', old)).toBe(false);
    printed = [];
    await operator('key', 'МАРИЯ');
    expect(await opens('Мария', old)).toBe(false);
    expect(await opens('Мария', keyPrinted())).toBe(true);
  });

  test('lists everybody, without keys', async () => {
    await operator('list');
    expect(printed).toEqual(['Nobody yet. Add somebody: npm run operator -- add NAME']);
    await added('Мария', { telegram: 77, active: false });
    await added('Борис', { role: 'manager' });
    printed = [];
    await operator('list');
    expect(printed).toEqual([
      'Борис: manager, key of 2026-05-14',
      'Мария: left, Telegram 77, key of 2026-05-14',
    ]);
  });

  test('changes role and account, and frees an account', async () => {
    await added('Мария');
    await operator('role', 'Мария', 'manager');
    await operator('link', 'Мария', '77');
    expect(await store.staff()).toMatchObject([{ role: 'manager', telegram: 77 }]);
    await operator('link', 'Мария', 'none');
    expect((await store.staff())[0]).not.toHaveProperty('telegram');
  });

  test.each<[string[], string]>([
    [[], 'npm run operator -- add NAME'],
    [['add'], 'npm run operator -- add NAME'],
    [['add', 'Админ'], 'npm run operator -- key Админ'],
    [['add', 'Старый'], 'A new key brings them back: npm run operator -- key Старый'],
    [['add', '@masha'], 'A name begins with a letter'],
    [['add', 'Яна', '--role', 'boss'], 'There is no role "boss"; use operator or manager.'],
    [['add', 'Яна', '--telegram', '@yana'], 'by its number'],
    [['add', 'Яна', '--telegram', '77'], 'Free it first: npm run operator -- link Админ none'],
    [['key', 'Яна'], 'There is nobody named Яна: npm run operator -- list'],
    [['role', 'Админ', 'operator'], 'the only manager. Make another one first'],
    [['remove', 'Админ'], 'the only manager'],
    [['remove', 'Старый'], 'has left already'],
    [['link', 'Старый', '77'], 'belongs to Админ'],
  ])('%s is refused with the cure', async (args, message) => {
    await added('Админ', { role: 'manager', telegram: 77 });
    await added('Старый', { active: false });
    const before = await store.staff();
    await expect(operator(...args)).rejects.toThrow(message);
    expect(await store.staff()).toEqual(before);
  });
});

describe('the manager admin', () => {
  test('is made on the first start, with a key that is told once', async () => {
    const made = await settleAdmin(store, undefined, NOON);
    expect(made.kind).toBe('made');
    expect(await opens('admin', made.kind === 'made' ? made.key : '')).toBe(true);
    expect(await settleAdmin(store, undefined, at(1))).toEqual({ kind: 'known' });
    expect(await store.staff()).toMatchObject([{ name: 'admin', role: 'manager' }]);
  });

  test('is not made where there are people', async () => {
    await added('Мария');
    expect(await settleAdmin(store, undefined, NOON)).toEqual({ kind: 'known' });
    expect(await store.staff()).toHaveLength(1);
  });

  test('has the configured key, which a restart does not renew', async () => {
    expect(await settleAdmin(store, 'correct-horse', NOON)).toEqual({ kind: 'configured' });
    expect(await settleAdmin(store, 'correct-horse', at(60))).toEqual({ kind: 'configured' });
    expect(await opens('admin', 'correct-horse')).toBe(true);
    expect((await store.staff())[0]?.keySince).toEqual(NOON);
    await settleAdmin(store, 'another-horse', at(120));
    expect(await opens('admin', 'another-horse')).toBe(true);
    expect((await store.staff())[0]?.keySince).toEqual(at(120));
  });

  test('comes back as manager with the configured key after having left', async () => {
    await settleAdmin(store, 'correct-horse', NOON);
    await added('Мария', { role: 'manager' });
    await operator('role', 'admin', 'operator');
    await operator('remove', 'admin');
    await settleAdmin(store, 'correct-horse', at(60));
    expect(await store.keyOf('admin')).toMatchObject({ member: { role: 'manager', active: true } });
  });
});

describe('npm run audit', () => {
  const audit = (...args: string[]): Promise<void> =>
    auditCommand(args, { records: store, timeZone: 'Europe/Moscow', titleOf, now: at(3600), print });

  beforeEach(async () => {
    await added('Мария');
    await store.addAudit({ ...COMMAND_LINE, at: NOON, act: 'staff-added', detail: 'Мария', outcome: 'done' });
    const [mary] = await store.staff();
    const input = await turnOf(store, 'anna', '1');
    const ticket = ticketOf(input.conversation, 1001);
    const line = { operator: mary!, desk: 'web', ticket: ticket.id, outcome: 'done' as const };
    await finishTurn(store, input, {
      ticket,
      audit: [
        { ...line, at: at(60), act: 'take' },
        { ...line, at: at(120), act: 'priority', detail: 'high', outcome: 'refused' },
        { ...line, at: at(180), act: 'tier', detail: 'specialists' },
        { ...line, at: at(240), act: 'assign', detail: mary!.id },
      ],
    });
    printed = [];
  });

  test('tells who did what and when, the oldest line first', async () => {
    await audit();
    expect(printed).toEqual([
      '2026-05-14 15:00:00  command line  staff-added (Мария)',
      '2026-05-14 15:01:00  Мария  web  request 1001  take',
      '2026-05-14 15:02:00  Мария  web  request 1001  priority (high)  refused',
      '2026-05-14 15:03:00  Мария  web  request 1001  tier (Специалисты)',
      '2026-05-14 15:04:00  Мария  web  request 1001  assign (Мария)',
    ]);
  });

  test('of one request, or one person', async () => {
    await audit('--ticket', '1001');
    expect(printed).toHaveLength(4);
    printed = [];
    await audit('--operator', 'мария', '--days', '1');
    expect(printed).toHaveLength(4);
    printed = [];
    await audit('--operator', 'telegram-group:5');
    expect(printed).toEqual(['Nothing was done in the last 7 days; --days looks further.']);
  });

  test.each([
    [['--frob'], '"--frob"; there are: --ticket, --operator, --days'],
    [['--ticket'], '--ticket VALUE'],
    [['--ticket', '--days=3'], '--ticket VALUE'],
    [['--ticket', '9'], 'There is no request 9'],
    [['--operator', 'Яна'], 'There is nobody named Яна'],
    [['--days', 'two'], '--days 30'],
  ])('%s is refused with the cure', async (args, message) => {
    await expect(audit(...args)).rejects.toThrow(message);
  });
});

describe('npm run ledger', () => {
  const ledger = (now: Date, ...args: string[]): Promise<number> =>
    ledgerCommand(args, { records: store, timeZone: 'UTC', now, print });

  test('says so when nobody was left alone', async () => {
    const input = await turnOf(store, 'anna', '1');
    await finishTurn(store, input, {
      ticket: ticketOf(input.conversation, 1001),
      consumed: input.pending.map(({ id }) => ({ id, outcome: 'ticketed' })),
    });
    expect(await ledger(at(600))).toBe(0);
    expect(printed).toEqual(['Every one of 1 messages was answered, became a request or visibly failed.']);
  });

  test('names each message, where it belongs, and what to do', async () => {
    const input = await turnOf(store, 'anna', '1');
    await finishTurn(store, input, {
      ticket: ticketOf(input.conversation, 1001),
      outgoing: [reply(input.conversation, 'o1')],
    });
    const other = await turnOf(store, 'ivan', '2');
    expect(await ledger(at(299))).toBe(0);
    printed = [];
    expect(await ledger(at(301))).toBe(2);
    expect(printed[0]).toMatch(
      /^2026-05-14 12:00:00 {2}request 1001 {2}telegram:1 {2}its answer has not gone out: \/readyz/u,
    );
    expect(printed[1]).toContain(`conversation ${other.conversation.id}  telegram:2  not handled yet`);
    expect(printed[2]).toBe('2 of 2 messages.');
    expect(await ledger(at(301), '--minutes', '6')).toBe(0);
    await expect(ledger(at(301), '--minutes', 'six')).rejects.toThrow('--minutes 5');
    await expect(ledger(at(301), '--hours', '1')).rejects.toThrow('there are: --minutes');
  });
});

describe('npm run explain', () => {
  test('tells the clocks of the request of that number', async () => {
    const input = await turnOf(store, 'anna', '1');
    await finishTurn(store, input, { ticket: ticketOf(input.conversation, 1001) });
    const { phrases } = await loadPhrases('flows/phrases');
    const shop = {
      phrases,
      deskRules: { queues: [] },
      slaRules: rules,
      calendar: always,
      deskLocale: 'en' as const,
    };
    const explain = (...args: string[]): Promise<void> =>
      explainCommand(args, { records: store, shop, now: at(600), print });
    await explain('#1001');
    expect(printed[0]).toContain('1001');
    expect(printed.join('\n')).toContain('10 min');
    await expect(explain()).rejects.toThrow('npm run explain -- 1017');
    await expect(explain('7')).rejects.toThrow('There is no request 7');
  });
});
