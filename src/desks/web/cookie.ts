// Reads one cookie out of a request's header.

/** Undefined when there is none of that name, or an empty one. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [found, value] = pair.trim().split('=', 2);
    if (found === name && value !== undefined && value !== '') return value;
  }
  return undefined;
}
