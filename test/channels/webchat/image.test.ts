// Photos are known by their content: whole, broken or something else.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkImage } from '../../../src/channels/webchat/image.ts';
import { GIF, JPEG, PNG } from '../../fakes/photos.ts';

const box = (type: string, body: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 8);
  return Buffer.concat([size, Buffer.from(type), body]);
};
const HEIC = Buffer.concat([box('ftyp', Buffer.from('heic\0\0\0\0mif1')), box('mdat', Buffer.alloc(20))]);
const WEBP = Buffer.concat([
  Buffer.from('RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0', 'latin1'),
  Buffer.from([0x2f, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
]);

describe('checkImage', () => {
  test.each([
    ['image/png', PNG],
    ['image/jpeg', JPEG],
    ['image/gif', GIF],
    ['image/webp', WEBP],
    ['image/heic', HEIC],
  ])('a whole %s', (mime, bytes) => {
    expect(checkImage(bytes)).toEqual({ kind: 'image', mime });
    expect(checkImage(bytes.subarray(0, bytes.length - 6))).toEqual({ kind: 'broken' });
  });

  test('a phone’s JPEG with data after its end is whole', () => {
    expect(checkImage(Buffer.concat([JPEG, Buffer.from('SEFH trailer')])).kind).toBe('image');
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('Здравствуйте')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['a video', box('ftyp', Buffer.from('isom'))],
  ])('%s is no photo', (_name, bytes) => {
    expect(checkImage(bytes)).toEqual({ kind: 'other' });
  });

  test('no bytes make it throw or hang', () => {
    const starts = [PNG, JPEG, GIF, WEBP, HEIC].map((bytes) => bytes.subarray(0, 12));
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        expect(['image', 'broken', 'other']).toContain(checkImage(Buffer.concat([start, rest])).kind);
      }),
    );
  });
});
