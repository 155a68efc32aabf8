// What happens to requests, in Bulgarian.
import type { HistoryText } from '../text-history.ts';

const CLOCKS: Readonly<Record<string, string>> = {
  first: 'Времето за първи отговор',
  next: 'Времето за следващ отговор',
  solution: 'Времето за решение',
};
const ENDS: Readonly<Record<string, string>> = {
  confirmed: 'Заявката е затворена: клиентът потвърди, че въпросът е решен',
  'by-customer': 'Клиентът затвори заявката',
  unconfirmed: 'Заявката е затворена: клиентът не отговори дали въпросът е решен',
};

export const bgHistory: HistoryText = ({ kind, by, to, detail = '' }) => {
  const bracketed = by === undefined ? '' : ` (${by})`;
  const clock = CLOCKS[detail] ?? 'Времето';
  return {
    opened: 'Заявката е отворена',
    taken: by === undefined ? 'Заявката е поета' : `${by} пое заявката`,
    released: by === undefined ? 'Заявката е свободна' : `${by} освободи заявката`,
    assigned:
      to === undefined
        ? `Заявката е предадена${bracketed}`
        : by === undefined
          ? `Заявката е възложена на ${to}`
          : by === to
            ? `${by} пое заявката`
            : `${by} предаде заявката на ${to}`,
    priority: `Приоритет: ${detail}${bracketed}`,
    tier: `Преместена на ниво ${detail}${bracketed}`,
    queue: `Преместена в опашката „${detail}“${bracketed}`,
    snoozed: `Заявката е отложена${detail === '' ? '' : ` до: ${detail}`}${bracketed}`,
    woken: by === undefined ? 'Заявката се върна' : `${by} върна заявката`,
    merged: detail === '' ? 'Обединена с друга заявка' : `Обединена със заявка ${detail}`,
    solved: `Клиентът беше попитан дали въпросът е решен${bracketed}`,
    reminded: 'Клиентът беше попитан още веднъж',
    confirmed: 'Клиентът потвърди, че въпросът е решен',
    'not-solved': 'Клиентът казва, че въпросът не е решен',
    closed: ENDS[detail] ?? (by === undefined ? 'Заявката е затворена' : `${by} затвори заявката`),
    reopened: `Заявката е отворена отново${bracketed}`,
    warned: `${clock} изтича`,
    breached: `${clock} изтече`,
    undelivered: 'Съобщение не можа да бъде доставено на клиента',
    'handed-over':
      to === undefined
        ? `Край на смяната${bracketed}: заявката отново е в опашката`
        : `Предадена в края на смяната: ${by === undefined ? '' : `${by} → `}${to}`,
    unreachable: 'Клиентът вече не е достъпен',
    reachable: 'Клиентът отново е достъпен',
  }[kind];
};
