// What can be done with one thing said: quote it, copy it, change or take back one's own reply.
import { toPlainText } from '../../../model/rich-text.ts';
import type { Entry } from '../wire.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { menuButton, type MenuItem } from './menu.ts';
import type { Text } from './text.ts';

export interface EntryActs {
  /** The id of the operator who looks. */
  readonly me: string;
  /** False where nothing can be said any more. */
  readonly open: boolean;
  quote(entry: Entry): void;
  edit(entry: Entry): void;
  remove(entry: Entry): void;
  /** Leads to what was said under that ref. */
  show(ref: string): void;
}

export function bubbleTools(entry: Entry, acts: EntryActs, text: Text): HTMLElement {
  const { tools } = text;
  const quotable = acts.open && canQuote(entry);
  const items: MenuItem[] = [
    {
      label: tools.copy,
      icon: 'copy',
      run: () => void navigator.clipboard.writeText(toPlainText(entry.text)),
    },
  ];
  if (quotable) items.unshift({ label: tools.quote, icon: 'quote', run: () => acts.quote(entry) });
  if (acts.open && isOwnReply(entry, acts.me)) {
    items.push(
      { label: tools.edit, icon: 'pencil', run: () => acts.edit(entry) },
      { label: tools.remove, icon: 'trash', grave: true, run: () => acts.remove(entry) },
    );
  }
  return h(
    'div',
    { class: 'tools' },
    quotable &&
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button small quote-button',
          'aria-label': tools.quote,
          title: tools.quote,
          onclick: () => acts.quote(entry),
        },
        icon('quote'),
      ),
    menuButton(tools.more, () => items),
  );
}

export function canQuote({ ref, author, state }: Entry): boolean {
  return ref !== undefined && author.kind !== 'note' && state !== 'removed';
}

/** A reply of this operator that the customer has, or is about to have. */
export function isOwnReply({ ref, author, state, delivery }: Entry, me: string): boolean {
  return (
    ref !== undefined &&
    author.kind === 'operator' &&
    author.operator.id === me &&
    state !== 'removed' &&
    delivery !== 'failed' &&
    delivery !== 'withheld'
  );
}
