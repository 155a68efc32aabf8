// Reads a call's parameters from whichever body it came in: JSON, form or multipart with files.
import type { IncomingMessage } from 'node:http';
import { badRequest } from './refusal.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Params {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

export async function readParams(request: IncomingMessage): Promise<Params> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://telegram').searchParams);
  const none = new Map<string, UploadedFile>();
  if (type.startsWith('application/json')) {
    return { values: { ...query, ...(JSON.parse(body.toString()) as object) }, files: none };
  }
  const boundary = /boundary=(?<boundary>[^;]+)/u.exec(type)?.groups?.['boundary'];
  if (boundary !== undefined) return readMultipart(body, boundary.replace(/^"|"$/gu, ''));
  return { values: { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) }, files: none };
}

function readMultipart(body: Buffer, boundary: string): Params {
  const values: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  const mark = Buffer.from(`--${boundary}`);
  let from = body.indexOf(mark);
  while (from >= 0) {
    const next = body.indexOf(mark, from + mark.length);
    if (next < 0) break;
    // Between two marks: CRLF, headers, an empty line, the content, CRLF.
    const part = body.subarray(from + mark.length + 2, next - 2);
    const split = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, split).toString();
    const content = part.subarray(split + 4);
    const name = /[; ]name="?(?<name>[^";\r\n]*)"?/iu.exec(head)?.groups?.['name'] ?? '';
    const filename = /filename="?(?<name>[^";\r\n]*)"?/iu.exec(head)?.groups?.['name'];
    if (filename === undefined) values[name] = content.toString();
    else files.set(name, { name: filename, bytes: Buffer.from(content) });
    from = next;
  }
  return { values, files };
}

export function text(params: Params, name: string): string | undefined {
  const value = params.values[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function number(params: Params, name: string): number | undefined {
  const value = text(params, name);
  return value === undefined || value === '' ? undefined : Number(value);
}

/** Objects come as such in JSON and as a string of JSON in forms. */
export function json(params: Params, name: string): unknown {
  const value = params.values[name];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw badRequest(`can't parse ${name} JSON object`);
  }
}
