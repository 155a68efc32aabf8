// Tells by content whether bytes are a photo, of which format, and whether they are whole.

export type ImageCheck =
  | { readonly kind: 'image'; readonly mime: string }
  /** It begins like a photo but cannot be shown: cut off or damaged. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'other' };

/** Looks at the structure only and decodes no pixels, so it is safe on hostile files. */
export function checkImage(bytes: Uint8Array): ImageCheck {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = FORMATS.find(({ starts }) => starts(view));
  if (format === undefined) return { kind: 'other' };
  return format.whole(view) ? { kind: 'image', mime: format.mimeOf(view) } : { kind: 'broken' };
}

interface Format {
  readonly starts: (bytes: Buffer) => boolean;
  readonly whole: (bytes: Buffer) => boolean;
  readonly mimeOf: (bytes: Buffer) => string;
}

const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEIF_BRANDS: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  hevc: 'image/heic',
  mif1: 'image/heif',
  msf1: 'image/heif',
};

const FORMATS: readonly Format[] = [
  {
    starts: (bytes) => bytes.length > 2 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
    whole: wholeJpeg,
    mimeOf: () => 'image/jpeg',
  },
  {
    starts: (bytes) => bytes.subarray(0, 4).equals(PNG_START.subarray(0, 4)),
    whole: wholePng,
    mimeOf: () => 'image/png',
  },
  {
    starts: (bytes) => /^GIF8[79]a/u.test(ascii(bytes, 0, 6)),
    whole: (bytes) => bytes.length > 13 && bytes.findLast((byte) => byte !== 0) === 0x3b,
    mimeOf: () => 'image/gif',
  },
  {
    starts: (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
    whole: (bytes) => bytes.length > 20 && bytes.readUInt32LE(4) + 8 <= bytes.length + 1,
    mimeOf: () => 'image/webp',
  },
  {
    starts: (bytes) => ascii(bytes, 4, 8) === 'ftyp' && ascii(bytes, 8, 12) in HEIF_BRANDS,
    whole: wholeBoxes,
    mimeOf: (bytes) => HEIF_BRANDS[ascii(bytes, 8, 12)] ?? 'image/heif',
  },
];

function ascii(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, Math.min(to, bytes.length));
}

/** Walks the segments to the picture's frame (with a size) and its scan, and wants the end mark after it. */
function wholeJpeg(bytes: Buffer): boolean {
  let at = 2;
  let framed = false;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return false;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (at + 9 > bytes.length || bytes.readUInt16BE(at + 7) === 0) return false;
      framed = true;
    }
    if (marker === 0xda) return framed && bytes.indexOf(Buffer.from([0xff, 0xd9]), at + 2 + length) !== -1;
    at += 2 + length;
  }
  return false;
}

/** Walks the chunks: a header with a size first, some data, the end chunk last. */
function wholePng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 8).equals(PNG_START) || ascii(bytes, 12, 16) !== 'IHDR' || bytes.length < 33) {
    return false;
  }
  if (bytes.readUInt32BE(16) === 0 || bytes.readUInt32BE(20) === 0) return false;
  let data = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const type = ascii(bytes, at + 4, at + 8);
    if (type === 'IEND') return data;
    if (type === 'IDAT') data = true;
    at += 12 + bytes.readUInt32BE(at);
  }
  return false;
}

/** ISO media boxes must fill the file exactly; a cut file ends inside one. */
function wholeBoxes(bytes: Buffer): boolean {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at);
    if (size === 0) return true;
    if (size === 1) {
      if (at + 16 > bytes.length) return false;
      at += Number(bytes.readBigUInt64BE(at + 8));
    } else if (size < 8) return false;
    else at += size;
  }
  return at === bytes.length;
}
