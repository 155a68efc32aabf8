// Formatted text as DOM. A link is followed only to the schemes that the model allows.
import type { Block, RichText, Span } from '../../../model/rich-text.ts';
import { h } from './dom.ts';

const SAFE_LINK = /^(?:https?:|mailto:|tel:)/iu;

export function richView(text: RichText): HTMLElement[] {
  return text.map(blockView);
}

function blockView(block: Block): HTMLElement {
  switch (block.kind) {
    case 'paragraph':
      return h('p', {}, ...spans(block.spans));
    case 'heading':
      return h('p', { class: 'rich-heading' }, ...spans(block.spans));
    case 'list':
      return h(block.ordered ? 'ol' : 'ul', {}, ...block.items.map((item) => h('li', {}, ...spans(item))));
    case 'code':
      return h('pre', {}, h('code', {}, block.text));
  }
}

function spans(list: readonly Span[]): (Node | string)[] {
  return list.map((span) => {
    switch (span.kind) {
      case 'text':
        return span.text;
      case 'strong':
        return h('strong', {}, ...spans(span.spans));
      case 'emphasis':
        return h('em', {}, ...spans(span.spans));
      case 'code':
        return h('code', {}, span.text);
      case 'break':
        return h('br');
      case 'link':
        if (!SAFE_LINK.test(span.href)) return h('span', {}, ...spans(span.spans));
        return h(
          'a',
          { href: span.href, target: '_blank', rel: 'noopener noreferrer' },
          ...spans(span.spans),
        );
    }
  });
}
