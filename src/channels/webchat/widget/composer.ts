// Where the customer writes: the text field, the attachments chosen but not yet sent, paste and drop.
import { h, icon } from './dom.ts';
import type { Words } from './words.ts';

export interface Composer {
  readonly element: HTMLElement;
  focus(): void;
  /** Puts words into the field for the customer to send. */
  propose(text: string): void;
  /** Takes files over from paste or drop anywhere in the panel. */
  addFiles(files: Iterable<File>): void;
  /** A line of warning above the field until the next thing is sent. */
  warn(text: string): void;
}

export const MAX_TEXT = 4000;
const MAX_FILES = 10;
const MAX_BYTES = 20 * 1024 * 1024;

export function createComposer(words: Words, send: (text: string, files: readonly File[]) => void): Composer {
  const field = h('textarea', {
    rows: '1',
    maxlength: String(MAX_TEXT),
    placeholder: words.placeholder,
    'aria-label': words.placeholder,
    enterkeyhint: 'send',
  });
  const picker = h('input', { type: 'file', multiple: true, hidden: true, tabindex: '-1' });
  const attach = h(
    'button',
    { type: 'button', class: 'plain-button', 'aria-label': words.attach },
    icon('attach'),
  );
  const submit = h('button', { type: 'submit', class: 'send', 'aria-label': words.send }, icon('send'));
  const previews = h('div', { class: 'previews', hidden: true });
  const warning = h('p', { class: 'warning', role: 'alert', hidden: true });
  const form = h('form', {}, attach, picker, field, submit);
  let files: readonly File[] = [];

  const warn = (text: string): void => {
    warning.textContent = text;
    warning.hidden = text === '';
  };

  const update = (): void => {
    field.style.height = 'auto';
    field.style.height = `${String(field.scrollHeight)}px`;
    submit.disabled = field.value.trim() === '' && files.length === 0;
  };

  const showFiles = (): void => {
    previews.replaceChildren(
      ...files.map((file) => {
        const remove = h(
          'button',
          { type: 'button', class: 'plain-button', 'aria-label': words.remove(file.name) },
          icon('close'),
        );
        remove.onclick = () => {
          files = files.filter((other) => other !== file);
          showFiles();
          field.focus();
        };
        const picture = file.type.startsWith('image/')
          ? h('img', { src: URL.createObjectURL(file), alt: '' })
          : icon('file');
        return h('div', { class: 'preview' }, picture, h('span', {}, file.name), remove);
      }),
    );
    previews.hidden = files.length === 0;
    update();
  };

  const addFiles: Composer['addFiles'] = (added) => {
    warn('');
    for (const file of added) {
      if (file.size > MAX_BYTES) warn(words.tooBig(file.name));
      else if (files.length >= MAX_FILES) warn(words.tooMany);
      else files = [...files, file];
    }
    showFiles();
    field.focus();
  };

  form.onsubmit = (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    const text = field.value.trim();
    const going = files;
    field.value = '';
    files = [];
    warn('');
    showFiles();
    field.focus();
    send(text, going);
  };
  field.oninput = update;
  field.onkeydown = (event) => {
    // Enter while an input method composes a word belongs to that word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  };
  field.onpaste = (event) => {
    const pasted = event.clipboardData?.files;
    if (pasted === undefined || pasted.length === 0) return;
    event.preventDefault();
    addFiles(pasted);
  };
  attach.onclick = () => picker.click();
  picker.onchange = () => {
    addFiles(picker.files ?? []);
    picker.value = '';
  };
  update();

  return {
    warn,
    element: h('div', { class: 'composer' }, warning, previews, form),
    focus: () => field.focus(),
    propose(text) {
      field.value = text;
      update();
      field.focus();
    },
    addFiles,
  };
}
