// The audit log: appended to in the turn that did the act, or at once for what happens outside turns.
import type { AuditLine, AuditLog } from '../../model/audit.ts';
import type { Engine } from './engine.ts';

export interface AuditRows extends AuditLog {
  /** Inside a write. */
  add(line: AuditLine): void;
}

export function createAudit(engine: Engine): AuditRows {
  const { query } = engine;

  function add(line: AuditLine): void {
    const { at, operator, desk, ticket = null, act, detail = null, outcome } = line;
    const who = { operator: operator.id, name: operator.name };
    engine.run(
      query.insertInto('audit').values({ at: at.getTime(), ...who, desk, ticket, act, detail, outcome }),
    );
  }

  return {
    add,
    addAudit: (line) => engine.write('writing the audit log', () => add(line)),
    audit({ ticket, operator, since, limit }) {
      return engine.read('reading the audit log', () => {
        let wanted = query.selectFrom('audit').selectAll();
        if (ticket !== undefined) wanted = wanted.where('ticket', '=', ticket);
        if (operator !== undefined) wanted = wanted.where('operator', '=', operator);
        if (since !== undefined) wanted = wanted.where('at', '>=', since.getTime());
        return engine.all(wanted.orderBy('seq', 'desc').limit(limit)).map((row) => ({
          at: new Date(row.at),
          operator: { id: row.operator, name: row.name },
          desk: row.desk,
          ...(row.ticket === null ? {} : { ticket: row.ticket }),
          act: row.act,
          ...(row.detail === null ? {} : { detail: row.detail }),
          outcome: row.outcome,
        }));
      });
    },
  };
}
