// A shop's HTTP API on a real port, with moods: well, slow, failing, talking nonsense.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Mood =
  | { readonly kind: 'well' }
  /** Answers never. */
  | { readonly kind: 'slow' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'body'; readonly body: string };

export interface ShopApiServer {
  readonly url: string;
  mood: Mood;
  /** Moods for the next requests, before `mood` counts again. */
  readonly next: Mood[];
  /** What was asked, as `GET /orders/UT-1`. */
  readonly asked: string[];
  readonly keys: (string | undefined)[];
  close(): Promise<void>;
}

export const API_ORDER = {
  number: 'UT-10001',
  status: 'shipped',
  orderedAt: '2026-11-15',
  expectedAt: '2026-11-20',
  city: 'Москва',
  items: [{ sku: 'KET-1', name: 'Чайник', quantity: 1, warrantyMonths: 12 }],
  total: 499_000,
  currency: 'RUB',
  deliveredAt: null,
};
const REPAIR = {
  number: 'R-2001',
  stage: 'repairing',
  sku: 'KET-1',
  names: { ru: 'Чайник' },
  openedAt: '2026-11-10',
  since: '2026-11-12T10:00:00+03:00',
  currency: 'RUB',
};
const PRODUCT = { sku: 'KET-1', names: { ru: 'Чайник' }, category: 'kettles', warrantyMonths: 12 };
const CONTACTS = { phone: '+7 916 123-45-12', email: 'anna@example.ru' };
const PROOFS = ['4512', 'anna@example.ru'];

export async function startShopApi({ products = true } = {}): Promise<ShopApiServer> {
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    open.add(response);
    response.on('close', () => open.delete(response));
    const path = decodeURIComponent(request.url ?? '');
    api.asked.push(`${request.method ?? ''} ${path}`);
    api.keys.push(request.headers.authorization);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const mood = api.next.shift() ?? api.mood;
    if (mood.kind === 'slow') return;
    if (mood.kind === 'status') {
      send(response, mood.status, { error: 'no' });
      return;
    }
    if (mood.kind === 'body') {
      response.writeHead(200).end(mood.body);
      return;
    }
    const found = find(path, body === '' ? {} : (JSON.parse(body) as { number?: string; proof?: string }));
    if (found === undefined) send(response, 404, {});
    else send(response, 200, found);
  }

  function find(path: string, asked: { number?: string; proof?: string }): object | undefined {
    const proved = PROOFS.includes(asked.proof ?? '');
    switch (path) {
      case '/orders/UT-10001':
        return { order: API_ORDER, ...CONTACTS };
      case '/orders/proof':
        return asked.number === 'UT-10001' && proved ? { order: API_ORDER } : undefined;
      case '/repairs/R-2001':
        return { repair: REPAIR, ...CONTACTS };
      case '/repairs/proof':
        return asked.number === 'R-2001' && proved ? { repair: REPAIR } : undefined;
      case '/orders/UT-10001/bonus':
        return { balance: { points: 350, expiring: { points: 100, at: '2026-12-01' } } };
      case '/products':
        return products ? { products: [PRODUCT] } : undefined;
      default:
        return undefined;
    }
  }

  const api: ShopApiServer = {
    url: '',
    mood: { kind: 'well' },
    next: [],
    asked: [],
    keys: [],
    async close() {
      for (const response of open) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(api, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
