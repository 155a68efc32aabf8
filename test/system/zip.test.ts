import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { zip, type ZipEntry } from '../../src/system/zip.ts';

const AT = new Date('2026-11-18T12:30:00Z');

/** Reads an archive as other programs do: from the directory at its end. */
function unzip(archive: Uint8Array): (ZipEntry & { readonly crc: number })[] {
  const bytes = Buffer.from(archive);
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    expect(bytes.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + bytes.readUInt16LE(local + 26);
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      crc: bytes.readUInt32LE(at + 16),
      bytes: bytes.subarray(start, start + bytes.readUInt32LE(at + 24)),
    };
    at += 46 + nameLength;
    return entry;
  });
}

test('every file is found as it was, under its own name', () => {
  const entries = [
    { name: 'my-data.json', bytes: Buffer.from('{"имя":"Иван"}') },
    { name: 'files/001-чек.jpg', bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 251) },
    { name: 'files/002-empty.txt', bytes: new Uint8Array() },
  ];
  const read = unzip(zip(entries, AT));
  expect(read.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
  for (const [index, { bytes }] of entries.entries()) {
    expect(Buffer.compare(read[index]?.bytes ?? new Uint8Array(1), bytes)).toBe(0);
    expect(read[index]?.crc).toBe(crc32(bytes));
  }
});

test('an archive of nothing is one too', () => {
  expect(unzip(zip([], AT))).toEqual([]);
});
