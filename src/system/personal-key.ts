// Personal keys: made at random, kept as a slow hash, compared without telling anything by the time it takes.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Costs of scrypt as OWASP's password storage cheat sheet lists them: 32 MiB a try, about 0.2 s. */
const COSTS = { N: 2 ** 15, r: 8, p: 3 } as const;
const BYTES = 32;
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 20 characters in groups of five, about 99 bits; without letters that are read as others. */
export function newPersonalKey(random: (bytes: number) => Uint8Array = randomBytes): string {
  const letters: string[] = [];
  while (letters.length < 20) {
    for (const byte of random(32)) {
      // bytes past the last whole multiple are dropped, so that every letter is as likely as any other
      if (byte < 256 - (256 % ALPHABET.length)) letters.push(ALPHABET[byte % ALPHABET.length] ?? '');
    }
  }
  return [0, 5, 10, 15].map((from) => letters.slice(from, from + 5).join('')).join('-');
}

/** One line: `scrypt$N$r$p$salt$hash`, the last two in base64url. */
export async function hashKey(key: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(key, salt, COSTS.N, COSTS.r, COSTS.p);
  return ['scrypt', COSTS.N, COSTS.r, COSTS.p, salt.toString('base64url'), hash.toString('base64url')].join(
    '$',
  );
}

/** False for a wrong key and for a line that `hashKey` did not write. */
export async function checkKey(key: string, line: string): Promise<boolean> {
  const [kind, n, r, p, salt = '', hash = ''] = line.split('$');
  const expected = Buffer.from(hash, 'base64url');
  if (kind !== 'scrypt' || expected.length !== BYTES) return false;
  const given = await derive(key, Buffer.from(salt, 'base64url'), Number(n), Number(r), Number(p));
  return timingSafeEqual(given, expected);
}

function derive(key: string, salt: Buffer, N: number, r: number, p: number): Promise<Buffer> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(key.normalize('NFKC').trim(), salt, BYTES, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
