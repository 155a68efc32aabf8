// RichText as DOM nodes, for the message bubbles.
import type { Block, RichText, Span } from '../../../model/rich-text.ts';
import { h } from './dom.ts';

export function formatted(text: RichText): Node[] {
  return text.map(block);
}

/** Unformatted words of a person: line breaks stay, addresses become links. */
export function unformatted(text: string): Node[] {
  return [h('p', { class: 'plain' }, ...withLinks(text))];
}

/** True for the addresses that a message may link to. */
export function isSafeLink(href: string): boolean {
  return URL.canParse(href) && ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(href).protocol);
}

function block(part: Block): Node {
  switch (part.kind) {
    case 'paragraph':
      return h('p', {}, ...spans(part.spans));
    case 'heading':
      return h('p', { class: 'heading' }, h('strong', {}, ...spans(part.spans)));
    case 'list':
      return h(part.ordered ? 'ol' : 'ul', {}, ...part.items.map((item) => h('li', {}, ...spans(item))));
    case 'code':
      return h('pre', {}, h('code', {}, part.text));
  }
}

function spans(list: readonly Span[], inLink = false): Node[] {
  return list.flatMap((span): Node[] => {
    switch (span.kind) {
      case 'text':
        return inLink ? [document.createTextNode(span.text)] : withLinks(span.text);
      case 'strong':
        return [h('strong', {}, ...spans(span.spans, inLink))];
      case 'emphasis':
        return [h('em', {}, ...spans(span.spans, inLink))];
      case 'code':
        return [h('code', {}, span.text)];
      case 'break':
        return [h('br')];
      case 'link':
        return inLink || !isSafeLink(span.href)
          ? spans(span.spans, inLink)
          : [link(span.href, spans(span.spans, true))];
    }
  });
}

function withLinks(text: string): Node[] {
  return text
    .split(/(https?:\/\/[^\s<>]*[^\s<>.,:;!?)\]}"'»”])/u)
    .map((part, index) =>
      index % 2 === 1 && isSafeLink(part)
        ? link(part, [document.createTextNode(part)])
        : document.createTextNode(part),
    );
}

function link(href: string, words: readonly Node[]): Node {
  const away = href.startsWith('http');
  return h('a', { href, rel: 'noopener noreferrer', target: away ? '_blank' : undefined }, ...words);
}
