// Serves the desk page: a bare shell, one script, one style sheet, and headers that let nothing else in.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Locale } from '../../model/locale.ts';
import { bundleScript } from '../../system/bundle.ts';

const FOLDER = join(import.meta.dirname, 'page');
const STYLES = ['base', 'controls', 'windows', 'list', 'conversation', 'composer', 'responsive'];

const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0c6b5e"/>' +
  '<path d="M9 22V10.5A1.5 1.5 0 0 1 10.500 9H23M9 16h10" fill="none" stroke="#fff" stroke-width="3.200" stroke-linecap="round"/>' +
  '<circle cx="22.500" cy="21.500" r="2.600" fill="#7fe0c8"/></svg>';

/** Rejects when the page's script does not compile. */
export async function pageRoutes(app: FastifyInstance, locale: Locale): Promise<void> {
  const script = await bundleScript(join(FOLDER, 'main.ts'));
  const sheets = await Promise.all(
    STYLES.map((name) => readFile(join(FOLDER, 'styles', `${name}.css`), 'utf8')),
  );
  const css = sheets.join('\n');
  const cssHash = createHash('sha256').update(css).digest('hex').slice(0, 16);
  const html = shell(locale, script.hash, cssHash);

  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
  for (const url of ['/desk', '/desk/']) {
    app.get(url, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html),
    );
  }
  const assets = [
    { url: '/desk/desk.js', type: 'text/javascript; charset=utf-8', body: script.code },
    { url: '/desk/desk.css', type: 'text/css; charset=utf-8', body: css },
    { url: '/desk/icon.svg', type: 'image/svg+xml', body: ICON },
  ];
  for (const { url, type, body } of assets) {
    app.get(url, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(body),
    );
  }
}

/** The hashes make a new address of every new version, so that browsers may keep each for good. */
function shell(locale: Locale, scriptHash: string, cssHash: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Firstline</title>
<link rel="icon" href="/desk/icon.svg?v=${cssHash}">
<link rel="stylesheet" href="/desk/desk.css?v=${cssHash}">
<script defer src="/desk/desk.js?v=${scriptHash}"></script>
</head>
<body>
<noscript>This page needs JavaScript. Для этой страницы нужен JavaScript. Тази страница изисква JavaScript.</noscript>
<div id="desk"></div>
</body>
</html>
`;
}
