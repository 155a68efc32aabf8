// A file in the reply box: its picture or sign, its name, and how its upload stands.
import { h } from './dom.ts';
import type { Upload } from './drafts.ts';
import { icon } from './icons.ts';
import { problemText } from './problem-text.ts';
import type { Text } from './text.ts';

export function uploadChip(upload: Upload, text: Text, remove: () => void): HTMLElement {
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
      state === 'uploading' && h('span', { class: 'chip-state' }, text.composer.uploading),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button small',
        'aria-label': text.composer.remove(name),
        onclick: remove,
      },
      icon('close'),
    ),
  );
}
