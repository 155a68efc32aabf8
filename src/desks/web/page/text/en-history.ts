// What happens to requests, in English.
import type { HistoryText } from '../text-history.ts';

const CLOCKS: Readonly<Record<string, string>> = {
  first: 'for the first reply ',
  next: 'for the next reply ',
  solution: 'for the solution ',
};
const ENDS: Readonly<Record<string, string>> = {
  confirmed: 'Closed: the customer confirmed that it is solved',
  'by-customer': 'The customer closed the request',
  unconfirmed: 'Closed: the customer did not say whether it is solved',
};

export const enHistory: HistoryText = ({ kind, by, to, detail = '' }) => {
  const who = by ?? 'Firstline';
  return {
    opened: 'Request opened',
    taken: `${who} took the request`,
    released: `${who} released the request`,
    assigned:
      to === undefined
        ? `${who} gave the request to somebody`
        : by === undefined
          ? `The request was assigned to ${to}`
          : by === to
            ? `${by} took the request`
            : `${by} assigned the request to ${to}`,
    priority: `Priority: ${detail}${by === undefined ? '' : ` (${by})`}`,
    tier: `Moved to tier ${detail}${by === undefined ? '' : ` (${by})`}`,
    queue: `Moved to the queue “${detail}”${by === undefined ? '' : ` (${by})`}`,
    snoozed: detail === '' ? `${who} put the request aside` : `${who} put the request aside until ${detail}`,
    woken: by === undefined ? 'The request is back' : `${by} brought the request back`,
    merged: detail === '' ? 'Merged with another request' : `Merged with request ${detail}`,
    solved:
      by === undefined ? 'The customer was asked whether it is solved' : `${by} asked whether it is solved`,
    reminded: 'The customer was asked once more',
    confirmed: 'The customer confirmed that it is solved',
    'not-solved': 'The customer says that it is not solved',
    closed: ENDS[detail] ?? `${who} closed the request`,
    reopened: by === undefined ? 'Request reopened' : `${by} reopened the request`,
    warned: `Time ${CLOCKS[detail] ?? ''}is running out`,
    breached: `Time ${CLOCKS[detail] ?? ''}is used up`,
    undelivered: 'A message could not be delivered to the customer',
    'handed-over':
      to === undefined
        ? `Back in the queue: the shift is over${by === undefined ? '' : ` (${by})`}`
        : `Handed over at the end of a shift: ${by === undefined ? '' : `${by} → `}${to}`,
    unreachable: 'The customer can no longer be reached',
    reachable: 'The customer can be reached again',
  }[kind];
};
