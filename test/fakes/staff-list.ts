// A staff list in memory with keys that are checked quickly, and an audit log that can be read.
import type { AuditLine, AuditLog } from '../../src/model/audit.ts';
import type { Role, Staff, StaffMember } from '../../src/model/staff.ts';
import { scryptSync } from 'node:crypto';

export class StaffList implements Pick<Staff, 'staff' | 'keyOf'>, AuditLog {
  readonly lines: AuditLine[] = [];
  readonly #members: { member: StaffMember; key: string }[] = [];

  add(name: string, key: string, role: Role = 'operator', since = new Date(0)): Promise<StaffMember> {
    const id = `staff:${String(this.#members.length + 1)}`;
    const member: StaffMember = { id, name, role, active: true, since, keySince: since };
    this.#members.push({ member, key: quickHash(key) });
    return Promise.resolve(member);
  }

  renewKey(name: string, key: string, at: Date): void {
    for (const one of this.#members) if (one.member.name === name) one.key = quickHash(key);
    this.change(name, { keySince: at });
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

  audit(filter: Parameters<AuditLog['audit']>[0]): Promise<readonly AuditLine[]> {
    const { ticket, operator, limit } = filter;
    const fitting = this.lines.filter(
      (line) =>
        (ticket === undefined || line.ticket === ticket) &&
        (operator === undefined || line.operator.id === operator),
    );
    return Promise.resolve(fitting.toReversed().slice(0, limit));
  }
}

/** In the form of src/system/personal-key.ts, at the lowest costs. */
function quickHash(key: string): string {
  const costs = { N: 16, r: 1, p: 1 };
  const salt = Buffer.from('a salt for tests');
  const hash = scryptSync(key.normalize('NFKC').trim(), salt, 32, costs);
  return ['scrypt', costs.N, costs.r, costs.p, salt.toString('base64url'), hash.toString('base64url')].join(
    '$',
  );
}
