// JSON at the boundary of the database. Dates are tagged, so that they come back as dates and texts that look like dates do not.

declare const content: unique symbol;
/** JSON text of a T. */
export type Json<T> = string & { readonly [content]: T };

/** Text for plain data: objects, arrays, strings, finite numbers, booleans, null and dates. Absent and undefined are one. */
export function encode<T>(value: T): Json<T> {
  return JSON.stringify(needsTags(value) ? tag(value) : value) as Json<T>;
}

/** What `encode` was given. */
export function decode<T>(text: Json<T>): T {
  const parsed: unknown = JSON.parse(text);
  return (text.includes('"$') ? untag(parsed) : parsed) as T;
}

/** A date is written as `{"$date": ms}`; a key of the data that begins with `$` gets a second one. */
const DATE = '$date';

type Fields = Record<string, unknown>;

function needsTags(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Date) return true;
  if (Array.isArray(value)) return value.some(needsTags);
  const object = value as Fields;
  for (const key in object) {
    if (key.startsWith('$') || needsTags(object[key])) return true;
  }
  return false;
}

function tag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { [DATE]: value.getTime() };
  if (Array.isArray(value)) return value.map(tag);
  const object = value as Fields;
  const tagged: Fields = {};
  for (const key in object) put(tagged, key.startsWith('$') ? `$${key}` : key, tag(object[key]));
  return tagged;
}

/** Changes in place what has no key to rename. */
function untag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(untag);
  const object = value as Fields;
  if (Object.hasOwn(object, DATE)) return new Date(Number(object[DATE] ?? NaN));
  let escaped = false;
  for (const key in object) {
    escaped ||= key.startsWith('$');
    const field = object[key];
    if (typeof field === 'object' && field !== null) put(object, key, untag(field));
  }
  if (!escaped) return object;
  return Object.fromEntries(
    Object.entries(object).map(([key, field]) => [key.startsWith('$') ? key.slice(1) : key, field]),
  );
}

/** Assigns, also under the one name that assignment treats apart. */
function put(object: Fields, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
