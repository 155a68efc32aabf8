// One message on the screen: its bubble, the words that it quotes, and what an edit or a removal makes of it.
import { h } from './dom.ts';
import type { Words } from './words.ts';

export interface Row {
  readonly element: HTMLElement;
  /** The words alone, for quotes. */
  readonly plain: string;
}

interface Parts {
  /** Classes: `mine` or `theirs`, and who spoke. */
  readonly kind: string;
  /** Who is speaking, above the bubble. */
  readonly who: Node;
  readonly quoted?: string | undefined;
  readonly text: readonly Node[];
  readonly files: readonly Node[];
  readonly plain: string;
  readonly at: Date;
  readonly edited: boolean;
}

/** Most characters of a quote that are shown. */
const MAX_QUOTE = 160;

export function createRows(locale: string, words: Words) {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const filesOf = new WeakMap<HTMLElement, readonly Node[]>();

  const stampOf = (at: Date, edited: boolean): HTMLElement => {
    const mark = edited ? h('span', { class: 'edited' }, `${words.edited} `) : undefined;
    return h('time', { datetime: at.toISOString() }, mark, time.format(at));
  };

  return {
    make({ kind, who, quoted, text, files, plain, at, edited }: Parts): Row {
      const bubble = h('div', { class: 'bubble' }, ...inOrder(kind, text, files), stampOf(at, edited));
      const quote = quoted === undefined ? undefined : h('blockquote', {}, quoteOf(quoted));
      const element = h('div', { class: `row ${kind}` }, who, quote, bubble);
      filesOf.set(element, files);
      return { element, plain };
    },
    /** Other words in the same place; files stay. */
    change({ element }: Row, text: readonly Node[], plain: string): Row {
      const bubble = element.querySelector('.bubble');
      const at = new Date(element.querySelector('time')?.dateTime ?? 0);
      const content = inOrder(element.className, text, filesOf.get(element) ?? []);
      bubble?.replaceChildren(...content, stampOf(at, true));
      return { element, plain };
    },
    /** Nothing is left of it but the place. */
    empty({ element }: Row): Row {
      element.querySelector('blockquote')?.remove();
      element.classList.add('gone');
      const stamp = element.querySelector('time') ?? undefined;
      stamp?.querySelector('.edited')?.remove();
      const left = [h('p', {}, words.removed), stamp].filter((node) => node !== undefined);
      element.querySelector('.bubble')?.replaceChildren(...left);
      return { element, plain: words.removed };
    },
  };
}

/** A customer's photo has its caption below it; with ours the words come first. */
function inOrder(kind: string, text: readonly Node[], files: readonly Node[]): readonly Node[] {
  return /\bmine\b/u.test(kind) ? [...files, ...text] : [...text, ...files];
}

function quoteOf(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE).trimEnd()}…` : line;
}
