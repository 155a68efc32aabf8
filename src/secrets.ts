// Secrets that Firstline makes for itself and keeps in the database.
import { randomBytes } from 'node:crypto';
import type { Bindings } from './model/store.ts';

/** 32 random bytes, made once and kept in the database, so that tokens outlive a restart. */
export async function secret(bindings: Bindings, name: string): Promise<Uint8Array> {
  const kept = await bindings.getBinding('secret', name);
  if (kept !== undefined) return Buffer.from(kept, 'base64url');
  const made = randomBytes(32);
  await bindings.setBinding('secret', name, made.toString('base64url'));
  return made;
}
