// The manager `admin`: a shop without staff gets one, so that somebody can sign in and add the others.
import type { AuditLog } from '../model/audit.ts';
import { foldName, type Staff, type StaffMember } from '../model/staff.ts';
import type { Operator } from '../model/ticket.ts';
import { checkKey, hashKey, newPersonalKey } from '../system/personal-key.ts';

export const ADMIN = 'admin';

/** Who acts where nobody has signed in. */
export const COMMAND_LINE = {
  desk: 'command-line',
  operator: { id: 'command-line', name: 'command line' } satisfies Operator,
};

export type AdminKey =
  /** Made just now; nobody can ever read it again. */
  | { readonly kind: 'made'; readonly key: string }
  /** It is the configured one. */
  | { readonly kind: 'configured' }
  /** There are people already. */
  | { readonly kind: 'known' };

/**
 * With `configured`, `admin` is an active manager with that key afterwards; a key that is his already is left alone, so that
 * nobody is signed out by a restart. Without it, an empty staff list gets an `admin` with a key made here.
 */
export async function settleAdmin(
  records: Staff & AuditLog,
  configured: string | undefined,
  now: Date,
): Promise<AdminKey> {
  const staff = await records.staff();
  if (configured === undefined) {
    if (staff.length > 0) return { kind: 'known' };
    const key = newPersonalKey();
    await add(records, key, now);
    return { kind: 'made', key };
  }
  const admin = staff.find(({ name }) => foldName(name) === ADMIN);
  if (!admin) await add(records, configured, now);
  else await renew(records, admin, configured, now);
  return { kind: 'configured' };
}

async function add(records: Staff & AuditLog, key: string, at: Date): Promise<void> {
  await records.addStaff({ name: ADMIN, role: 'manager', key: await hashKey(key) }, at);
  await records.addAudit({ ...COMMAND_LINE, at, act: 'staff-added', detail: ADMIN, outcome: 'done' });
}

async function renew(records: Staff & AuditLog, admin: StaffMember, key: string, at: Date): Promise<void> {
  const known = await records.keyOf(admin.name);
  const same = known !== undefined && (await checkKey(key, known.key));
  if (same && admin.role === 'manager') return;
  const change = {
    role: 'manager' as const,
    active: true,
    ...(same ? {} : { key: await hashKey(key) }),
  };
  await records.changeStaff(admin.id, change, at);
  await records.addAudit({ ...COMMAND_LINE, at, act: 'staff-changed', detail: ADMIN, outcome: 'done' });
}
