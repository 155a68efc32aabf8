// Reads what a page sent: its shape is checked, and signs that databases and messengers refuse are taken out.
import { z } from 'zod';
import { HttpProblem } from '../../system/http.ts';

/** Made by the page for each act, the same when it tries again. */
export const clientKey = z.string().regex(/^[\w-]{8,64}$/u, 'must have 8 to 64 letters, digits, - or _');

/** Throws 400 that says where the body differs and shows `example`, a body that is right. */
export function parsed<T>(schema: z.ZodType<T>, body: unknown, example: string): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new HttpProblem(
    400,
    'BAD_BODY',
    `The body is not what is expected${where === '' ? '' : ` at "${where}"`}: ${issue?.message ?? 'no JSON'}. Send JSON like ${example}`,
  );
}

/** Without control characters and broken surrogates. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}
