// The reply box: reply or note, text, files, macros and articles, send. What it holds lives in the drafts.
import { MAX_FILES, MAX_TEXT_LENGTH, type TicketDetail } from '../wire.ts';
import { closedStrip } from './composer-closed.ts';
import { composerStrip } from './composer-strip.ts';
import type { Desk } from './desk.ts';
import { h, setAttribute, showList } from './dom.ts';
import type { Drafts } from './drafts.ts';
import { icon, type IconName } from './icons.ts';
import type { PickerTab } from './picker.ts';
import type { Text } from './text.ts';
import { uploadChip } from './upload-chip.ts';

export interface ComposerView {
  readonly element: HTMLElement;
  update(detail: TicketDetail): void;
  /** Puts the cursor into the box, for a reply or a note; without `kind` for what it was. */
  focus(kind?: 'reply' | 'note'): void;
  attach(files: Iterable<File>): void;
  /** Puts words behind what is in the box. */
  insert(words: string): void;
  /** Shows the draft again, after it was changed from elsewhere. */
  renew(): void;
}

export interface ComposerParts {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly text: Text;
  readonly warn: (words: string) => void;
  readonly pick: (tab: PickerTab) => void;
  /** Begins to change the operator's own latest reply. */
  readonly editLast: () => void;
}

const COUNT_FROM_LEFT = 500;
/** On a touch screen Enter makes a new line, as people are used to there. */
const typesOnGlass = matchMedia('(pointer: coarse)');

