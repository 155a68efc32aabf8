// Everything that can be done with the open request: what is allowed now, under which key, and how it is asked for.
import type { TicketDetail } from '../wire.ts';
import { choosers } from './choosers.ts';
import type { Desk } from './desk.ts';
import { confirmDialog } from './dialogs.ts';
import type { IconName } from './icons.ts';
import { mergeDialog } from './merge-dialog.ts';
import { palette } from './palette.ts';
import type { ActName, Text } from './text.ts';

export interface Acts {
  /** Undefined while no request is open. */
  readonly detail: TicketDetail | undefined;
  readonly allowed: (name: ActName) => boolean;
  /** Does it, or asks for what is missing; nothing when it is not allowed now. */
  readonly run: (name: ActName) => void;
  /** Shows all that is allowed, to choose from. */
  readonly all: () => void;
}

export const ACT_ICONS: Readonly<Record<ActName, IconName>> = {
  take: 'hand',
  release: 'undo',
  assign: 'person',
  priority: 'flag',
  queue: 'queue',
  up: 'up',
  snooze: 'moon',
  wake: 'clock',
  merge: 'merge',
  language: 'globe',
  block: 'ban',
  unblock: 'check',
  close: 'check',
  closeUnasked: 'check',
  reopen: 'undo',
};

/** The key of each, by its place on a Latin keyboard. */
export const ACT_KEYS: Partial<Readonly<Record<ActName, string>>> = {
  take: 'T',
  release: 'U',
  assign: 'A',
  priority: 'P',
  queue: 'Q',
  snooze: 'S',
  wake: 'Z',
  merge: 'G',
  language: 'L',
  block: 'B',
  close: 'C',
  reopen: 'O',
};

const NAMES = Object.keys(ACT_ICONS) as readonly ActName[];

export function createActs(desk: Desk, text: Text): Acts {
  const { acts } = text;
  const choose = choosers(desk, text);

  function shown(): TicketDetail | undefined {
    const { detail, selected } = desk.state;
    return detail?.row.id === selected ? detail : undefined;
  }

  function allowed(name: ActName): boolean {
    const detail = shown();
    if (!detail) return false;
    const isOpen = detail.row.status !== 'closed';
    switch (name) {
      case 'take':
      case 'release':
      case 'close':
        return detail.actions.includes(name);
      case 'closeUnasked':
        return isOpen && desk.isManager;
      case 'reopen':
        return detail.actions.includes('reopen');
      case 'wake':
        return isOpen && detail.row.snoozedUntil !== undefined;
      case 'up':
        return isOpen && detail.row.tier === 2;
      case 'block':
        return !detail.blocked;
      case 'unblock':
        return detail.blocked === true;
      case 'assign':
      case 'priority':
      case 'queue':
      case 'snooze':
      case 'merge':
      case 'language':
        return isOpen;
    }
  }

  function run(name: ActName): void {
    const detail = shown();
    if (!detail || !allowed(name)) return;
    switch (name) {
      case 'take':
      case 'release':
      case 'reopen':
      case 'wake':
      case 'unblock':
        desk.act({ kind: name });
        return;
      case 'up':
        desk.act({ kind: 'tier', tier: 3 });
        return;
      case 'assign':
      case 'priority':
      case 'queue':
      case 'language':
        choose[name](detail);
        return;
      case 'snooze':
        choose.snooze();
        return;
      case 'merge':
        mergeDialog(desk, detail, text);
        return;
      case 'block':
        askToBlock(detail);
        return;
      case 'close':
        askToClose(detail);
        return;
      case 'closeUnasked':
        desk.act({ kind: 'close', unasked: true });
    }
  }

  function askToClose({ row }: TicketDetail): void {
    confirmDialog(
      {
        title: acts.closeQuestion(row.number),
        explained: acts.closeExplained,
        yes: acts.closeAsk,
        no: text.cancel,
        ...(desk.isManager && {
          other: { label: acts.closeUnasked, run: () => desk.act({ kind: 'close', unasked: true }) },
        }),
      },
      () => desk.act({ kind: 'close' }),
    );
  }

  function askToBlock({ row }: TicketDetail): void {
    const name = row.customerName === '' ? text.nameless : row.customerName;
    confirmDialog(
      {
        title: acts.blockQuestion(name),
        explained: acts.blockExplained,
        yes: acts.block,
        no: text.cancel,
        grave: true,
      },
      () => desk.act({ kind: 'block' }),
    );
  }

  return {
    get detail() {
      return shown();
    },
    allowed,
    run,
    all() {
      const options = NAMES.filter(allowed).map((name) => ({
        id: name,
        label: acts[name],
        icon: ACT_ICONS[name],
        ...(ACT_KEYS[name] !== undefined && { key: ACT_KEYS[name] }),
        run: () => run(name),
      }));
      if (options.length > 0) {
        palette({ title: acts.all, placeholder: acts.narrow, nothing: acts.nothing, options });
      }
    },
  };
}
