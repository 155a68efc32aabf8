// A browser in which somebody has signed in before keeps a mark of it, so that a stranger's guesses at his name do not shut him out.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { foldName } from '../../model/staff.ts';
import type { NewId } from '../../system/ids.ts';
import { cookieValue } from './cookie.ts';

export interface KnownBrowsers {
  /** The `set-cookie` value that marks a browser as this person's for half a year. */
  mark(name: string): string;
  /** Stands for that browser; undefined when it bears no mark of ours for this name. */
  find(cookieHeader: string | undefined, name: string): string | undefined;
}

const COOKIE = 'firstline_desk_known';
const LIFETIME_S = 180 * 24 * 60 * 60;

export interface KnownBrowserOptions {
  readonly key: Uint8Array;
  readonly newId: NewId;
  readonly secure: boolean;
}

export function knownBrowsers({ key, newId, secure }: KnownBrowserOptions): KnownBrowsers {
  const proofOf = (id: string, name: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, foldName(name)]))
      .digest('base64url');

  return {
    mark(name) {
      const id = newId();
      const attributes = `Path=/desk/api/session; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
      return `${COOKIE}=${id}.${proofOf(id, name)}; Max-Age=${String(LIFETIME_S)}; ${attributes}`;
    },
    find(cookieHeader, name) {
      const [id = '', proof = ''] = (cookieValue(cookieHeader, COOKIE) ?? '').split('.', 2);
      const expected = Buffer.from(proofOf(id, name));
      const given = Buffer.from(proof);
      return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
    },
  };
}
