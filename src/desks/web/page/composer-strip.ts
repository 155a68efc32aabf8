// Above the reply box: what the reply quotes, or that an earlier reply is being changed.
import { h } from './dom.ts';
import type { Draft } from './drafts.ts';
import { icon, type IconName } from './icons.ts';
import type { Text } from './text.ts';

/** Undefined when there is nothing to say. `leave` gives it up. */
export function composerStrip(draft: Draft, text: Text, leave: () => void): HTMLElement | undefined {
  const { composer } = text;
  if (draft.editing) return strip('pencil', composer.editing, '', composer.stopEditing, leave);
  if (draft.note || !draft.quoted) return undefined;
  return strip('quote', composer.answering, draft.quoted.text, composer.stopQuoting, leave);
}

function strip(sign: IconName, label: string, words: string, stop: string, leave: () => void): HTMLElement {
  return h(
    'div',
    { class: 'strip' },
    icon(sign),
    h('span', { class: 'strip-words' }, h('b', {}, label), words !== '' && h('span', {}, words)),
    h(
      'button',
      { type: 'button', class: 'icon-button small', 'aria-label': stop, title: stop, onclick: leave },
      icon('close'),
    ),
  );
}
