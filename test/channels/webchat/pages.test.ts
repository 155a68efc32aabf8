// What browsers fetch: the widget's script and the demo page.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { bundleScript } from '../../../src/system/bundle.ts';
import { startWebchat, type WebchatServer } from '../../fakes/webchat-server.ts';

const ENTRY = `${import.meta.dirname}/../../../src/channels/webchat/widget/main.ts`;

describe('the pages', () => {
  let server: WebchatServer;

  beforeAll(async () => {
    server = await startWebchat({
      shopName: 'Дом & <b>',
      demoHints: [{ label: 'заказ в пути', text: '4512 "1234"' }],
    });
  });
  afterAll(() => server.close());

  test('the widget is under 20 kB gzipped', async () => {
    expect((await bundleScript(ENTRY)).gzipBytes).toBeLessThan(20_000);
  });

  test('/widget.js is served packed and cached, and costs nothing while it has not changed', async () => {
    const first = await fetch(`${server.url}/widget.js`);
    expect(first.headers.get('content-type')).toContain('text/javascript');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(first.headers.get('cache-control')).toContain('max-age=');
    const etag = first.headers.get('etag')!;
    const again = await fetch(`${server.url}/widget.js`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    const plain = await fetch(`${server.url}/widget.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(await first.text());
  });

  test('packed and plain are the same script', async () => {
    const code = (await bundleScript(ENTRY)).code;
    const answer = await fetch(`${server.url}/widget.js`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = bytes[0] === 0x1f ? gunzipSync(bytes).toString() : bytes.toString();
    expect(text).toBe(code);
  });

  test.each([
    ['?lang=ru', 'ru'],
    ['?lang=en', 'en'],
    ['?lang=bg', 'bg'],
    ['', 'ru'],
    ['?lang=xx', 'ru'],
    ['?lang=en&lang=bg', 'ru'],
  ])('/%s speaks %s and carries the widget', async (query, lang) => {
    const page = await (await fetch(`${server.url}/${query}`)).text();
    expect(page).toContain(`<html lang="${lang}">`);
    expect(page).toContain(`<script src="widget.js" data-locale="${lang}" async></script>`);
    expect(page).not.toContain('{{');
  });

  test('the demo page escapes what the shop gives it and needs nothing from elsewhere', async () => {
    const page = await (await fetch(`${server.url}/`)).text();
    expect(page).toContain('Дом &amp; &lt;b&gt;');
    expect(page).toContain('data-firstline-say="4512 &quot;1234&quot;"');
    expect(page).toContain('href="desk"');
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/(src|href)="(https?:)?\/\//u);
    expect((await fetch(`${server.url}/demo.css`)).headers.get('content-type')).toContain('text/css');
  });
});
