// The head of an article file: YAML between two lines of three dashes, with the line of every value for messages to its author.
import { LineCounter, parseDocument, type Document } from 'yaml';
import { readPlainYaml } from '../system/plain-yaml.ts';

export interface FrontMatter {
  readonly data: unknown;
  readonly body: string;
  /** Line in the file, from 1, of the value at `path`; of its nearest parent when the value is missing. */
  lineOf(path: readonly PropertyKey[]): number;
}

export interface FrontMatterError {
  readonly error: string;
  readonly line: number;
}

/** Splits and parses the head. The parser knows no tags beyond plain YAML, so a file cannot run anything. */
export function splitFrontMatter(source: string): FrontMatter | FrontMatterError {
  const lines = source.split(/\r\n|\n|\r/u);
  if (lines[0]?.trimEnd() !== '---')
    return { error: 'the file does not begin with a line of three dashes', line: 1 };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end === -1) return { error: 'the head is not closed by a second line of three dashes', line: 1 };

  const text = lines.slice(1, end).join('\n');
  const body = lines.slice(end + 1).join('\n');
  const plain = readPlainYaml(`${text}\n`);
  if (plain) return { data: plain.value, body, lineOf: (path) => plain.lineOf(path) + 1 };

  const counter = new LineCounter();
  const head = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number): number => counter.linePos(offset).line + 1;
  const broken = head.errors[0];
  if (broken !== undefined)
    return { error: `the head is not valid YAML: ${broken.message}`, line: lineAt(broken.pos[0]) };

  let data: unknown;
  try {
    data = head.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    return {
      error: `the head cannot be read: ${cause instanceof Error ? cause.message : 'unknown'}`,
      line: 2,
    };
  }
  return {
    data,
    body,
    lineOf: (path) => lineAt(offsetOf(head, path)),
  };
}

function offsetOf(head: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = head.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const [start] = node.range as unknown[];
      if (typeof start === 'number') return start;
    }
  }
  return 0;
}
