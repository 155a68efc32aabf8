// Downloads a customer's file from an address that the customer may have chosen: never from inside our own network.
import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Clock } from '../../system/clock.ts';

export interface DownloadOptions {
  /** Origin of the connector service that this chat belongs to, for example `https://smba.trafficmanager.net`. */
  readonly trustedOrigin: string;
  /** Sent to `trustedOrigin` and to nobody else. */
  readonly token: () => Promise<string>;
  readonly clock: Clock;
  readonly lookup?: LookupFunction;
}

export interface Download {
  readonly bytes: Uint8Array;
  readonly mime?: string;
}

const MAX_BYTES = 25 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 30_000;

/** Private, local and special-purpose ranges (RFC 6890 and its IPv6 counterparts). */
const INTERNAL = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  INTERNAL.addSubnet(net, prefix, 'ipv4');
}
/** Of IPv6 only the global unicast range is public, without what embeds an IPv4 address (6to4, Teredo). */
const GLOBAL6 = new BlockList();
GLOBAL6.addSubnet('2000::', 3, 'ipv6');
const EMBEDDED6 = new BlockList();
EMBEDDED6.addSubnet('2001::', 32, 'ipv6');
EMBEDDED6.addSubnet('2002::', 16, 'ipv6');

/** Rejects when the address is not allowed, does not answer 200 in 30 s, or has more than 25 MiB. */
export async function download(address: string, options: DownloadOptions): Promise<Download> {
  let url = new URL(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await open(url, options);
    const status = response.statusCode ?? 0;
    if (status === 200) return read(response);
    response.destroy();
    const { location } = response.headers;
    if (status < 300 || status >= 400 || location === undefined) {
      throw new Error(`the file's host answered ${status}`);
    }
    url = new URL(location, url);
  }
  throw new Error(`the file's host redirected more than ${MAX_REDIRECTS} times`);
}

/** True for an address of the public internet, in either notation. */
export function isPublicAddress(ip: string): boolean {
  if (isIP(ip) === 4) return !INTERNAL.check(ip, 'ipv4');
  return isIP(ip) === 6 && GLOBAL6.check(ip, 'ipv6') && !EMBEDDED6.check(ip, 'ipv6');
}

async function open(url: URL, options: DownloadOptions): Promise<IncomingMessage> {
  const trusted = url.origin === options.trustedOrigin;
  if (!trusted) refuseUnsafe(url);
  const headers = trusted ? { authorization: `Bearer ${await options.token()}` } : {};
  const lookup = options.lookup ?? systemLookup;
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start(url, { headers, lookup: trusted ? lookup : publicOnly(lookup) });
    const cancel = options.clock.after(TIMEOUT_MS, () => request.destroy(new Error('no file within 30 s')));
    request.on('response', resolve);
    request.on('error', reject);
    request.on('close', cancel);
    request.end();
  });
}

function refuseUnsafe(url: URL): void {
  if (url.protocol !== 'https:') throw new Error(`a file is not fetched over ${url.protocol}`);
  const literal = url.hostname.replace(/^\[|\]$/gu, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal))
    throw new Error('the file lies at an internal address');
}

/** Checks the very addresses that the connection will use, so that a name cannot change its mind in between. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, options, (error, address, family) => {
      const found = typeof address === 'string' ? [address] : address.map((entry) => entry.address);
      if (error === null && !found.every(isPublicAddress)) {
        done(new Error('the name of the file’s host leads to an internal address'), address, family);
      } else {
        done(error, address, family);
      }
    });
  };
}

async function read(response: IncomingMessage): Promise<Download> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      response.destroy();
      throw new Error('the file has more than 25 MiB');
    }
    chunks.push(chunk);
  }
  const mime = response.headers['content-type']?.split(';')[0]?.trim();
  return { bytes: Buffer.concat(chunks), ...(mime !== undefined && { mime }) };
}
