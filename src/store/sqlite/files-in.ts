// Which files some stored JSON refers to, wherever in it they stand.
import type { FileRef } from '../../model/attachment.ts';

/** Every object with an `origin` and an `id` that are texts, as a reference to a file has and nothing else. */
export function filesIn(value: unknown): FileRef[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(filesIn);
  const { origin, id } = value as Record<string, unknown>;
  const own = typeof origin === 'string' && typeof id === 'string' ? [{ origin, id }] : [];
  return [...own, ...Object.values(value).flatMap(filesIn)];
}

/** The same of JSON text; none in anything else. */
export function filesInText(json: string): FileRef[] {
  if (!json.includes('"origin"')) return [];
  try {
    return filesIn(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
