// One phrase: an ICU message that is parsed when it is read and made ready when it is first said.
import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../model/locale.ts';

export type Variables = Readonly<Record<string, string | number | boolean | Date>>;

export interface Variable {
  readonly name: string;
  /** How the message uses it. */
  readonly use: 'shown' | 'select' | 'plural';
}

export interface Message {
  /** Never throws: a variable that is not given is shown as "—", and is `none` to a select. */
  readonly format: (variables: Variables) => string;
  readonly variables: readonly Variable[];
  /** The words with ‹names› in place of what is filled in, and the last form of every choice. */
  readonly sketch: () => string;
}

/** What is wrong with a message, in an author's words. */
export interface Fault {
  readonly code: 'bad-icu' | 'unknown-plural' | 'missing-plural';
  readonly message: string;
  readonly cure: string;
  readonly severity: 'error' | 'warning';
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** `message` is absent when nothing can be said with it. */
export function readMessage(text: string, locale: Locale): { message?: Message; faults: readonly Fault[] } {
  if (!/[{}<'#]/u.test(text))
    return { message: { format: () => text, variables: [], sketch: () => text }, faults: [] };
  let ast: Element[];
  try {
    ast = IntlMessageFormat.__parse?.(text, {}) ?? new IntlMessageFormat(text, locale).getAst();
  } catch (error) {
    return { faults: [badIcu(text, error)] };
  }
  const found: Variable[] = [];
  const faults: Fault[] = [];
  for (const element of everyElement(ast)) {
    const variable = variableOf(element);
    if (variable && !found.some(({ name, use }) => name === variable.name && use === variable.use))
      found.push(variable);
    faults.push(...pluralFaults(element, locale));
  }
  if (faults.some(({ severity }) => severity === 'error')) return { faults };
  const sketch = (): string => sketchOf(ast);
  return { message: { format: formatter(ast, locale, found), variables: found, sketch }, faults };
}

function formatter(ast: Element[], locale: Locale, used: readonly Variable[]): Message['format'] {
  let ready: IntlMessageFormat | undefined;
  return (variables) => {
    ready ??= new IntlMessageFormat(ast, locale);
    const missing = used.filter(({ name }) => variables[name] === undefined);
    const absent = missing.map(({ name, use }) => [name, use === 'select' ? 'none' : '—'] as const);
    return String(
      ready.format(missing.length === 0 ? variables : { ...variables, ...Object.fromEntries(absent) }),
    );
  };
}

/** Numbers of formatjs's element types (icu-messageformat-parser, `TYPE`), which is a const enum and so cannot be imported. */
const LITERAL = 0;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;
const TAG = 8;

function* everyElement(elements: readonly Element[]): Generator<Element> {
  for (const element of elements) {
    yield element;
    if ('options' in element)
      for (const { value } of Object.values(element.options)) yield* everyElement(value);
    if ('children' in element) yield* everyElement(element.children);
  }
}

function sketchOf(elements: readonly Element[], counted = ''): string {
  return elements
    .map((element): string => {
      const type: number = element.type;
      if ('options' in element)
        return sketchOf(Object.values(element.options).at(-1)?.value ?? [], element.value);
      if ('children' in element) return sketchOf(element.children, counted);
      if (type === POUND) return `‹${counted}›`;
      if (!('value' in element)) return '';
      return type === LITERAL ? element.value : `‹${element.value}›`;
    })
    .join('');
}

function variableOf(element: Element): Variable | undefined {
  const type: number = element.type;
  if (!('value' in element) || type === LITERAL || type === POUND || type === TAG) return undefined;
  return { name: element.value, use: type === SELECT ? 'select' : type === PLURAL ? 'plural' : 'shown' };
}

function pluralFaults(element: Element, locale: Locale): Fault[] {
  if (!('pluralType' in element) || !('options' in element)) return [];
  const { pluralCategories } = new Intl.PluralRules(locale, {
    type: element.pluralType ?? 'cardinal',
  }).resolvedOptions();
  const needed = pluralCategories.map(String);
  const given = Object.keys(element.options);
  const unknown = given.filter((one) => !/^=\d+$/u.test(one) && !needed.includes(one));
  // one and other alone are right where all the rest share a form, as behind a Russian preposition
  const missing = given.every((one) => !needed.includes(one) || one === 'one' || one === 'other')
    ? []
    : needed.filter((one) => !given.includes(one));
  return [
    ...unknown.map((one): Fault => ({
      code: 'unknown-plural',
      message: `the plural of {${element.value}} has a form "${one}", which ${locale} does not have`,
      cure: `use ${needed.join(', ')}, or =0 for an exact number`,
      severity: 'error',
    })),
    ...(missing.length === 0 || unknown.length > 0
      ? []
      : [
          {
            code: 'missing-plural',
            message: `the plural of {${element.value}} has no form for ${missing.join(', ')}`,
            cure: `in ${locale} a number needs ${needed.join(', ')}`,
            severity: 'warning',
          } satisfies Fault,
        ]),
  ];
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  MISSING_OTHER_CLAUSE: ['a select or plural has no "other"', 'add a last form: other {…}'],
  EXPECT_ARGUMENT_CLOSING_BRACE: [
    'a brace is not closed',
    "close every { with }; a literal brace is written '{'",
  ],
  UNMATCHED_CLOSING_TAG: ['a tag is closed that was not opened', "write a literal < as '<'"],
  UNCLOSED_TAG: ['a tag is not closed', "write a literal < as '<'"],
  INVALID_TAG: ['a tag has no name', "write a literal < as '<'"],
  EMPTY_ARGUMENT: ['there is nothing between { and }', 'name a slot between them'],
  MALFORMED_ARGUMENT: ['a name between { and } cannot be read', 'write {slot}, or {slot_is, select, …}'],
  INVALID_ARGUMENT_TYPE: [
    'a kind of argument is not known',
    'use select, plural, selectordinal, number, date or time',
  ],
  EXPECT_SELECT_ARGUMENT_OPTIONS: ['a select or plural has no forms', 'write them: one {…} other {…}'],
  EXPECT_PLURAL_ARGUMENT_SELECTOR: ['a plural form has no name', 'write it as one {…}'],
  EXPECT_SELECT_ARGUMENT_SELECTOR: ['a select form has no name', 'write it as found {…}'],
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: ['a plural form has no words', 'put them in braces: one {…}'],
  EXPECT_SELECT_ARGUMENT_SELECTOR_FRAGMENT: ['a select form has no words', 'put them in braces: found {…}'],
  DUPLICATE_SELECT_ARGUMENT_SELECTOR: ['a select has the same form twice', 'remove one of them'],
  DUPLICATE_PLURAL_ARGUMENT_SELECTOR: ['a plural has the same form twice', 'remove one of them'],
};

function badIcu(text: string, error: unknown): Fault {
  const code = error instanceof Error ? error.message : String(error);
  const place =
    error instanceof Error && 'location' in error ? (error.location as { start?: { offset?: number } }) : {};
  const [what, cure] = REASONS[code] ?? [code, "close every brace; a literal brace is written '{'"];
  const at = place.start?.offset;
  const near =
    at === undefined ? '' : `, near "${text.slice(Math.max(0, at - 20), at + 10).replace(/\s+/gu, ' ')}"`;
  return { code: 'bad-icu', message: `${what}${near}`, cure, severity: 'error' };
}
