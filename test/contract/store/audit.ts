// Who did what: appended in turns and outside them, read newest first.
import { describe, expect, test } from 'vitest';
import type { AuditLine } from '../../../src/model/audit.ts';
import type { TicketId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import { anna, at, changesOf, finishTurn, NOON, turnOf } from './samples.ts';

const boris = { id: 'staff:boris', name: 'Борис' };
const TICKET = 'ticket-1' as TicketId;

function line(second: number, extra: Partial<AuditLine> = {}): AuditLine {
  return { at: at(second), operator: anna, desk: 'web', act: 'take', outcome: 'done', ...extra };
}

export function auditTests(store: () => Store): void {
  describe('audit log', () => {
    test('lines come back whole, newest first, up to a limit', async () => {
      const lines = [
        line(1, { act: 'sign-in' }),
        line(2, { ticket: TICKET, act: 'priority', detail: 'high' }),
        line(3, { operator: boris, outcome: 'refused' }),
      ];
      for (const one of lines) await store().addAudit(one);
      expect(await store().audit({ limit: 10 })).toEqual(lines.toReversed());
      expect(await store().audit({ limit: 1 })).toEqual([lines[2]]);
    });

    test('they are found by ticket, by person and by time, and by all together', async () => {
      await store().addAudit(line(1, { ticket: TICKET }));
      await store().addAudit(line(2, { ticket: TICKET, operator: boris }));
      await store().addAudit(line(3, { operator: boris }));
      const seconds = async (filter: Omit<Parameters<Store['audit']>[0], 'limit'>) =>
        (await store().audit({ ...filter, limit: 10 })).map(
          (one) => (one.at.getTime() - NOON.getTime()) / 1000,
        );
      expect(await seconds({ ticket: TICKET })).toEqual([2, 1]);
      expect(await seconds({ operator: boris.id })).toEqual([3, 2]);
      expect(await seconds({ since: at(2) })).toEqual([3, 2]);
      expect(await seconds({ ticket: TICKET, operator: boris.id, since: at(2) })).toEqual([2]);
    });

    test('the lines of a turn are stored with it, and not with one that is stale', async () => {
      const input = await turnOf(store(), 'ivan', '1');
      const stale = changesOf(input, { audit: [line(9)] });
      await finishTurn(store(), input, { audit: [line(1), line(2)] });
      expect(await store().commit(stale)).toBe('duplicate');
      expect(await store().audit({ limit: 10 })).toEqual([line(2), line(1)]);
    });
  });
}
