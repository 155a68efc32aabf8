// Which words of customers this operator has already looked at, remembered on this device.
import type { TicketRow } from '../wire.ts';

export interface Seen {
  /** The customer wrote something that nobody answered, I have not looked at it, and it is nobody else's. */
  unread(row: TicketRow): boolean;
  look(row: TicketRow): void;
}

const MAX_KEPT = 500;

export function seenBy(operatorId: string): Seen {
  const slot = `firstline.desk.seen.${operatorId}`;
  const read = (): Record<string, number> => {
    try {
      return JSON.parse(localStorage.getItem(slot) ?? '{}') as Record<string, number>;
    } catch {
      return {};
    }
  };
  let known = read();
  addEventListener('storage', (event) => {
    if (event.key === slot) known = read();
  });

  return {
    unread({ id, newsAt, assignee }) {
      if (newsAt === undefined || (assignee && assignee.id !== operatorId)) return false;
      return newsAt > (known[id] ?? 0);
    },
    look({ id, newsAt }) {
      if (newsAt === undefined || (known[id] ?? 0) >= newsAt) return;
      const kept = Object.entries({ ...known, [id]: newsAt }).sort((a, b) => b[1] - a[1]);
      known = Object.fromEntries(kept.slice(0, MAX_KEPT));
      localStorage.setItem(slot, JSON.stringify(known));
    },
  };
}
