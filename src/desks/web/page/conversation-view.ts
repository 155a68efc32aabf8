// The right side: the head, the conversation, the reply box, and the panel beside them.
import { toPlainText } from '../../../model/rich-text.ts';
import type { Entry } from '../wire.ts';
import type { Acts } from './acts.ts';
import { canQuote, isOwnReply } from './bubble-tools.ts';
import { composerView, type ComposerView } from './composer-view.ts';
import { conversationHead } from './conversation-head.ts';
import type { Desk } from './desk.ts';
import { confirmDialog } from './dialogs.ts';
import { h } from './dom.ts';
import type { Drafts } from './drafts.ts';
import { icon } from './icons.ts';
import { panelView } from './panel-view.ts';
import { openPicker, type PickerTab } from './picker.ts';
import type { Text } from './text.ts';
import { threadView } from './thread-view.ts';

export interface ConversationView {
  readonly element: HTMLElement;
  readonly composer: ComposerView;
  /** Opens the ready words; nothing while no open request is shown. */
  pick(tab: PickerTab): void;
  /** Begins to change the operator's own latest reply. */
  readonly editLast: () => void;
  /** Begins a reply to the customer's latest message. */
  readonly quoteLast: () => void;
  update(): void;
}

export interface ConversationParts {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly text: Text;
  readonly acts: Acts;
  readonly warn: (words: string) => void;
}

const MAX_QUOTED = 120;

export function conversationView({ desk, drafts, text, acts, warn }: ConversationParts): ConversationView {
  const composer = composerView({ desk, drafts, text, warn, pick, editLast });
  const thread = threadView(desk, text, { quote, edit, remove });
  const panel = panelView(desk, text);
  const head = conversationHead(desk, text, acts);
  const drop = h('div', { class: 'drop' }, icon('clip'), text.composer.dropHere);
  const shade = h('div', { class: 'panel-shade', onclick: () => desk.showPanel(false) });
  const open = h(
    'div',
    { class: 'conversation' },
    head.element,
    thread.element,
    composer.element,
    shade,
    panel.element,
    drop,
  );
  const nothing = h(
    'div',
    { class: 'nothing' },
    h('span', { class: 'nothing-icon' }, icon('inbox')),
    h('h2', {}),
    h('p', {}),
  );
  const element = h('main', { class: 'right' }, nothing, open);

  function quote(entry: Entry): void {
    if (acts.detail === undefined || entry.ref === undefined) return;
    const words = toPlainText(entry.text).replace(/\s+/gu, ' ').trim();
    const shown = words === '' ? entry.files.map((file) => file.name).join(', ') : words;
    drafts.quote(acts.detail.row.id, { ref: entry.ref, text: shown.slice(0, MAX_QUOTED) });
    composer.renew();
    composer.focus('reply');
  }

  function edit(entry: Entry): void {
    if (acts.detail === undefined || entry.ref === undefined) return;
    drafts.edit(acts.detail.row.id, entry.ref, toPlainText(entry.text));
    composer.renew();
    composer.focus();
  }

  function editLast(): void {
    const last = acts.detail?.entries.findLast((entry) => isOwnReply(entry, desk.operator.id));
    if (last && acts.detail?.row.status !== 'closed') edit(last);
  }

  function quoteLast(): void {
    const last = acts.detail?.entries.findLast(
      (entry) => entry.author.kind === 'customer' && canQuote(entry),
    );
    if (last && acts.detail?.row.status !== 'closed') quote(last);
  }

  function remove({ ref }: Entry): void {
    if (ref === undefined) return;
    const { removeQuestion, removeExplained, remove: yes } = text.tools;
    confirmDialog(
      { title: removeQuestion, explained: removeExplained, yes, no: text.cancel, grave: true },
      () => desk.act({ kind: 'delete', of: ref }),
    );
  }

  function pick(tab: PickerTab): void {
    const { detail } = acts;
    if (!detail || detail.row.status === 'closed') return;
    openPicker(tab, {
      desk,
      ticket: detail.row.id,
      text,
      insert: (words) => composer.insert(words),
      note: () => composer.focus('note'),
    });
  }

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
    pick,
    editLast,
    quoteLast,
    update() {
      const { selected, problem, panel: panelOpen } = desk.state;
      const shown = acts.detail;
      open.hidden = !shown;
      nothing.hidden = shown !== undefined;
      nothing.classList.toggle('loading', selected !== undefined && !problem);
      const [title, hint] = problem ? [text.notFound, ''] : [text.nothingSelected, text.nothingSelectedHint];
      nothing.children[1]?.replaceChildren(title);
      nothing.children[2]?.replaceChildren(hint);
      if (!shown) return;
      open.classList.toggle('panel-open', panelOpen);
      head.update(shown);
      panel.update(shown);
      composer.update(shown);
      thread.update(shown);
    },
  };
}
