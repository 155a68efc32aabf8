// What is wrong with a value that an author wrote, in words: which key or word is unknown, which are allowed, which is nearest.
import { z } from 'zod';
import { nearestWord } from './edit-distance.ts';

export interface Explained {
  /** Where the value stands, or the object in which a key is missing. */
  readonly path: readonly PropertyKey[];
  /** `unknown-key`, `missing-key`, `unknown-<key>` for a word that is none of the allowed, else `bad-value`. */
  readonly code: string;
  readonly message: string;
  readonly cure: string;
}

/** A mistake that a schema's own code has explained already; give it to `addIssue`. */
export function explainedIssue({ path, message, code, cure }: Explained): {
  code: 'custom';
  path: PropertyKey[];
  message: string;
  params: { code: string; cure: string };
} {
  return { code: 'custom', path: [...path], message, params: { code, cure } };
}

/** `value` is what was checked against `schema`; paths are seen from it. */
export function explain(issue: z.core.$ZodIssue, value: unknown, schema?: z.ZodType): Explained[] {
  const { path } = issue;
  const name = path.map(String).join('.');
  const said = name === '' ? 'the file' : name;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], keysAt(schema, path)));
    case 'invalid_value':
      return [unknownWord(path, at(value, path), issue.values.map(String))];
    case 'invalid_union': {
      const inner = nearestAlternative(issue.errors);
      const unions = alternatives(schemaAt(schema, path));
      return inner.flatMap((one) =>
        explain(
          { ...one, path: [...path, ...one.path] },
          value,
          one.code === 'unrecognized_keys' || unions.length === 0 ? schema : undefined,
        ),
      );
    }
    case 'invalid_type': {
      const key = path.at(-1);
      if (at(value, path) === undefined && typeof key === 'string') {
        const message = `${String(path.at(-2) ?? 'the file')}: the key "${key}" is missing`;
        return [{ path, code: 'missing-key', message, cure: `add the line "${key}: …"` }];
      }
      const message = `${said}: a ${issue.expected} is expected here`;
      return [{ path, code: 'bad-value', message, cure: FORMS[issue.expected] ?? GENERAL }];
    }
    case 'custom': {
      const { code = 'bad-value', cure = GENERAL } = (issue.params ?? {}) as { code?: string; cure?: string };
      return [
        { path, code, message: code === 'bad-value' ? `${said}: ${issue.message}` : issue.message, cure },
      ];
    }
    default:
      return [{ path, code: 'bad-value', message: `${said}: ${issue.message}`, cure: GENERAL }];
  }
}

const GENERAL =
  'write the value in the form that the message names; src/flows/README.md shows an example of each';
const FORMS: Readonly<Record<string, string>> = {
  string: 'write words; put them in quotes when they look like a number, a date, yes or no',
  number: 'write a number without quotes',
  boolean: 'write true or false without quotes',
  array: 'write a list: [one, two], or one line beginning with "- " for each',
  object: 'write lines of the form "key: value", indented under this one',
  record: 'write lines of the form "key: value", indented under this one',
};

function unknownKey(path: readonly PropertyKey[], allowed: readonly string[]): Explained {
  const key = String(path.at(-1));
  const near = nearestWord(key, allowed);
  const cure = allowed.length === 0 ? 'remove the line' : `write one of: ${allowed.join(', ')}`;
  return {
    path,
    code: 'unknown-key',
    message: `nobody reads the key "${key}" here${near === undefined ? '' : `; is "${near}" meant?`}`,
    cure,
  };
}

/** A word in a place where only some words may stand. */
export function unknownWord(
  path: readonly PropertyKey[],
  word: unknown,
  allowed: readonly string[],
): Explained {
  const key = path.findLast((part) => typeof part === 'string') ?? 'value';
  if (word === undefined) {
    const message = `the key "${key}" is missing`;
    return { path, code: 'missing-key', message, cure: `add it with one of: ${allowed.join(', ')}` };
  }
  const near = typeof word === 'string' ? nearestWord(word, allowed) : undefined;
  return {
    path,
    code: `unknown-${key.replaceAll('_', '-')}`,
    message: `${key}: there is no "${typeof word === 'string' ? word : JSON.stringify(word)}"${near === undefined ? '' : `; is "${near}" meant?`}`,
    cure: `write one of: ${allowed.join(', ')}`,
  };
}

/** Of the forms that a value may have, the one that it misses by the least. */
function nearestAlternative(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const cost = (issues: readonly z.core.$ZodIssue[]): number =>
    issues.reduce(
      (sum, { code, path }) =>
        sum + (path.length === 0 && (code === 'invalid_type' || code === 'invalid_value') ? 10 : 1),
      0,
    );
  const sorted = errors.toSorted((a, b) => cost(a) - cost(b) || depth(b) - depth(a));
  // a word where a word or a list of words may stand: say which words
  return sorted.find((issues) => issues.some(({ code }) => code === 'invalid_value')) ?? sorted[0] ?? [];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}

function keysAt(schema: z.ZodType | undefined, path: readonly PropertyKey[]): string[] {
  const found = schemaAt(schema, path);
  const all = [found, ...alternatives(found)].flatMap((one) => {
    if (one instanceof z.ZodObject) return Object.keys(one.shape);
    return one instanceof z.ZodRecord && one.keyType instanceof z.ZodEnum
      ? one.keyType.options.map(String)
      : [];
  });
  return [...new Set(all)];
}

function schemaAt(schema: z.ZodType | undefined, path: readonly PropertyKey[]): z.ZodType | undefined {
  let found = bare(schema);
  for (const key of path) {
    if (found instanceof z.ZodObject) found = bare((found.shape as Record<PropertyKey, z.ZodType>)[key]);
    else if (found instanceof z.ZodArray) found = bare(found.element as z.ZodType);
    else if (found instanceof z.ZodRecord) found = bare(found.valueType as z.ZodType);
    else return undefined;
  }
  return found;
}

function alternatives(schema: z.ZodType | undefined): z.ZodType[] {
  if (!(schema instanceof z.ZodUnion)) return [];
  return (schema.options as readonly z.ZodType[]).flatMap((one) => bare(one) ?? []);
}

function bare(schema: z.ZodType | undefined): z.ZodType | undefined {
  let found = schema;
  while (found instanceof z.ZodDefault || found instanceof z.ZodOptional) found = found.unwrap() as z.ZodType;
  return found;
}
