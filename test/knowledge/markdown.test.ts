import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, parseMarkdown } from '../../src/knowledge/markdown.ts';
import { toPlainText, type RichText } from '../../src/model/rich-text.ts';

describe('parseMarkdown', () => {
  const cases: readonly (readonly [what: string, source: string, parsed: RichText])[] = [
    ['a paragraph', 'Привет, мир', [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Привет, мир' }] }]],
    [
      'a heading with emphasis',
      '# Очень *важно*',
      [
        {
          kind: 'heading',
          spans: [
            { kind: 'text', text: 'Очень ' },
            { kind: 'emphasis', spans: [{ kind: 'text', text: 'важно' }] },
          ],
        },
      ],
    ],
    [
      'an ordered list',
      '1. one\n2. **two**',
      [
        {
          kind: 'list',
          ordered: true,
          items: [
            [{ kind: 'text', text: 'one' }],
            [{ kind: 'strong', spans: [{ kind: 'text', text: 'two' }] }],
          ],
        },
      ],
    ],
    [
      'an allowed link',
      '[сайт](https://example.com/a)',
      [
        {
          kind: 'paragraph',
          spans: [{ kind: 'link', href: 'https://example.com/a', spans: [{ kind: 'text', text: 'сайт' }] }],
        },
      ],
    ],
    [
      'a link by reference',
      '[call][us]\n\n[us]: tel:+100',
      [
        {
          kind: 'paragraph',
          spans: [{ kind: 'link', href: 'tel:+100', spans: [{ kind: 'text', text: 'call' }] }],
        },
      ],
    ],
    [
      'a forbidden link keeps its words',
      '[click](javascript:alert%281%29)',
      [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'click' }] }],
    ],
    [
      'an image is a link named by its alternative text',
      '![plan](https://example.com/p.png)',
      [
        {
          kind: 'paragraph',
          spans: [
            { kind: 'link', href: 'https://example.com/p.png', spans: [{ kind: 'text', text: 'plan' }] },
          ],
        },
      ],
    ],
    [
      'an image with a forbidden address is its alternative text',
      '![plan](data:image/png;base64,AA)',
      [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'plan' }] }],
    ],
    ['a block of HTML is dropped', '<div>secret</div>', []],
    [
      'inline HTML loses its tags',
      'a <b>c</b>',
      [
        {
          kind: 'paragraph',
          spans: [
            { kind: 'text', text: 'a ' },
            { kind: 'text', text: 'c' },
          ],
        },
      ],
    ],
    ['a block of code', '```\nx = 1\n```', [{ kind: 'code', text: 'x = 1' }]],
    ['nothing', '  \n', []],
  ];
  test.each(cases)('reads %s', (_, source, parsed) => {
    expect(parseMarkdown(source)).toEqual(parsed);
  });

  test('an inner list follows its parent in one list', () => {
    const [list] = parseMarkdown('- a\n  - b\n- c');
    expect(list).toMatchObject({ kind: 'list', items: [[{ text: 'a' }], [{ text: 'b' }], [{ text: 'c' }]] });
  });
});

test('escaped text reads as itself, whatever a customer typed', () => {
  const typed = fc.stringMatching(/^[a-zа-я0-9*_[\]()#.+\-`<>!&|~\\]{1,40}$/u);
  fc.assert(
    fc.property(typed, (text) => {
      expect(toPlainText(parseMarkdown(escapeMarkdown(text)))).toBe(text);
    }),
  );
});
