// What happens to requests, in Russian; no past tense of people, which would have to know their gender.
import type { HistoryText } from '../text-history.ts';

const CLOCKS: Readonly<Record<string, string>> = {
  first: 'Время на первый ответ',
  next: 'Время на следующий ответ',
  solution: 'Время на решение',
};
const ENDS: Readonly<Record<string, string>> = {
  confirmed: 'Обращение закрыто: клиент подтвердил, что вопрос решён',
  'by-customer': 'Обращение закрыто клиентом',
  unconfirmed: 'Обращение закрыто: клиент не ответил, решён ли вопрос',
};

export const ruHistory: HistoryText = ({ kind, by, to, detail = '' }) => {
  const bracketed = by === undefined ? '' : ` (${by})`;
  const clock = CLOCKS[detail] ?? 'Время';
  return {
    opened: 'Обращение открыто',
    taken: by === undefined ? 'Обращение взято' : `Обращение у оператора: ${by}`,
    released: `Обращение снова свободно${bracketed}`,
    assigned:
      to === undefined
        ? `Обращение передано${bracketed}`
        : by === undefined
          ? `Обращение назначено: ${to}`
          : by === to
            ? `Обращение у оператора: ${to}`
            : `Обращение передано: ${by} → ${to}`,
    priority: `Приоритет: ${detail}${bracketed}`,
    tier: `Передано на уровень ${detail}${bracketed}`,
    queue: `Передано в очередь «${detail}»${bracketed}`,
    snoozed: `Обращение отложено${detail === '' ? '' : ` до: ${detail}`}${bracketed}`,
    woken: by === undefined ? 'Обращение вернулось' : `Обращение вернули раньше срока${bracketed}`,
    merged: detail === '' ? 'Объединено с другим обращением' : `Объединено с обращением ${detail}`,
    solved: `Клиента спросили, решён ли вопрос${bracketed}`,
    reminded: 'Клиента спросили ещё раз, решён ли вопрос',
    confirmed: 'Клиент подтвердил, что вопрос решён',
    'not-solved': 'Клиент говорит, что вопрос не решён',
    closed: ENDS[detail] ?? `Обращение закрыто${bracketed}`,
    reopened: `Обращение открыто снова${bracketed}`,
    warned: `${clock} кончается`,
    breached: `${clock} вышло`,
    undelivered: 'Сообщение не удалось доставить клиенту',
    'handed-over':
      to === undefined
        ? `Конец смены${bracketed}: обращение снова в очереди`
        : `Передано в конце смены: ${by === undefined ? '' : `${by} → `}${to}`,
    unreachable: 'Клиент больше недоступен',
    reachable: 'Клиент снова доступен',
  }[kind];
};
