// RichText as Markdown and back: what the bot means is what any Direct Line client shows.
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMarkdown } from '../../../src/channels/webchat/rich-text.ts';
import { parseMarkdown } from '../../../src/channels/webchat/widget/markdown.ts';
import type { Block, RichText, Span } from '../../../src/model/rich-text.ts';

const text = (words: string): Span => ({ kind: 'text', text: words });
const paragraph = (...spans: Span[]): Block => ({ kind: 'paragraph', spans });
const strong = (...spans: Span[]): Span => ({ kind: 'strong', spans });
const emphasis = (...spans: Span[]): Span => ({ kind: 'emphasis', spans });
const link = (href: string, ...spans: Span[]): Span => ({ kind: 'link', href, spans });

describe('toMarkdown', () => {
  test.each<[string, RichText, string]>([
    ['nothing', [], ''],
    ['words', [paragraph(text('Чайник не включается.'))], 'Чайник не включается.'],
    ['two paragraphs', [paragraph(text('a')), paragraph(text('b'))], 'a\n\nb'],
    ['a break', [paragraph(text('a'), { kind: 'break' }, text('b'))], 'a  \nb'],
    ['a heading', [{ kind: 'heading', spans: [text('Возврат')] }], '### Возврат'],
    [
      'strong and emphasis',
      [paragraph(strong(text('да')), text(' '), emphasis(text('нет')))],
      '**да** _нет_',
    ],
    ['emphasis in the middle of a word', [paragraph(text('не'), emphasis(text('льзя')))], 'не*льзя*'],
    ['spaces at the edge of a mark', [paragraph(strong(text('да ')), text('нет'))], '**да** нет'],
    ['two marks in a row', [paragraph(strong(text('а')), strong(text('б')))], '**аб**'],
    ['code with a backtick', [paragraph({ kind: 'code', text: 'a`b' })], '``a`b``'],
    ['a link', [paragraph(link('https://a.example/x', text('сайт')))], '[сайт](<https://a.example/x>)'],
    [
      'a link with brackets',
      [paragraph(link('https://a.example/(x)', text('[1]')))],
      '[\\[1\\]](<https://a.example/(x)>)',
    ],
    [
      'signs of formatting',
      [paragraph(text('2 * 3 <b> [x] a_b _c_ `d` \\'))],
      '2 \\* 3 \\<b\\> \\[x\\] a_b \\_c\\_ \\`d\\` \\\\',
    ],
    ['an entity', [paragraph(text('&lt; & co'))], '\\&lt; & co'],
    ['a number like a list', [paragraph(text('1. Июня'))], '1\\. Июня'],
    [
      'a dash and a hash at the start',
      [paragraph(text('- нет'), { kind: 'break' }, text('# да'))],
      '\\- нет  \n\\# да',
    ],
    ['a list', [{ kind: 'list', ordered: false, items: [[text('a')], [text('b')]] }], '- a\n- b'],
    ['a numbered list', [{ kind: 'list', ordered: true, items: [[text('a')], [text('b')]] }], '1. a\n2. b'],
    [
      'two lists in a row',
      [
        { kind: 'list', ordered: false, items: [[text('a')]] },
        { kind: 'list', ordered: false, items: [[text('b')]] },
      ],
      '- a\n\n* b',
    ],
    ['a code block with a fence in it', [{ kind: 'code', text: '```\nx' }], '````\n```\nx\n````'],
  ])('%s', (_name, rich, markdown) => {
    expect(toMarkdown(rich)).toBe(markdown);
  });

  const words = fc.stringMatching(
    /^[a-zа-яё0-9*_[\]()<>`#+\-.!\\&;:|~'"/]{1,8}( [a-zа-яё0-9*_[\]()<>`#+\-.!\\&;:|~'"/]{1,8}){0,3}$/u,
  );
  const wordSpan = fc.stringMatching(/^[a-zа-яё]{1,6}( [a-zа-яё]{1,6})?$/u).map(text);
  const marked = fc.oneof(
    wordSpan.map((span) => strong(span)),
    wordSpan.map((span) => emphasis(span)),
    fc.stringMatching(/^[a-z`*_]{1,6}$/u).map((code): Span => ({ kind: 'code', text: code })),
    wordSpan.map((span) => link('https://shop.example/a_b?c=(d)&e=*', span)),
  );
  const line = fc
    .tuple(words, fc.array(fc.tuple(marked, words), { maxLength: 3 }))
    .map(([first, rest]) => [
      text(first),
      ...rest.flatMap(([mark, after]) => [text(' '), mark, text(` ${after}`)]),
    ]);
  const block: fc.Arbitrary<Block> = fc.oneof(
    line.map((spans) => paragraph(...spans)),
    line.map((spans): Block => ({ kind: 'heading', spans })),
    fc
      .tuple(fc.boolean(), fc.array(line, { minLength: 1, maxLength: 3 }))
      .map(([ordered, items]): Block => ({ kind: 'list', ordered, items })),
    fc.stringMatching(/^[a-z`*# ]{1,12}$/u).map((code): Block => ({ kind: 'code', text: code })),
  );
  const rich = fc.array(block, { minLength: 1, maxLength: 4 });

  test('a CommonMark reader finds exactly what was meant', () => {
    fc.assert(
      fc.property(rich, (meant) => {
        const seen = fromMarkdown(toMarkdown(meant)).children.map(outline);
        expect(seen).toEqual(meant.map(outlineOf));
      }),
      { numRuns: 300 },
    );
  });

  test('our widget finds exactly what was meant', () => {
    fc.assert(
      fc.property(rich, (meant) => {
        expect(parseMarkdown(toMarkdown(meant)).map(outlineOf)).toEqual(meant.map(outlineOf));
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseMarkdown', () => {
  test.each<[string, string, RichText]>([
    ['HTML is words', '<b onclick=x>', [paragraph(text('<b onclick=x>'))]],
    ['a script address leaves only its words', '[x](javascript:alert(1))', [paragraph(emphasis(text('x')))]],
    ['a data address too', '[x](<data:text/html,1>)', [paragraph(emphasis(text('x')))]],
    ['an autolink', '<https://a.example>', [paragraph(link('https://a.example', text('https://a.example')))]],
    ['marks that never close', '**a *b `c [d](e', [paragraph(text('**a *b `c [d](e'))]],
    ['a price with stars', '5*4*3 и 2 * 2', [paragraph(text('5'), emphasis(text('4')), text('3 и 2 * 2'))]],
    ['snake_case_words', 'snake_case_words', [paragraph(text('snake_case_words'))]],
    ['lines of one paragraph', 'a\nb', [paragraph(text('a b'))]],
    ['an open fence', '```\na', [{ kind: 'code', text: 'a' }]],
    ['nothing', '', []],
  ])('%s', (_name, markdown, expected) => {
    expect(parseMarkdown(markdown)).toEqual(expected);
  });

  test('never throws and never hangs on any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[*_`[\]()<>\\\n a-]{0,60}$/u), (source) => {
        expect(Array.isArray(parseMarkdown(source))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('reads a long hostile text in no time', () => {
    const began = performance.now();
    for (const piece of ['*', '_a', '[', '`', '**a ', '[a](', '\\', '***a'])
      parseMarkdown(piece.repeat(2000));
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

/** Structure and words, without what readers may cut differently (neighbouring texts). */
function outlineOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return `${block.kind}: ${spansOutline(block.spans)}`;
    case 'list':
      return `${block.ordered ? 'ol' : 'ul'}: ${block.items.map(spansOutline).join(' / ')}`;
    case 'code':
      return `pre: ${block.text}`;
  }
}

function spansOutline(spans: readonly Span[]): string {
  return spans
    .map((span): string => {
      switch (span.kind) {
        case 'text':
          return span.text;
        case 'break':
          return '⏎';
        case 'code':
          return `{code ${span.text}}`;
        case 'link':
          return `{${span.href} ${spansOutline(span.spans)}}`;
        case 'strong':
        case 'emphasis':
          return `{${span.kind} ${spansOutline(span.spans)}}`;
      }
    })
    .join('');
}

function outline(node: Nodes): string {
  const inside = 'children' in node ? node.children.map(outline).join('') : '';
  switch (node.type) {
    case 'list':
      return `${node.ordered === true ? 'ol' : 'ul'}: ${node.children.map(outline).join(' / ')}`;
    case 'listItem':
      return node.children
        .map((child) => ('children' in child ? child.children.map(outline).join('') : ''))
        .join('');
    case 'code':
      return `pre: ${node.value}`;
    case 'inlineCode':
      return `{code ${node.value}}`;
    case 'text':
      return node.value;
    case 'link':
      return `{${node.url} ${inside}}`;
    case 'strong':
    case 'emphasis':
      return `{${node.type} ${inside}}`;
    case 'break':
      return '⏎';
    case 'paragraph':
    case 'heading':
      return `${node.type}: ${inside}`;
    default:
      return `unexpected ${node.type}`;
  }
}
