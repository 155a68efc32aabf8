// Rich text as Markdown that every Bot Framework channel reads the same way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import { toMarkdown } from '../../../src/channels/botframework/markdown.ts';
import type { RichText, Span } from '../../../src/model/rich-text.ts';

const words = (text: string): Span => ({ kind: 'text', text });
const paragraph = (...spans: readonly Span[]): RichText => [{ kind: 'paragraph', spans }];

describe('toMarkdown', () => {
  test.each<[string, RichText, string]>([
    ['words', paragraph(words('Hello')), 'Hello'],
    ['bold', paragraph({ kind: 'strong', spans: [words('now')] }), '**now**'],
    [
      'bold with spaces at its ends',
      paragraph(words('a'), { kind: 'strong', spans: [words(' b ')] }),
      'a **b** ',
    ],
    [
      'bold within bold',
      paragraph({ kind: 'strong', spans: [words('a '), { kind: 'strong', spans: [words('b')] }] }),
      '**a b**',
    ],
    [
      'italic in bold',
      paragraph({ kind: 'strong', spans: [{ kind: 'emphasis', spans: [words('x')] }] }),
      '**_x_**',
    ],
    ['bold without words', paragraph({ kind: 'strong', spans: [words(' ')] }), ' '],
    ['a line break', paragraph(words('a'), { kind: 'break' }, words('b')), 'a  \nb'],
    ['code', paragraph({ kind: 'code', text: 'npm test' }), '`npm test`'],
    ['code with a backtick', paragraph({ kind: 'code', text: '`x' }), '`` `x ``'],
    [
      'a link with a bracket in its address',
      paragraph({ kind: 'link', href: 'https://a.example/x_(y)', spans: [words('see [1]')] }),
      '[see \\[1\\]](https://a.example/x_%28y%29)',
    ],
    ['a heading', [{ kind: 'heading', spans: [words('Delivery')] }], '**Delivery**'],
    [
      'lists',
      [
        { kind: 'list', ordered: false, items: [[words('a')], [words('- b')]] },
        { kind: 'list', ordered: true, items: [[words('c'), { kind: 'break' }, words('d')]] },
      ],
      '- a\n- \\- b\n\n1. c  \n   d',
    ],
    ['a block of code', [{ kind: 'code', text: 'a ``` b' }], '````\na ``` b\n````'],
    [
      'what looks like formatting',
      paragraph(words('2*3*4 [x] snake_case')),
      '2\\*3\\*4 \\[x\\] snake\\_case',
    ],
    ['what looks like a heading or a list', paragraph(words('# 1')), '\\# 1'],
    ['what looks like a number in a list', paragraph(words('1. March')), '1\\. March'],
    [
      'what looks like a mention',
      paragraph(words('<at>Boss</at> &lt; R&D')),
      '&lt;at>Boss&lt;/at> &amp;lt; R&D',
    ],
  ])('%s', (_what, text, expected) => {
    expect(toMarkdown(text)).toBe(expected);
  });

  test('whatever a person typed is shown as typed', () => {
    const line = fc
      .string({ unit: 'grapheme-ascii', minLength: 1 })
      .filter((text) => text === text.trim() && !text.includes('  '));
    fc.assert(
      fc.property(line, (text) => {
        expect(shown(fromMarkdown(toMarkdown(paragraph(words(text)))))).toBe(text);
      }),
    );
  });
});

/** The words a reader sees; anything that became formatting would be missing its marks. */
function shown(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(shown).join('') : `<${node.type}>`;
}
