// Formatted text as Telegram's HTML: what it looks like and where it is cut.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain, type Block, type RichText, type Span } from '../../../src/model/rich-text.ts';
import { toTelegramHtml } from '../../../src/system/telegram/html.ts';
import { format } from '../../fakes/telegram-server/entities.ts';

const say = (text: string): Span => ({ kind: 'text', text });
const paragraph = (...spans: Span[]): Block => ({ kind: 'paragraph', spans });
const link = (href: string, words: string): Span => ({ kind: 'link', href, spans: [say(words)] });

describe('looks', () => {
  test.each<[string, RichText, string]>([
    ['characters of HTML', [paragraph(say('a < b & "c" > d'))], 'a &lt; b &amp; &quot;c&quot; &gt; d'],
    ['bold', [paragraph({ kind: 'strong', spans: [say('x')] })], '<b>x</b>'],
    [
      'bold in italics',
      [paragraph({ kind: 'emphasis', spans: [{ kind: 'strong', spans: [say('x')] }] })],
      '<b><i>x</i></b>',
    ],
    [
      'code, which can hold nothing else',
      [paragraph({ kind: 'strong', spans: [{ kind: 'code', text: '<b>' }] })],
      '<code>&lt;b&gt;</code>',
    ],
    [
      'a heading',
      [{ kind: 'heading', spans: [say('Title')] }, paragraph(say('text'))],
      '<b>Title</b>\n\ntext',
    ],
    ['a line break', [paragraph(say('a'), { kind: 'break' }, say('b'))], 'a\nb'],
    ['a list', [{ kind: 'list', ordered: false, items: [[say('a')], [say('b')]] }], '• a\n• b'],
    ['a numbered list', [{ kind: 'list', ordered: true, items: [[say('a')], [say('b')]] }], '1. a\n2. b'],
    ['a block of code', [{ kind: 'code', text: 'a\n  <b>' }], '<pre>a\n  &lt;b&gt;</pre>'],
    [
      'a link',
      [paragraph(link('https://a.test/?b=1&c="', 'here'))],
      '<a href="https://a.test/?b=1&amp;c=&quot;">here</a>',
    ],
    [
      'a bold link',
      [paragraph({ kind: 'strong', spans: [link('http://a.test', 'x')] })],
      '<a href="http://a.test"><b>x</b></a>',
    ],
    ['a telephone number', [paragraph(link('tel:+35921234', 'call us'))], 'call us (+35921234)'],
    ['an address shown as itself', [paragraph(link('mailto:a@b.test', 'a@b.test'))], 'a@b.test'],
  ])('%s', (_name, text, html) => {
    expect(toTelegramHtml(text)).toEqual([html]);
  });

  test.each([[[]], [plain('  \n\n ')], [[paragraph(say(' '))]]])('nothing makes no message', (text) => {
    expect(toTelegramHtml(text)).toEqual([]);
  });
});

describe('cuts', () => {
  test.each([
    ['between paragraphs', 'one two.\n\nthree four.', ['one two.', 'three four.']],
    ['between lines', 'one two\nthree four five', ['one two', 'three four five']],
    ['between sentences', 'Aa bb cc. Dd ee ff gg', ['Aa bb cc.', 'Dd ee ff gg']],
    ['between words', 'aaaa bbbb cccc dddd eeee', ['aaaa bbbb cccc', 'dddd eeee']],
    ['inside a word that is too long', 'a'.repeat(20), ['a'.repeat(16), 'aaaa']],
    ['never inside a character', `${'a'.repeat(15)}😀b`, ['a'.repeat(15), '😀b']],
    ['not at all when it just fits', 'aaaa bbbb cccc d', ['aaaa bbbb cccc d']],
    ['a word that ends at the limit stays whole', 'aaaaaaaa bbbbbbb cc', ['aaaaaaaa bbbbbbb', 'cc']],
  ])('%s', (_name, text, pieces) => {
    expect(toTelegramHtml(plain(text), 16)).toEqual(pieces);
  });

  test('formatting goes on in the next piece', () => {
    const text: RichText = [paragraph({ kind: 'strong', spans: [say('aaaa bbbb cccc dddd')] })];
    expect(toTelegramHtml(text, 10)).toEqual(['<b>aaaa bbbb</b>', '<b>cccc dddd</b>']);
  });
});

test('whatever the text, every piece is valid, fits, and no word is lost', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'б', '.', ' ', '\n', '<', '&', '"', '😀'),
    maxLength: 60,
  });
  const span: fc.Arbitrary<Span> = fc.oneof(
    words.map(say),
    words.map((text): Span => ({ kind: 'strong', spans: [say(text)] })),
    words.map((text): Span => ({ kind: 'code', text })),
    words.map((text) => link('https://a.test/?a=1&b=2', text)),
  );
  const blocks = fc.array(
    fc.array(span, { maxLength: 5 }).map((spans) => paragraph(...spans)),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(blocks, fc.integer({ min: 2, max: 50 }), (text, limit) => {
      const pieces = toTelegramHtml(text, limit).map((html) => format(html, 'HTML').text);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(limit);
        expect(piece).not.toBe('');
      }
      const whole = toTelegramHtml(text, 100_000).map((html) => format(html, 'HTML').text);
      const bare = (parts: string[]): string => parts.join('').replace(/\s/gu, '');
      expect(bare(pieces)).toBe(bare(whole));
    }),
  );
});
