// A ZIP archive of files as they are, uncompressed: photos do not get smaller, and every computer opens it.
// The form is that of PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** May have folders, apart by `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The archive; throws RangeError for more than 65,535 entries or 4 GiB, which this form cannot hold. */
export function zip(entries: readonly ZipEntry[], at: Date): Uint8Array {
  const total = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (entries.length > 0xffff || total > 0xffff_0000) throw new RangeError('too much for one archive');
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const title = Buffer.from(name, 'utf8');
    const about = headerOf(bytes, title.length, at);
    const local = Buffer.concat([signature(0x04034b50), about, title, bytes]);
    directory.push(signature(0x02014b50), short(VERSION), about, rest(offset), title);
    files.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, index, end]);
}

const VERSION = 20;
/** The name is UTF-8. */
const UTF8 = 0x0800;

/** What the local header and the directory have in common: 26 bytes from the version on. */
function headerOf(bytes: Uint8Array, nameLength: number, at: Date): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(UTF8, 2);
  header.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), 6);
  const year = Math.max(0, at.getUTCFullYear() - 1980);
  header.writeUInt16LE((year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), 8);
  header.writeUInt32LE(crc32(bytes), 10);
  header.writeUInt32LE(bytes.length, 14);
  header.writeUInt32LE(bytes.length, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}

/** The end of a directory entry: comment, disk, attributes, where the file begins. */
function rest(offset: number): Buffer {
  const end = Buffer.alloc(14);
  end.writeUInt32LE(offset, 10);
  return end;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
