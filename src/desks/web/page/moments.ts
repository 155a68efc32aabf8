// Says aloud and shows what happens while the operator works: new words, notices, shifts, problems.
import type { Desk, Moment } from './desk.ts';
import { call } from './device.ts';
import { problemText } from './problem-text.ts';
import type { Text } from './text.ts';
import type { Toasts } from './toasts.ts';

export interface MomentParts {
  readonly toasts: Toasts;
  readonly text: Text;
  readonly desk: () => Desk;
}

export function tellMoment(moment: Moment, { toasts, text, desk }: MomentParts): void {
  switch (moment.kind) {
    case 'arrived': {
      const { row, isNew, watched } = moment;
      const name = row.customerName === '' ? text.nameless : row.customerName;
      const words = isNew ? text.arrivedNew(row.number) : text.arrived(name, row.number);
      const open = (): void => desk().select(row.id);
      toasts.announce(words);
      if (watched) return;
      const isOthers = row.assignee !== undefined && row.assignee.id !== desk().operator.id;
      if (isOthers && !isNew) return;
      toasts.show(words, 'news', open);
      call(words, row.id, open);
      return;
    }
    case 'notice':
      toasts.show(moment.text, 'problem', () => desk().select(moment.ticket));
      return;
    case 'shift': {
      const { on, handedOver } = moment;
      toasts.show(on ? text.shift.nowOn : text.shift.nowOff(handedOver), 'news');
      return;
    }
    case 'problem':
      toasts.show(problemText(moment.problem, text), 'problem');
  }
}
