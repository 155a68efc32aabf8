// Who is signed in: a signed token in an http-only cookie, and the CSRF token that belongs to it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Operator } from '../../model/ticket.ts';
import type { Clock } from '../../system/clock.ts';
import type { NewId } from '../../system/ids.ts';

export interface Session {
  readonly id: string;
  readonly operator: Operator;
  readonly expiresAt: Date;
}

export interface Sessions {
  /** A new session of 12 hours and the `set-cookie` value that carries it. */
  open(operator: Operator): Promise<{ readonly session: Session; readonly cookie: string }>;
  /** Undefined for a missing, forged, expired or ended session. */
  read(cookieHeader: string | undefined): Promise<Session | undefined>;
  /** Refuses the session from now on (in this process) and returns the `set-cookie` value that removes it. */
  end(session: Session): string;
  csrfToken(session: Session): string;
  checkCsrf(session: Session, token: unknown): boolean;
}

export interface SessionOptions {
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly secure: boolean;
}

const LIFETIME_S = 12 * 60 * 60;
const COOKIE = 'firstline_desk';
const AUDIENCE = 'firstline-desk';

export function sessions({ key, clock, newId, secure }: SessionOptions): Sessions {
  const ended = new Map<string, Date>();
  const attributes = `Path=/desk; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

  function csrfToken(session: Session): string {
    return createHmac('sha256', key).update(`csrf:${session.id}`).digest('base64url');
  }

  return {
    async open(operator) {
      const seconds = Math.floor(clock.now().getTime() / 1000);
      const session: Session = {
        id: newId(),
        operator,
        expiresAt: new Date((seconds + LIFETIME_S) * 1000),
      };
      const token = await new SignJWT({ name: operator.name })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(AUDIENCE)
        .setSubject(operator.id)
        .setJti(session.id)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + LIFETIME_S)
        .sign(key);
      return { session, cookie: `${COOKIE}=${token}; Max-Age=${String(LIFETIME_S)}; ${attributes}` };
    },

    async read(cookieHeader) {
      const token = cookieValue(cookieHeader);
      if (token === undefined) return undefined;
      const session = await verified(token, key, clock.now());
      return session && !ended.has(session.id) ? session : undefined;
    },

    end(session) {
      for (const [id, expiresAt] of ended) if (expiresAt <= clock.now()) ended.delete(id);
      ended.set(session.id, session.expiresAt);
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

async function verified(token: string, key: Uint8Array, now: Date): Promise<Session | undefined> {
  try {
    const { payload } = await jwtVerify<{ name?: unknown }>(token, key, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      currentDate: now,
      requiredClaims: ['sub', 'jti', 'exp'],
    });
    const { sub, jti, exp, name } = payload;
    if (sub === undefined || jti === undefined || exp === undefined || typeof name !== 'string') {
      return undefined;
    }
    return { id: jti, operator: { id: sub, name }, expiresAt: new Date(exp * 1000) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function cookieValue(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === COOKIE && value !== undefined && value !== '') return value;
  }
  return undefined;
}
