// Markdown as our authors write it, turned into the rich text that every channel can render. Raw HTML never passes.
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { BlockContent, DefinitionContent, ListItem, PhrasingContent, RootContent } from 'mdast';
import type { Block, RichText, Span } from '../model/rich-text.ts';
import { plainMarkdown } from './plain-markdown.ts';

/**
 * Never throws. Images become a link to themselves (their alternative text when the address is not allowed); links other
 * than http, https, mailto and tel keep only their words; HTML is dropped.
 */
export function parseMarkdown(source: string): RichText {
  const nodes = plainMarkdown(source) ?? fromMarkdown(source).children;
  const definitions = new Map<string, string>();
  for (const node of nodes) {
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
  }
  return nodes.flatMap((node) => toBlocks(node, definitions));
}

/** Text that reads as itself inside Markdown: a customer's name with stars in it stays a name with stars. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&#|~!()]/gu, '\\$&')
    .replace(/^(\s*)([-+=])/gmu, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/gmu, '$1\\$2');
}

type Definitions = ReadonlyMap<string, string>;

const ALLOWED_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** A quote or a list deeper than this keeps its words and loses its shape. */
const MAX_DEPTH = 20;

function toBlocks(
  node: RootContent | BlockContent | DefinitionContent,
  definitions: Definitions,
  depth = 0,
): Block[] {
  switch (node.type) {
    case 'paragraph':
      return blockOf('paragraph', node.children, definitions);
    case 'heading':
      return blockOf('heading', node.children, definitions);
    case 'code':
      return [{ kind: 'code', text: node.value }];
    case 'blockquote':
      return depth > MAX_DEPTH
        ? []
        : node.children.flatMap((child) => toBlocks(child, definitions, depth + 1));
    case 'list': {
      const items = node.children
        .flatMap((item) => toItems(item, definitions, depth))
        .filter((item) => item.length > 0);
      return items.length === 0 ? [] : [{ kind: 'list', ordered: node.ordered === true, items }];
    }
    default:
      return [];
  }
}

function blockOf(
  kind: 'paragraph' | 'heading',
  children: readonly PhrasingContent[],
  definitions: Definitions,
): Block[] {
  const spans = toSpans(children, definitions);
  return spans.length === 0 ? [] : [{ kind, spans }];
}

/** An item holds one line of spans; an inner list follows its parent as items of the same list. */
function toItems(item: ListItem, definitions: Definitions, depth: number): Span[][] {
  const own: Span[] = [];
  const inner: Span[][] = [];
  for (const child of item.children) {
    if (child.type === 'list') {
      if (depth <= MAX_DEPTH)
        inner.push(...child.children.flatMap((deeper) => toItems(deeper, definitions, depth + 1)));
      continue;
    }
    for (const block of toBlocks(child, definitions, depth + 1)) {
      const spans: readonly Span[] =
        block.kind === 'code'
          ? [{ kind: 'code', text: block.text }]
          : block.kind === 'list'
            ? block.items.flat()
            : block.spans;
      if (own.length > 0) own.push({ kind: 'break' });
      own.push(...spans);
    }
  }
  return [own, ...inner];
}

function toSpans(nodes: readonly PhrasingContent[], definitions: Definitions): Span[] {
  return nodes.flatMap((node) => toSpan(node, definitions));
}

function toSpan(node: PhrasingContent, definitions: Definitions): Span[] {
  switch (node.type) {
    case 'text':
      return node.value.split('\n').flatMap((line, index): Span[] => {
        const words: Span[] = line === '' ? [] : [{ kind: 'text', text: line }];
        return index === 0 ? words : [{ kind: 'text', text: ' ' }, ...words];
      });
    case 'strong':
      return wrap('strong', toSpans(node.children, definitions));
    case 'emphasis':
      return wrap('emphasis', toSpans(node.children, definitions));
    case 'inlineCode':
      return [{ kind: 'code', text: node.value }];
    case 'break':
      return [{ kind: 'break' }];
    case 'link':
      return link(node.url, toSpans(node.children, definitions));
    case 'linkReference':
      return link(definitions.get(node.identifier), toSpans(node.children, definitions));
    case 'image':
      return image(node.url, node.alt);
    case 'imageReference':
      return image(definitions.get(node.identifier), node.alt);
    default:
      return [];
  }
}

function wrap(kind: 'strong' | 'emphasis', spans: readonly Span[]): Span[] {
  return spans.length === 0 ? [] : [{ kind, spans }];
}

function image(url: string | undefined, alt: string | null | undefined): Span[] {
  const words = alt === null || alt === undefined || alt === '' ? url : alt;
  return words === undefined ? [] : link(url, [{ kind: 'text', text: words }]);
}

function link(url: string | undefined, spans: readonly Span[]): Span[] {
  const href = url === undefined ? undefined : allowedAddress(url);
  if (href === undefined) return [...spans];
  return [{ kind: 'link', href, spans: spans.length === 0 ? [{ kind: 'text', text: href }] : spans }];
}

function allowedAddress(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed !== null && ALLOWED_SCHEMES.has(parsed.protocol) ? url : undefined;
}
