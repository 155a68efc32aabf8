// The right side: who it is and what can be done, the case, the conversation, the reply box.
import type { Move, TicketDetail } from '../wire.ts';
import { avatar } from './avatar.ts';
import { cardView } from './card-view.ts';
import { composerView, type ComposerView } from './composer-view.ts';
import type { Desk } from './desk.ts';
import { h, setAttribute, showList } from './dom.ts';
import type { Drafts } from './drafts.ts';
import { icon, type IconName } from './icons.ts';
import { priorityMark, statusMark } from './marks.ts';
import type { Text } from './text.ts';
import { threadView } from './thread-view.ts';

export interface ConversationView {
  readonly element: HTMLElement;
  readonly composer: ComposerView;
  update(): void;
}

export interface ConversationParts {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly text: Text;
  readonly warn: (words: string) => void;
  readonly askToClose: () => void;
}

const MOVE_ICONS: Readonly<Record<Move, IconName>> = { take: 'hand', release: 'undo', close: 'check' };
const CARD_SHUT = 'firstline.desk.card-shut';

export function conversationView({
  desk,
  drafts,
  text,
  warn,
  askToClose,
}: ConversationParts): ConversationView {
  const composer = composerView(desk, drafts, text, warn);
  const thread = threadView(desk, text);
  const card = h('aside', { class: 'card', id: 'card', 'aria-label': text.details });
  const people = h('div', { class: 'head-people' });
  const moves = h('div', { class: 'head-moves' });
  const cardSwitch = h(
    'button',
    {
      type: 'button',
      class: 'icon-button card-switch',
      'aria-label': text.details,
      title: text.details,
      'aria-controls': 'card',
      onclick: switchCard,
    },
    icon('info'),
  );
  const head = h(
    'header',
    { class: 'head' },
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button back',
        'aria-label': text.back,
        onclick: () => desk.select(undefined),
      },
      icon('back'),
    ),
    people,
    moves,
    cardSwitch,
  );
  const drop = h('div', { class: 'drop' }, icon('clip'), text.composer.dropHere);
  const open = h('div', { class: 'conversation' }, head, card, thread.element, composer.element, drop);
  const nothing = h(
    'div',
    { class: 'nothing' },
    h('span', { class: 'nothing-icon' }, icon('inbox')),
    h('h2', {}),
    h('p', {}),
  );
  const element = h('main', { class: 'right' }, nothing, open);

  let shut =
    localStorage.getItem(CARD_SHUT) === null ? innerWidth < 700 : localStorage.getItem(CARD_SHUT) === 'yes';
  function switchCard(): void {
    shut = !shut;
    localStorage.setItem(CARD_SHUT, shut ? 'yes' : 'no');
    showCardSwitch();
  }
  function showCardSwitch(): void {
    open.classList.toggle('card-shut', shut);
    setAttribute(cardSwitch, 'aria-expanded', String(!shut));
  }
  showCardSwitch();

  let dragging = 0;
  const drag = (step: number) => (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dragging = step === 0 ? 0 : dragging + step;
    open.classList.toggle('dropping', dragging > 0);
  };
  open.addEventListener('dragenter', drag(1));
  open.addEventListener('dragleave', drag(-1));
  open.addEventListener('dragover', (event) => event.preventDefault());
  open.addEventListener('drop', (event) => {
    drag(0)(event);
    composer.attach(event.dataTransfer?.files ?? []);
  });

  return {
    element,
    composer,
    update() {
      const { selected, detail, problem, moving } = desk.state;
      const shown = detail?.row.id === selected ? detail : undefined;
      open.hidden = !shown;
      nothing.hidden = shown !== undefined;
      nothing.classList.toggle('loading', selected !== undefined && !problem);
      const [title, hint] = problem ? [text.notFound, ''] : [text.nothingSelected, text.nothingSelectedHint];
      nothing.children[1]?.replaceChildren(title);
      nothing.children[2]?.replaceChildren(hint);
      if (!shown) return;
      one(people, shown, () => peopleView(shown, text));
      one(card, shown, () => cardView(shown, desk.operator.id, text));
      showList(moves, shown.actions, {
        key: (move) => move,
        print: (move) => `${move} ${moving ?? ''} ${shown.actions.join()}`,
        make: (move) => moveButton(move, shown, moving),
      });
      composer.update(shown);
      thread.update(shown);
    },
  };

  function moveButton(move: Move, { actions }: TicketDetail, moving: Move | undefined): HTMLElement {
    const isFirst = move === 'take' && actions.includes('take');
    return h(
      'button',
      {
        type: 'button',
        class: `button ${isFirst ? 'primary' : ''}${moving === move ? ' busy' : ''}`,
        'data-move': move,
        disabled: moving !== undefined,
        title: text.moves[move],
        onclick: () => (move === 'close' ? askToClose() : desk.move(move)),
      },
      icon(MOVE_ICONS[move]),
      h('span', {}, text.moves[move]),
    );
  }
}

/** Shows one node made from `detail` without entries, kept while nothing in it changes. */
function one(parent: HTMLElement, detail: TicketDetail, make: () => HTMLElement): void {
  const { row, statusLabel, lines, tried, files } = detail;
  const steady = { ...row, changedAt: 0, newsAt: 0, last: undefined };
  showList(parent, [detail], {
    key: () => row.id,
    print: () => JSON.stringify([steady, statusLabel, lines, tried, files]),
    make,
  });
}

function peopleView({ row, statusLabel }: TicketDetail, text: Text): HTMLElement {
  const name = row.customerName === '' ? text.nameless : row.customerName;
  return h(
    'div',
    { class: 'who' },
    avatar(name),
    h(
      'div',
      { class: 'who-words' },
      h('h2', {}, name),
      h(
        'p',
        {},
        h('span', { class: 'who-number' }, `#${row.number}`),
        statusMark(row.status, text, statusLabel),
        priorityMark(row.priority, text),
        row.tier === 3 && h('span', { class: 'mark plain' }, text.tier3),
        h('span', { class: 'who-subject' }, row.subject),
      ),
    ),
  );
}
