// What happened to a request, as a sentence: values that it names are worded first. Pure.
import { isLocale } from '../../../model/locale.ts';
import type { AuditList, Board, HistoryLine } from '../wire.ts';
import type { Text } from './text.ts';
import { soon } from './time.ts';

/** A queue by its title in the reader's language; by its name while the board is not here, or does not know it. */
export function queueTitle(name: string, board: Board | undefined, text: Text): string {
  return board?.queues.find((queue) => queue.name === name)?.titles[text.locale] ?? name;
}

export function historyWords(line: HistoryLine, board: Board | undefined, text: Text): string {
  const { kind, detail } = line;
  if (detail === undefined) return text.history(line);
  switch (kind) {
    case 'queue':
      return text.history({ ...line, detail: queueTitle(detail, board, text) });
    case 'priority':
      return text.history({ ...line, detail: priorityWord(detail, text) });
    case 'snoozed':
      return text.history({ ...line, detail: timeWord(detail, text) });
    default:
      return text.history(line);
  }
}

type LogLine = Pick<AuditList['lines'][number], 'act' | 'detail'>;

/** What was chosen in an act of the log, in words. */
export function chosenWords({ act, detail }: LogLine, board: Board | undefined, text: Text): string {
  if (detail === undefined) return '';
  switch (act) {
    case 'tier':
      return (
        ({ '2': text.tier2, '3': text.tier3 } as Record<string, string>)[detail] ??
        queueTitle(detail, board, text)
      );
    case 'priority':
      return priorityWord(detail, text);
    case 'snooze':
      return text.until(timeWord(detail, text));
    case 'merge':
      return `#${detail}`;
    case 'language':
      return isLocale(detail) ? text.overview.languages[detail] : detail;
    case 'close':
    case 'shift':
    case 'show':
      return text.overview.chosen[detail] ?? detail;
    default:
      return detail;
  }
}

function priorityWord(value: string, { priority }: Text): string {
  return ((priority as Partial<Record<string, string>>)[value] ?? value).toLowerCase();
}

/** An ISO time as the reader says it. */
function timeWord(iso: string, text: Text): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : soon(at, Date.now(), text);
}
