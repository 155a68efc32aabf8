// The reply box: reply or note, text, files, send. What it holds lives in the drafts.
import { MAX_FILES, MAX_TEXT_LENGTH, type TicketDetail } from '../wire.ts';
import type { Desk } from './desk.ts';
import { h, setAttribute, showList } from './dom.ts';
import type { Drafts, Upload } from './drafts.ts';
import { icon } from './icons.ts';
import { problemText } from './problem-text.ts';
import type { Text } from './text.ts';

export interface ComposerView {
  readonly element: HTMLElement;
  update(detail: TicketDetail): void;
  /** Puts the cursor into the box, for a reply or a note. */
  focus(kind: 'reply' | 'note'): void;
  attach(files: Iterable<File>): void;
}

const COUNT_FROM_LEFT = 500;
/** On a touch screen Enter makes a new line, as people are used to there. */
const typesOnGlass = matchMedia('(pointer: coarse)');

export function composerView(
  desk: Desk,
  drafts: Drafts,
  text: Text,
  warn: (words: string) => void,
): ComposerView {
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
  const box = h('textarea', { rows: 1, class: 'box', oninput: written, onkeydown: pressed, onpaste: pasted });
  const picker = h('input', { type: 'file', multiple: true, hidden: true, tabindex: -1 });
  picker.addEventListener('change', () => {
    attach(picker.files ?? []);
    picker.value = '';
  });
  const clip = h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': words.attach,
      title: words.attach,
      onclick: () => picker.click(),
    },
    icon('clip'),
  );
  const left = h('span', { class: 'remaining', role: 'status' });
  const sendWords = h('span', {});
  const send = h('button', { type: 'submit', class: 'button primary send' }, sendWords, icon('send'));
  const chips = h('div', { class: 'chips' });
  const form = h(
    'form',
    { class: 'composer', onsubmit: submitted },
    h('div', { class: 'modes', role: 'group', 'aria-label': words.modes }, ...modes),
    h(
      'div',
      { class: 'box-frame' },
      box,
      chips,
      h(
        'div',
        { class: 'composer-bar' },
        clip,
        picker,
        h('span', { class: 'keys-hint' }, words.keys),
        left,
        send,
      ),
    ),
  );
  const closed = h('p', { class: 'composer-closed' }, icon('check'), words.closed);
  const element = h('div', { class: 'composer-area' }, form, closed);

  function written(): void {
    const startsNote = !drafts.of(ticket()).note && box.value.startsWith('//');
    if (startsNote) box.value = box.value.slice(2).trimStart();
    drafts.write(ticket(), { text: box.value, ...(startsNote && { note: true }) });
    show();
  }

  function pressed(event: KeyboardEvent): void {
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
    const { text: draft, note, uploads } = drafts.of(ticket());
    const files = uploads.flatMap((upload) => (upload.sealed ? [upload.sealed] : []));
    desk.say(note ? 'note' : 'reply', draft.trim(), files);
    drafts.clear(ticket());
    box.value = '';
    box.focus();
    show();
  }

  function canSend(): boolean {
    const draft = drafts.of(ticket());
    const ready = draft.uploads.every((upload) => upload.sealed);
    const length = draft.text.trim().length;
    return ready && length <= MAX_TEXT_LENGTH && (length > 0 || draft.uploads.length > 0);
  }

  function attach(files: Iterable<File>): void {
    for (const file of files) {
      if (drafts.of(ticket()).uploads.length < MAX_FILES) drafts.attach(ticket(), file);
      else warn(words.tooMany(MAX_FILES));
    }
  }

  function focus(kind: 'reply' | 'note'): void {
    drafts.write(ticket(), { note: kind === 'note' });
    show();
    box.focus();
  }

  function show(): void {
    const draft = drafts.of(ticket());
    const kind = draft.note ? 'note' : 'reply';
    const name = detail?.row.customerName ?? '';
    const hint = draft.note ? words.noteHint : words.replyHint(name === '' ? text.nameless : name);
    form.classList.toggle('is-note', draft.note);
    for (const mode of modes) setAttribute(mode, 'aria-pressed', String(mode.classList.contains(kind)));
    box.placeholder = hint;
    box.setAttribute('aria-label', hint);
    sendWords.textContent = draft.note ? words.saveNote : words.send;
    send.disabled = !canSend();
    const remaining = MAX_TEXT_LENGTH - draft.text.trim().length;
    left.textContent = remaining < COUNT_FROM_LEFT ? words.left(remaining) : '';
    left.classList.toggle('over', remaining < 0);
    showList(chips, draft.uploads, {
      key: ({ name: file, preview = '' }) => `${file} ${preview}`,
      print: (upload) => JSON.stringify(upload),
      make: (upload) => chip(upload),
    });
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }

  function chip(upload: Upload): HTMLElement {
    const { name, preview, sealed, problem } = upload;
    const state = problem ? 'failed' : sealed ? 'done' : 'uploading';
    return h(
      'div',
      { class: `chip ${state}` },
      preview ? h('img', { src: preview, alt: '' }) : icon('file'),
      h(
        'span',
        { class: 'chip-words' },
        h('span', { class: 'file-name' }, name),
        problem && h('span', { class: 'chip-problem', role: 'alert' }, problemText(problem, text)),
        state === 'uploading' && h('span', { class: 'chip-state' }, words.uploading),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button small',
          'aria-label': words.remove(name),
          onclick: () => drafts.detach(ticket(), upload),
        },
        icon('close'),
      ),
    );
  }

  return {
    element,
    focus,
    attach,
    update(next) {
      const isOther = next.row.id !== ticket();
      detail = next;
      const isClosed = next.row.status === 'closed';
      form.hidden = isClosed;
      closed.hidden = !isClosed;
      if (isOther) box.value = drafts.of(ticket()).text;
      show();
    },
  };
}
