// Customers' files: fetched from the service with the bot's token, from elsewhere only if it is the public internet.
import type { lookup as systemLookup } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download, isPublicAddress } from '../../../src/channels/botframework/download.ts';
import { FileUnavailableError } from '../../../src/model/attachment.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { activity, startHarness, type Harness } from '../../fakes/bot-connector/harness.ts';

describe('files from the Bot Framework', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startHarness();
  });
  afterEach(() => harness.close());

  async function receivedFile(contentUrl: string, contentType = 'image/*') {
    await harness.receive(
      activity({ text: null, attachments: [{ contentType, contentUrl, name: 'receipt.jpg' }] }),
    );
    const body = harness.received[0]?.body;
    return body?.kind === 'files' ? body.files[0]! : expect.unreachable('no file was received');
  }

  test('a file at the service is fetched with the bot’s own token', async () => {
    const url = harness.connector.serveFile(Buffer.from('pixels'), 'image/jpeg');

    const file = await receivedFile(url);

    expect(file).toMatchObject({ kind: 'photo', name: 'receipt.jpg', file: { origin: 'botframework' } });
    expect(await harness.channel.fetchFile?.(file.file.id)).toEqual({
      bytes: Buffer.from('pixels'),
      name: 'receipt.jpg',
      mime: 'image/jpeg',
    });
  });

  test('a redirect within the service is followed', async () => {
    const url = harness.connector.serveRedirect(harness.connector.serveFile(Buffer.from('x'), 'image/png'));

    const { file } = await receivedFile(url);

    expect(await harness.channel.fetchFile?.(file.id)).toMatchObject({ mime: 'image/png' });
  });

  test('a picture inside the message is kept in our folder before the message is accepted', async () => {
    const data = Buffer.from('pixels').toString('base64');

    const file = await receivedFile(`data:image/png;base64,${data}`);

    expect(file).toMatchObject({ file: { origin: 'local', id: 'kept-1' }, mime: 'image/png', size: 6 });
    expect(harness.kept).toMatchObject([{ name: 'receipt.jpg', bytes: Buffer.from('pixels') }]);
  });

  test('neither an address inside our network nor a redirect to one is ever visited', async () => {
    let visits = 0;
    const inside = createServer((_request, response) => {
      visits += 1;
      response.end('secret');
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(inside.address() as AddressInfo).port}/`;
    const direct = await receivedFile(`http://${address}`);
    harness.received.length = 0;
    const redirected = await receivedFile(harness.connector.serveRedirect(`https://${address}`));

    await expect(harness.channel.fetchFile?.(direct.file.id)).rejects.toThrow(FileUnavailableError);
    await expect(harness.channel.fetchFile?.(redirected.file.id)).rejects.toThrow(FileUnavailableError);
    expect(visits).toBe(0);
    inside.close();
  });

  test.each([
    ['that is gone', () => `${harness.connector.serviceUrl}v3/attachments/none`],
    ['that redirects for ever', () => `${harness.connector.serviceUrl}v3/moved/none`],
    ['without an address', () => 'not an address'],
  ])('a file %s is unavailable', async (_what, url) => {
    const { file } = await receivedFile(url());

    await expect(harness.channel.fetchFile?.(file.id)).rejects.toThrow(FileUnavailableError);
  });

  test.each(['', 'not base64 of JSON', Buffer.from('{"url":1}').toString('base64url')])(
    'the id "%s" is unavailable',
    async (id) => {
      await expect(harness.channel.fetchFile?.(id)).rejects.toThrow(FileUnavailableError);
    },
  );

  test('a forged id for a chat that we do not know gets no token', async () => {
    const url = harness.connector.serveFile(Buffer.from('x'), 'image/png');
    const id = Buffer.from(JSON.stringify({ url, chat: 'webchat:x', name: 'a', mime: 'b' })).toString(
      'base64url',
    );

    await expect(harness.channel.fetchFile?.(id)).rejects.toThrow(FileUnavailableError);
  });
});

describe('download', () => {
  const options = {
    trustedOrigin: 'https://service.example',
    token: () => Promise.reject(new Error('the token was asked for')),
    clock: systemClock,
  };

  test('checks the addresses behind a name', async () => {
    const lookup: typeof systemLookup = ((
      _host: string,
      _options: object,
      done: (...found: unknown[]) => void,
    ) => done(null, [{ address: '10.0.0.5', family: 4 }])) as never;

    await expect(download('https://innocent.example/a.png', { ...options, lookup })).rejects.toThrow(
      'leads to an internal address',
    );
  });

  test.each([
    'http://a.example/x',
    'https://10.1.2.3/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'file:///etc/passwd',
  ])('refuses %s', async (address) => {
    await expect(download(address, options)).rejects.toThrow(/internal|not fetched/u);
  });

  test('gives the token only to the service', async () => {
    await expect(download('https://service.example/x', options)).rejects.toThrow('the token was asked for');
  });

  test.each([
    ['8.8.8.8', true],
    ['10.0.0.1', false],
    ['100.64.0.1', false],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['172.31.0.1', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['255.255.255.255', false],
    ['2606:4700::1111', true],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['2002:7f00:1::', false],
    ['not an address', false],
  ])('%s is public: %s', (ip, expected) => {
    expect(isPublicAddress(ip)).toBe(expected);
  });
});
