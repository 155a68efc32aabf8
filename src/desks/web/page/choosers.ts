// The lists to choose from: a person, a priority, a queue, a time, a language.
import { LOCALES } from '../../../model/locale.ts';
import type { Priority } from '../../../model/ticket.ts';
import type { PageAct, TicketDetail } from '../wire.ts';
import { avatar } from './avatar.ts';
import { dateDialog } from './date-dialog.ts';
import type { Desk } from './desk.ts';
import { palette, type Option, type PaletteParts } from './palette.ts';
import { snoozeTimes } from './snooze-times.ts';
import type { Text } from './text.ts';
import { TEXTS } from './texts.ts';
import { hour, soon } from './time.ts';

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

export interface Choosers {
  assign(detail: TicketDetail): void;
  priority(detail: TicketDetail): void;
  queue(detail: TicketDetail): void;
  snooze(): void;
  language(detail: TicketDetail): void;
}

export function choosers(desk: Desk, text: Text): Choosers {
  const { acts } = text;

  function choose(title: string, options: readonly Option[]): void {
    const parts: PaletteParts = { title, options, placeholder: acts.narrow, nothing: acts.nothing };
    palette(parts);
  }
  const waitingIn = (queue: string): number =>
    (desk.state.active ?? []).filter(
      ({ queue: own, status }) => own === queue && (status === 'new' || status === 'open'),
    ).length;
  const doing = (act: PageAct) => () => desk.act(act);

  return {
    assign({ row }) {
      const people = [...(desk.state.board?.people ?? [])].sort(
        (a, b) =>
          Number(b.operator.id === desk.operator.id) - Number(a.operator.id === desk.operator.id) ||
          Number(b.onShift) - Number(a.onShift) ||
          a.tickets - b.tickets,
      );
      choose(
        acts.assignTo,
        people.map(({ operator: { id, name }, onShift, until, tickets }) => {
          const end = until === undefined ? '' : acts.onShiftUntil(hour(new Date(until).getTime(), text));
          const shift = onShift ? end || acts.onShift : acts.offShift;
          return {
            id,
            label: id === desk.operator.id ? `${name} · ${text.you}` : name,
            hint: `${shift} · ${acts.load(tickets)}`,
            mark: () => {
              const mark = avatar(name, 'small');
              mark.classList.add(onShift ? 'on-shift' : 'off-shift');
              return mark;
            },
            current: row.assignee?.id === id,
            run: doing({ kind: 'assign', to: id }),
          };
        }),
      );
    },
    priority({ row }) {
      choose(
        acts.choosePriority,
        PRIORITIES.map((priority) => ({
          id: priority,
          label: text.priority[priority],
          icon: 'flag',
          current: row.priority === priority,
          run: doing({ kind: 'priority', priority }),
        })),
      );
    },
    queue({ row }) {
      choose(
        acts.chooseQueue,
        (desk.state.board?.queues ?? []).map(({ name, tier, titles }) => ({
          id: name,
          label: titles[text.locale],
          hint: acts.load(waitingIn(name)),
          icon: tier === 3 ? 'up' : 'queue',
          current: row.queue === name,
          run: doing({ kind: 'tier', tier, queue: name }),
        })),
      );
    },
    snooze() {
      const now = new Date();
      const times = snoozeTimes(now);
      const options: Option[] = (['hour', 'threeHours', 'tomorrow', 'monday'] as const).map((id) => ({
        id,
        label: acts.snoozes[id],
        hint: soon(times[id].getTime(), now.getTime(), text),
        icon: 'moon',
        run: doing({ kind: 'snooze', until: times[id].getTime() }),
      }));
      const date: Option = {
        id: 'date',
        label: acts.snoozes.date,
        icon: 'clock',
        run: () => dateDialog(times.tomorrow, text, (until) => desk.act({ kind: 'snooze', until })),
      };
      choose(acts.snoozeUntil, [...options, date]);
    },
    language({ locale: current }) {
      choose(
        acts.chooseLanguage,
        LOCALES.map((locale) => ({
          id: locale,
          label: TEXTS[locale].languageName,
          icon: 'globe',
          current: locale === current,
          run: doing({ kind: 'language', locale }),
        })),
      );
    },
  };
}
