// What browsers fetch beside Direct Line: the widget's script and the demo shop page that carries it.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { localeOf, type Locale } from '../../model/locale.ts';
import { bundleScript } from '../../system/bundle.ts';
import { renderDemo, type DemoHint } from './demo/render.ts';

export type { DemoHint } from './demo/render.ts';

interface Asset {
  readonly type: string;
  readonly cache: string;
  readonly etag: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

const HERE = import.meta.dirname;
/** Pages keep the script this long (s) before they ask whether it has changed. */
const SCRIPT_CACHE = 'public, max-age=300, stale-while-revalidate=86400';

/** Bundles the widget; rejects when it does not compile. */
export async function addPages(
  app: FastifyInstance,
  options: {
    readonly defaultLocale: Locale;
    readonly shopName?: string;
    readonly demoHints?: readonly DemoHint[];
  },
): Promise<void> {
  const { code } = await bundleScript(join(HERE, 'widget/main.ts'));
  const script = await asset(code, 'text/javascript; charset=utf-8', SCRIPT_CACHE);
  app.get('/widget.js', (request, reply) => serve(request, reply, script));

  const css = await readFile(join(HERE, 'demo/page.css'), 'utf8');
  const style = await asset(css, 'text/css; charset=utf-8', SCRIPT_CACHE);
  app.get('/demo.css', (request, reply) => serve(request, reply, style));

  const template = await readFile(join(HERE, 'demo/page.html'), 'utf8');
  const pageIn = (locale: Locale): Promise<Asset> =>
    asset(renderDemo(template, locale, options), 'text/html; charset=utf-8', 'no-cache');
  const pages: Readonly<Record<Locale, Asset>> = {
    ru: await pageIn('ru'),
    en: await pageIn('en'),
    bg: await pageIn('bg'),
  };
  app.get<{ Querystring: { lang?: string | string[] } }>('/', (request, reply) => {
    const { lang } = request.query;
    const locale = localeOf(typeof lang === 'string' ? lang : undefined) ?? options.defaultLocale;
    return serve(request, reply, pages[locale]);
  });
}

async function asset(text: string, type: string, cache: string): Promise<Asset> {
  const body = Buffer.from(text);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { type, cache, etag: `"${hash}"`, body, gzipped: await promisify(gzip)(body) };
}

function serve(request: FastifyRequest, reply: FastifyReply, { type, cache, etag, body, gzipped }: Asset) {
  reply
    .header('cache-control', cache)
    .header('etag', etag)
    .header('vary', 'Accept-Encoding')
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'cross-origin');
  if (request.headers['if-none-match']?.includes(etag) === true) return reply.code(304).send();
  const packed = /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '');
  if (packed) reply.header('content-encoding', 'gzip');
  return reply.type(type).send(packed ? gzipped : body);
}
