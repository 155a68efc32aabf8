// The plain part of YAML that authors mostly write, read many times faster than by the full parser: block maps and lists, one-line
// scalars, one-line [lists] and {maps}, "|" texts. Whatever is not surely plain is declined, and the full parser reads it.

export interface Plain {
  readonly value: unknown;
  /** Line, from 1, of the value at that path, or of the nearest value above it. */
  lineOf(path: readonly PropertyKey[]): number;
}

interface Node {
  readonly value: unknown;
  readonly line: number;
  readonly inside?: ReadonlyMap<PropertyKey, Node>;
}

interface Line {
  readonly indent: number;
  /** Without indentation. */
  readonly text: string;
  readonly number: number;
}

/** Thrown inside only: this text is for the full parser. */
const DECLINED = Symbol('declined');

const KEY = /^(?:([\p{L}_][\p{L}\p{N}_./-]*)|'([^'"\\]+)'|"([^'"\\]+)"):(?: +(.*))?$/u;
const TYPED = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|__proto__)$/u;
/** Anything that begins like a number: dates and hours are words, but only the full parser knows for sure. */
const NUMERIC = /^[-+.]?(?:\d|\.\d|inf|Inf|INF|nan|NaN|NAN)/u;
const SURELY_WORDS = /^\d[\d./:-]*(?![eExXoO])\p{L}|^\d+[ -]\p{L}|^\d{1,2}:\d{2}|^\d{4}-\d{2}-\d{2}$/u;
const INDICATOR = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$))/u;

/** Undefined when the text is not plain, or not valid. Equal to what the full parser reads in all other cases. */
export function readPlainYaml(text: string): Plain | undefined {
  if (!text.endsWith('\n') || /[\t\r\u0085\u2028\u2029\uFEFF\0]|^(?:---|\.\.\.|%)/mu.test(text))
    return undefined;
  try {
    const root = createReader(text).root();
    return { value: root.value, lineOf: (path) => lineIn(root, path) };
  } catch (error) {
    if (error === DECLINED) return undefined;
    throw error;
  }
}

function lineIn(root: Node, path: readonly PropertyKey[]): number {
  let found = root;
  for (const key of path) {
    const next = found.inside?.get(key);
    if (!next) break;
    found = next;
  }
  return found.line;
}

function createReader(source: string): { root(): Node } {
  const raw = source.slice(0, -1).split('\n');
  let at = 0;
  /** The line at `at`, where a list item's dash was read already. */
  let rest: Line | undefined;

  const peek = (): Line | undefined => {
    if (rest) return rest;
    for (; at < raw.length; at += 1) {
      const whole = raw[at] ?? '';
      const text = whole.trimStart();
      if (text === '' || text.startsWith('#')) continue;
      if (!/^ *$/u.test(whole.slice(0, whole.length - text.length))) decline();
      return { indent: whole.length - text.length, text: text.trimEnd(), number: at + 1 };
    }
    return undefined;
  };
  const take = (): void => {
    rest = undefined;
    at += 1;
  };

  const block = (line: Line): Node => (isItem(line.text) ? list(line.indent) : map(line.indent));

  function map(indent: number): Node {
    const value: Record<string, unknown> = {};
    const inside = new Map<PropertyKey, Node>();
    const first = peek()?.number ?? 1;
    for (let line = peek(); line && line.indent >= indent; line = peek()) {
      if (line.indent > indent || isItem(line.text)) decline();
      const match = KEY.exec(line.text) ?? decline();
      const key = match[1] ?? match[2] ?? match[3] ?? decline();
      if ((match[1] !== undefined && TYPED.test(key)) || key === '__proto__' || inside.has(key)) decline();
      take();
      const node = valueOf(match[4] ?? '', line, indent, true);
      inside.set(key, node);
      value[key] = node.value;
    }
    return { value, line: first, inside };
  }

  function list(indent: number): Node {
    const value: unknown[] = [];
    const inside = new Map<PropertyKey, Node>();
    const first = peek()?.number ?? 1;
    for (let line = peek(); line && line.indent >= indent; line = peek()) {
      if (line.indent > indent) decline();
      if (!isItem(line.text)) break;
      const text = line.text.slice(1).trimStart();
      const column = indent + line.text.length - text.length;
      let node: Node;
      if (text !== '' && (isItem(text) || KEY.test(text))) {
        rest = { indent: column, text, number: line.number };
        node = block(rest);
      } else {
        take();
        node = valueOf(text, line, indent, false);
      }
      inside.set(value.length, node);
      value.push(node.value);
    }
    return { value, line: first, inside };
  }

  /** What stands behind "key:" or "-" at that indentation. */
  function valueOf(text: string, { number }: Line, indent: number, inMap: boolean): Node {
    if (text === '' || text.startsWith('#')) {
      const next = peek();
      if (next && (next.indent > indent || (inMap && next.indent === indent && isItem(next.text))))
        return block(next);
      return { value: null, line: number };
    }
    if (text === '|' || text === '|-') return { value: literal(indent, text === '|'), line: number };
    const node = inLine(text, number);
    // words that go on in the next line
    const next = peek();
    if (next && next.indent > indent) decline();
    return node;
  }

  function literal(indent: number, ends: boolean): string {
    const lines: string[] = [];
    let own = 0;
    for (; at < raw.length; at += 1) {
      const line = raw[at] ?? '';
      const spaces = line.length - line.trimStart().length;
      if (line.trim() === '') {
        if (lines.length === 0 || line !== '') decline();
        lines.push('');
        continue;
      }
      if (spaces <= indent) break;
      if (lines.length === 0) own = spaces;
      else if (spaces < own) decline();
      lines.push(line.slice(own));
    }
    while (lines.at(-1) === '') lines.pop();
    return lines.length === 0 ? decline() : lines.join('\n') + (ends ? '\n' : '');
  }

  return {
    root: () => {
      const first = peek() ?? decline();
      if (first.indent !== 0) decline();
      const node = block(first);
      return peek() ? decline() : node;
    },
  };
}

