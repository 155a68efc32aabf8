// A staff list in memory with keys that are checked quickly, and an audit log that can be read.
import type { AuditLine, AuditLog } from '../../src/model/audit.ts';
import type { Role, Staff, StaffMember } from '../../src/model/staff.ts';
import { hashKey } from '../../src/system/personal-key.ts';

export class StaffList implements Pick<Staff, 'staff' | 'keyOf'>, AuditLog {
  readonly lines: AuditLine[] = [];
  readonly #members: { member: StaffMember; key: string }[] = [];

  async add(name: string, key: string, role: Role = 'operator', since = new Date(0)): Promise<StaffMember> {
    const id = `staff:${String(this.#members.length + 1)}`;
    const member: StaffMember = { id, name, role, active: true, since, keySince: since };
    this.#members.push({ member, key: await hashKey(key) });
    return member;
  }

  /** Replaces what is given of the member of that name. */
  change(name: string, change: Partial<StaffMember>): void {
    for (const one of this.#members) if (one.member.name === name) one.member = { ...one.member, ...change };
  }

  staff(): Promise<readonly StaffMember[]> {
    return Promise.resolve(this.#members.map(({ member }) => member));
  }

  keyOf(name: string): Promise<{ member: StaffMember; key: string } | undefined> {
    const found = this.#members.find(
      ({ member }) => member.active && member.name.toLowerCase() === name.trim().toLowerCase(),
    );
    return Promise.resolve(found);
  }

  addAudit(line: AuditLine): Promise<void> {
    this.lines.push(line);
    return Promise.resolve();
  }

  audit({ limit }: Parameters<AuditLog['audit']>[0]): Promise<readonly AuditLine[]> {
    return Promise.resolve(this.lines.toReversed().slice(0, limit));
  }
}
