// The language that whoever asks reads: the page says it as browsers do, in accept-language.
import type { FastifyRequest } from 'fastify';
import { localeOf, type Locale } from '../../model/locale.ts';

/** Undefined when nothing is said or we do not speak it: then the desk's own. */
export function readerLocale({ headers }: FastifyRequest): Locale | undefined {
  return localeOf(headers['accept-language']?.split(/[,;]/u)[0]?.trim());
}