export function composerView({ desk, drafts, text, warn, pick, editLast }: ComposerParts): ComposerView {
  const words = text.composer;
  let detail: TicketDetail | undefined;
  const ticket = (): string => detail?.row.id ?? '';

  const modes = (['reply', 'note'] as const).map((kind) =>
    h(
      'button',
      { type: 'button', class: `mode ${kind}`, onclick: () => focus(kind) },
      kind === 'note' && icon('lock'),
      words[kind],
    ),
  );
  const suggested = h('div', { class: 'suggested', role: 'group', 'aria-label': text.suggested });
  const box = h('textarea', { rows: 1, class: 'box', oninput: written, onkeydown: pressed, onpaste: pasted });
  const picker = h('input', { type: 'file', multiple: true, hidden: true, tabindex: -1 });
  picker.addEventListener('change', () => {
    attach(picker.files ?? []);
    picker.value = '';
  });
  const tool = (sign: IconName, label: string, run: () => void): HTMLButtonElement =>
    h(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick: run },
      icon(sign),
    );
  const clip = tool('clip', words.attach, () => picker.click());
  const left = h('span', { class: 'remaining', role: 'status' });
  const sendWords = h('span', {});
  const send = h('button', { type: 'submit', class: 'button primary send' }, sendWords, icon('send'));
  const chips = h('div', { class: 'chips' });
  const above = h('div', { class: 'strips' });
  const form = h(
    'form',
    { class: 'composer', onsubmit: submitted },
    h(
      'div',
      { class: 'composer-top' },
      h('div', { class: 'modes', role: 'group', 'aria-label': words.modes }, ...modes),
      suggested,
    ),
    h(
      'div',
      { class: 'box-frame' },
      above,
      box,
      chips,
      h(
        'div',
        { class: 'composer-bar' },
        clip,
        picker,
        tool('bolt', text.picker.openMacros, () => pick('macros')),
        tool('book', text.picker.openArticles, () => pick('articles')),
        h('span', { class: 'keys-hint' }, words.keys),
        left,
        send,
      ),
    ),
  );
  const closed = closedStrip(desk, text);
  const element = h('div', { class: 'composer-area' }, form, closed.element);

  function written(): void {
    const { note, editing } = drafts.of(ticket());
    if (box.value === '/' && !note && !editing) {
      box.value = '';
      drafts.write(ticket(), { text: '' });
      pick('macros');
      return;
    }
    const startsNote = !note && !editing && box.value.startsWith('//');
    if (startsNote) box.value = box.value.slice(2).trimStart();
    drafts.write(ticket(), { text: box.value, ...(startsNote && { note: true }) });
    show();
  }

  function pressed(event: KeyboardEvent): void {
    const plainKey = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === 'Tab' && plainKey && !drafts.of(ticket()).editing) {
      event.preventDefault();
      focus(drafts.of(ticket()).note ? 'reply' : 'note');
    }
    if (event.key === 'ArrowUp' && plainKey && box.value === '') {
      event.preventDefault();
      editLast();
    }
    if (event.key === 'Escape' && drafts.of(ticket()).editing) {
      event.preventDefault();
      drafts.editDone(ticket());
      renew();
    }
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey || event.altKey) return;
    if (typesOnGlass.matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    form.requestSubmit();
  }

  function pasted(event: ClipboardEvent): void {
    const files = event.clipboardData?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    attach(files);
  }

  function submitted(event: SubmitEvent): void {
    event.preventDefault();
    if (!canSend()) return;
    const { text: draft, note, uploads, quoted, editing } = drafts.of(ticket());
    if (editing) {
      desk.act({ kind: 'edit', of: editing.ref, text: draft.trim() });
      drafts.editDone(ticket());
    } else {
      const files = uploads.flatMap((upload) => (upload.sealed ? [upload.sealed] : []));
      desk.say(note ? 'note' : 'reply', draft.trim(), files, note ? undefined : quoted);
      drafts.clear(ticket());
    }
    renew();
    box.focus();
  }

  function canSend(): boolean {
    const draft = drafts.of(ticket());
    const ready = draft.editing !== undefined || draft.uploads.every((upload) => upload.sealed);
    const length = draft.text.trim().length;
    const something = length > 0 || (draft.uploads.length > 0 && !draft.editing);
    return ready && length <= MAX_TEXT_LENGTH && something;
  }

  function attach(files: Iterable<File>): void {
    for (const file of files) {
      if (drafts.of(ticket()).uploads.length < MAX_FILES) drafts.attach(ticket(), file);
      else warn(words.tooMany(MAX_FILES));
    }
  }

  function focus(kind?: 'reply' | 'note'): void {
    if (kind) drafts.write(ticket(), { note: kind === 'note' });
    show();
    box.focus();
  }

  function renew(): void {
    box.value = drafts.of(ticket()).text;
    show();
  }

  function show(): void {
    const draft = drafts.of(ticket());
    const kind = draft.note ? 'note' : 'reply';
    const name = detail?.row.customerName ?? '';
    const hint = draft.note ? words.noteHint : words.replyHint(name === '' ? text.nameless : name);
    form.classList.toggle('is-note', draft.note);
    form.classList.toggle('is-edit', draft.editing !== undefined);
    for (const mode of modes) setAttribute(mode, 'aria-pressed', String(mode.classList.contains(kind)));
    box.placeholder = hint;
    box.setAttribute('aria-label', hint);
    sendWords.textContent = draft.editing ? words.saveEdit : draft.note ? words.saveNote : words.send;
    send.disabled = !canSend();
    const remaining = MAX_TEXT_LENGTH - draft.text.trim().length;
    left.textContent = remaining < COUNT_FROM_LEFT ? words.left(remaining) : '';
    left.classList.toggle('over', remaining < 0);
    showStrip();
    showList(chips, draft.editing ? [] : draft.uploads, {
      key: ({ name: file, preview = '' }) => `${file} ${preview}`,
      print: (upload) => JSON.stringify(upload),
      make: (upload) => uploadChip(upload, text, () => drafts.detach(ticket(), upload)),
    });
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }

  function showStrip(): void {
    const strip = composerStrip(drafts.of(ticket()), text, () => {
      if (drafts.of(ticket()).editing) drafts.editDone(ticket());
      else drafts.quote(ticket(), undefined);
      renew();
      box.focus();
    });
    above.replaceChildren(...(strip ? [strip] : []));
  }

  return {
    element,
    focus,
    attach,
    renew,
    insert(more) {
      const { text: draft } = drafts.of(ticket());
      drafts.write(ticket(), { text: draft.trim() === '' ? more : `${draft.trimEnd()}\n${more}` });
      renew();
      box.focus();
    },
    update(next) {
      const isOther = next.row.id !== ticket();
      detail = next;
      form.hidden = next.row.status === 'closed';
      closed.update(next.row);
      showList(suggested, next.suggested, {
        key: ({ article }) => article,
        print: ({ title }) => title,
        make: ({ article, title }) =>
          h(
            'button',
            { type: 'button', class: 'suggestion', title, onclick: () => pick({ article, title }) },
            icon('book'),
            h('span', {}, title),
          ),
      });
      if (isOther) renew();
      else show();
    },
  };
}
