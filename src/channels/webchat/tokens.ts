// The three kinds of Direct Line credentials, all HS256 JWTs bound to one conversation and one user.
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../system/clock.ts';
import { HttpProblem } from '../../system/http.ts';

/** Seconds that a token and a stream address live. */
export const TOKEN_SECONDS = 60 * 60;
/** Seconds within which the same browser may come back to its conversation. */
const RESUME_SECONDS = 30 * 24 * 60 * 60;
const ISSUER = 'firstline-webchat';

/**
 * `chat` opens everything of its conversation. `stream` opens only the socket, because it travels in an address, which
 * proxies log. `resume` can only be exchanged for a new `chat` token and never leaves a request header.
 */
export type TokenUse = 'chat' | 'stream' | 'resume';

export interface Claims {
  readonly conversation: string;
  readonly user: string;
}

export interface Tokens {
  issue(use: TokenUse, claims: Claims): Promise<string>;
  /**
   * The claims of a token that serves for one of `uses`. Throws `HttpProblem`: 401 without a token, 403 `TokenExpired`
   * when its time is over, 403 `BadArgument` when it is forged, damaged or of another kind.
   */
  verify(token: string | undefined, ...uses: readonly TokenUse[]): Promise<Claims>;
}

/** `key` has at least 32 bytes and is the same over restarts, or every customer loses the conversation. */
export function createTokens(key: Uint8Array, clock: Clock): Tokens {
  return {
    issue(use, { conversation, user }) {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ conv: conversation, user })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setAudience(use)
        .setIssuedAt(now)
        .setExpirationTime(now + (use === 'resume' ? RESUME_SECONDS : TOKEN_SECONDS))
        .sign(key);
    },

    async verify(token, ...uses) {
      if (token === undefined || token === '') {
        throw new HttpProblem(
          401,
          'BadArgument',
          'A token is missing: send the header "Authorization: Bearer <token>".',
        );
      }
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: [...uses],
          requiredClaims: ['exp'],
          currentDate: clock.now(),
        });
        const { conv, user } = payload;
        if (typeof conv === 'string' && typeof user === 'string') return { conversation: conv, user };
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new HttpProblem(403, 'TokenExpired', 'The token has expired: get a new one.', error);
        }
        if (!(error instanceof errors.JOSEError)) throw error;
        throw new HttpProblem(403, 'BadArgument', 'The token is not one of ours or is damaged.', error);
      }
      throw new HttpProblem(403, 'BadArgument', 'The token names no conversation.');
    },
  };
}

/** The token of an `Authorization: Bearer` header. */
export function bearer(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/iu.exec(header ?? '')?.[1];
}
