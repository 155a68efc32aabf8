// Who is signed in: a signed token in an http-only cookie, good for as long as its holder is on the staff with that key.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Role, StaffMember } from '../../model/staff.ts';
import type { Operator } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';
import type { NewId } from '../../system/ids.ts';
import { cookieValue } from './cookie.ts';
import type { EndedSessions } from './ended-sessions.ts';
import type { Roster } from './roster.ts';

export interface Session {
  readonly id: string;
  readonly operator: Operator;
  readonly role: Role;
  readonly expiresAt: Date;
  /** When the key was made that it was opened with. */
  readonly keySince: Date;
}

export interface Sessions {
  /** A new session of 12 hours and the `set-cookie` value that carries it. */
  open(member: StaffMember): Promise<{ readonly session: Session; readonly cookie: string }>;
  /** Undefined for a missing, forged, expired or ended session, and when its holder has left or has a new key. */
  read(cookieHeader: string | undefined): Promise<Session | undefined>;
  /** The session as it is now, for what lasts longer than a request; undefined when it is over. */
  renewed(session: Session): Promise<Session | undefined>;
  /** Refuses the session from now on, also after a restart, and returns the `set-cookie` value that removes it. */
  end(session: Session): Promise<string>;
  csrfToken(session: Session): string;
  checkCsrf(session: Session, token: unknown): boolean;
}

export interface SessionOptions {
  readonly key: Uint8Array;
  readonly roster: Roster;
  readonly ended: EndedSessions;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly secure: boolean;
}

const LIFETIME_S = 12 * 60 * 60;
const COOKIE = 'firstline_desk';
const AUDIENCE = 'firstline-desk';

type Claims = Pick<Session, 'id' | 'expiresAt' | 'keySince'> & { readonly holder: string };

export function sessions({ key, roster, ended, clock, newId, secure }: SessionOptions): Sessions {
  const attributes = `Path=/desk; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

  function csrfToken(session: Session): string {
    return createHmac('sha256', key).update(`csrf:${session.id}`).digest('base64url');
  }

  /** Name and role are the holder's of now, whatever they were on signing in. */
  async function current(holder: string, claims: Omit<Claims, 'holder'>): Promise<Session | undefined> {
    const { id, expiresAt, keySince } = claims;
    if (expiresAt <= clock.now() || (await ended.has(id))) return undefined;
    const member = await roster.holder(holder, keySince);
    return (
      member && {
        ...{ id, expiresAt, keySince },
        operator: { id: member.id, name: member.name },
        role: member.role,
      }
    );
  }

  return {
    async open(member) {
      const seconds = Math.floor(clock.now().getTime() / 1000);
      const session: Session = {
        id: newId(),
        operator: { id: member.id, name: member.name },
        role: member.role,
        expiresAt: new Date((seconds + LIFETIME_S) * 1000),
        keySince: member.keySince,
      };
      const token = await new SignJWT({ keySince: member.keySince.getTime() })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(AUDIENCE)
        .setSubject(member.id)
        .setJti(session.id)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + LIFETIME_S)
        .sign(key);
      return { session, cookie: `${COOKIE}=${token}; Max-Age=${String(LIFETIME_S)}; ${attributes}` };
    },

    async read(cookieHeader) {
      const token = cookieValue(cookieHeader, COOKIE);
      const claims = token === undefined ? undefined : await verified(token, key, clock.now());
      return claims && current(claims.holder, claims);
    },

    renewed: (session) => current(session.operator.id, session),

    async end(session) {
      await ended.add(session.id, session.expiresAt);
      return `${COOKIE}=; Max-Age=0; ${attributes}`;
    },

    csrfToken,

    checkCsrf(session, token) {
      if (typeof token !== 'string') return false;
      const expected = Buffer.from(csrfToken(session));
      const given = Buffer.from(token);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

async function verified(token: string, key: Uint8Array, now: Date): Promise<Claims | undefined> {
  try {
    const { payload } = await jwtVerify<{ keySince?: unknown }>(token, key, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      currentDate: now,
      requiredClaims: ['sub', 'jti', 'exp'],
    });
    const { sub, jti, exp, keySince } = payload;
    if (sub === undefined || jti === undefined || exp === undefined || typeof keySince !== 'number') {
      return undefined;
    }
    return { id: jti, holder: sub, expiresAt: new Date(exp * 1000), keySince: new Date(keySince) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
