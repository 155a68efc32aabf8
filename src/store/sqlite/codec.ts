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

function needsTags(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Date) return true;
  if (Array.isArray(value)) return value.some(needsTags);
  for (const [key, field] of Object.entries(value)) {
    if (key.startsWith('$') || needsTags(field)) return true;
  }
  return false;
}

function tag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { [DATE]: value.getTime() };
  if (Array.isArray(value)) return value.map(tag);
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key.startsWith('$') ? `$${key}` : key, tag(field)]),
  );
}

function untag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(untag);
  if (Object.hasOwn(value, DATE)) return new Date((value as { [DATE]: number | null })[DATE] ?? NaN);
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key.startsWith('$') ? key.slice(1) : key, untag(field)]),
  );
}
