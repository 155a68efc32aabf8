// Signing in by name and personal key. A wrong name and a wrong key take the same time and hear the same words.
import { isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditLine, AuditLog } from '../../model/audit.ts';
import { foldName, type Staff, type StaffMember } from '../../model/staff.ts';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';
import type { Log } from '../../system/log.ts';
import { checkKey } from '../../system/personal-key.ts';
import type { Guard } from './guard.ts';
import type { KnownBrowsers } from './known-browser.ts';
import type { LockOut } from './lock-out.ts';
import { infoOf } from './session-routes.ts';
import type { Sessions } from './session.ts';
import type { SessionInfo } from './wire.ts';

export interface SignInParts {
  readonly staff: Pick<Staff, 'staff' | 'keyOf'>;
  readonly audit: Pick<AuditLog, 'addAudit'>;
  readonly sessions: Sessions;
  readonly browsers: KnownBrowsers;
  readonly attempts: LockOut;
  readonly gate: Guard;
  readonly clock: Clock;
  readonly log: Log;
}

const MAX_NAME_LENGTH = 60;
/** Checks that may run at the same time: each takes 32 MiB. */
const MAX_CHECKS = 8;
const credentials = z.object({ name: z.string().max(1000), key: z.string().max(1000) });

export function signInRoute(app: FastifyInstance, parts: SignInParts): void {
  const { staff, audit, sessions, browsers, attempts, gate, clock, log } = parts;
  let checking = 0;

  /** In place of a stranger's key a colleague's is checked, to no avail: it costs the same. */
  async function memberWith(name: string, key: string): Promise<StaffMember | undefined> {
    const own = await staff.keyOf(name);
    const checked = own ?? (await somebody());
    const right = checked !== undefined && (await checkKey(key, checked.key));
    return right ? own?.member : undefined;
  }

  async function somebody(): ReturnType<Staff['keyOf']> {
    const active = (await staff.staff()).find((member) => member.active);
    return active && staff.keyOf(active.name);
  }

  async function shutOut(name: string, sources: readonly string[]): Promise<void> {
    const own = await staff.keyOf(name);
    const line: Omit<AuditLine, 'detail'> = {
      at: clock.now(),
      operator: own ? nameOf(own.member) : { id: 'web:stranger', name: '?' },
      desk: 'web',
      act: 'locked-out',
      outcome: 'done',
    };
    for (const source of sources) await audit.addAudit({ ...line, detail: source.split(':', 1).join() });
  }

  app.post('/session', async (request, reply): Promise<SessionInfo> => {
    gate.checkOrigin(request);
    const { name, key } = given(request);
    const browser = browsers.find(request.headers.cookie, name);
    const sources =
      browser === undefined
        ? [`address:${network(request.ip)}`, `name:${foldName(name)}`]
        : [`browser:${browser}`];
    const waitMs = attempts.waitMs(sources);
    if (waitMs > 0) {
      reply.header('retry-after', String(Math.ceil(waitMs / 1000)));
      throw new HttpProblem(429, 'LOCKED_OUT', lockedOut(waitMs));
    }
    if (checking >= MAX_CHECKS) {
      reply.header('retry-after', '5');
      throw new HttpProblem(
        503,
        'BUSY',
        'Too many people are signing in at this moment. Try again in 5 seconds.',
      );
    }
    const shut = attempts.count(sources);
    checking += 1;
    const member = await memberWith(name, key).finally(() => (checking -= 1));
    if (member === undefined) {
      log.warn({ desk: 'web' }, 'a wrong name or key was tried on the desk');
      await shutOut(name, shut);
      throw new HttpProblem(
        401,
        'WRONG_KEY',
        'The name or the key is wrong. A new key is made with: npm run operator -- key NAME',
      );
    }
    attempts.forgive(sources);
    await audit.addAudit({
      at: clock.now(),
      operator: nameOf(member),
      desk: 'web',
      act: 'sign-in',
      outcome: 'done',
    });
    const { session, cookie } = await sessions.open(member);
    reply.header('set-cookie', [cookie, browsers.mark(member.name)]);
    return infoOf(session, sessions);
  });
}

function given(request: FastifyRequest): { readonly name: string; readonly key: string } {
  const body = credentials.safeParse(request.body);
  if (!body.success) throw new HttpProblem(400, 'BAD_BODY', 'Send JSON: {"name": "...", "key": "..."}.');
  const name = body.data.name.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (name === '') {
    throw new HttpProblem(400, 'NO_NAME', 'Say your name, as it was given to: npm run operator -- add NAME');
  }
  if (name.length > MAX_NAME_LENGTH) {
    throw new HttpProblem(400, 'LONG_NAME', `A name has at most ${String(MAX_NAME_LENGTH)} characters.`);
  }
  return { name, key: body.data.key };
}

function lockedOut(waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  return `Too many wrong names or keys. Try again in ${String(minutes)} minutes, or from a browser in which you have signed in before.`;
}

function nameOf({ id, name }: StaffMember): AuditLine['operator'] {
  return { id, name };
}

/** One customer of a provider has a whole /64 of IPv6 addresses: they count as one. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(missing).fill('0'), ...rest].slice(0, 4).join(':');
}