function decline(): never {
  // eslint wants errors thrown; this one never leaves the file
  throw DECLINED as unknown as Error;
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

/** A scalar or a one-line list or map, perhaps with a comment behind it. */
function inLine(text: string, line: number): Node {
  if (text.startsWith('[') || text.startsWith('{')) {
    const [node, end] = inFlow(text, 0, line);
    return /^\s*(?:\s#.*)?$/u.test(text.slice(end)) ? node : decline();
  }
  const quoted = /^(?:'((?:[^']|'')*)'|"([^"\\]*)")(?:\s+#.*|\s*)$/u.exec(text);
  if (quoted) return { value: quoted[1]?.replaceAll("''", "'") ?? quoted[2], line };
  const words = text.replace(/\s+#.*$/u, '').trimEnd();
  if (/:\s|:$/u.test(words)) decline();
  return { value: scalar(words), line };
}

function scalar(words: string): unknown {
  if (words === '' || INDICATOR.test(words)) decline();
  if (words === 'true' || words === 'false') return words === 'true';
  if (TYPED.test(words)) decline();
  if (!NUMERIC.test(words)) return words;
  if (/^(?:0|-?[1-9]\d{0,14})$/u.test(words)) return Number(words);
  return SURELY_WORDS.test(words) ? words : decline();
}

function inFlow(text: string, from: number, line: number): [Node, number] {
  const open = text.charAt(from);
  const close = open === '[' ? ']' : '}';
  const inside = new Map<PropertyKey, Node>();
  const list: unknown[] = [];
  const map: Record<string, unknown> = {};
  let at = skip(text, from + 1);
  while (text.charAt(at) !== close) {
    let key: PropertyKey = list.length;
    if (open === '{') {
      const match = /^([\p{L}_][\p{L}\p{N}_-]*): +/u.exec(text.slice(at)) ?? decline();
      key = match[1] ?? decline();
      if (TYPED.test(key) || inside.has(key)) decline();
      at += match[0].length;
    }
    const [node, end] = flowValue(text, at, line);
    inside.set(key, node);
    if (typeof key === 'string') map[key] = node.value;
    else list.push(node.value);
    at = skip(text, end);
    if (text.charAt(at) === close) break;
    if (text.charAt(at) !== ',') decline();
    at = skip(text, at + 1);
    if (text.charAt(at) === close) decline();
  }
  return [{ value: open === '[' ? list : map, line, inside }, at + 1];
}

function flowValue(text: string, at: number, line: number): [Node, number] {
  const first = text.charAt(at);
  if (first === '[' || first === '{') return inFlow(text, at, line);
  const quoted = /^(?:'((?:[^']|'')*)'|"([^"\\]*)")(?=\s*[,\]}])/u.exec(text.slice(at));
  if (quoted) return [{ value: quoted[1]?.replaceAll("''", "'") ?? quoted[2], line }, at + quoted[0].length];
  const [words = ''] = /^[^,[\]{}]*/u.exec(text.slice(at)) ?? [];
  if (/:\s|:$|\s#/u.test(words)) decline();
  return [{ value: scalar(words.trim()), line }, at + words.length];
}

function skip(text: string, at: number): number {
  let place = at;
  while (text.charAt(place) === ' ') place += 1;
  return place;
}
