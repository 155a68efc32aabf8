// The lookups over a shop's own HTTP API; README.md here tells the contract. Products that it does not have, and the counting of
// wrong guesses, stay with our own tables.
import type { Catalogue } from '../model/catalogue.ts';
import type { BonusBalance, Product } from '../model/order.ts';
import type { Lookups } from '../model/order.ts';
import type { Attempts, TurnStore } from '../model/store.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import { proves } from './identity.ts';
import { createLookups, type LookupParts } from './lookups.ts';
import { matchProducts } from './product-match.ts';
import { createShopApi, type ShopApiOptions } from './shop-api.ts';
import { answers } from './shop-api-answers.ts';
import type { ShopRecords } from './shop-records.ts';

export interface HttpLookupOptions extends ShopApiOptions {
  /** True: the proof is sent to the shop, and contact data never leave it. */
  readonly proofByShop: boolean;
}

/** The catalogue of products is asked for anew after this long. */
const PRODUCTS_FOR_MS = 10 * 60 * 1000;

export function httpLookups(
  options: HttpLookupOptions & {
    readonly tables: Attempts & Pick<Catalogue, 'products'> & Pick<TurnStore, 'nextTicketNumber'>;
    readonly more?: Pick<LookupParts, 'personalData' | 'continuation'>;
    readonly log: Log;
    readonly clock: Clock;
  },
): Lookups {
  const { tables, more = {}, log } = options;
  const records = httpRecords(options, tables);
  return createLookups({ ...more, records, attempts: tables, tickets: tables, log });
}

export function httpRecords(
  options: HttpLookupOptions & { readonly clock: Clock; readonly log: Log },
  tables: Pick<Catalogue, 'products'>,
): ShopRecords {
  const api = createShopApi(options);
  const { proofByShop, clock } = options;
  let kept: { readonly at: number; readonly products: Promise<readonly Product[]> } | undefined;

  async function readProducts(): Promise<readonly Product[]> {
    return (await api.read('/products', answers.products))?.products ?? tables.products();
  }

  function allProducts(): Promise<readonly Product[]> {
    const now = clock.now().getTime();
    if (kept === undefined || now - kept.at >= PRODUCTS_FOR_MS) {
      const products = readProducts();
      kept = { at: now, products };
      products.catch(() => (kept = undefined));
    }
    return kept.products;
  }

  return {
    async provedOrder(number, proof) {
      if (proofByShop) return (await api.ask('/orders/proof', { number, proof }, answers.order))?.order;
      const found = await api.read(pathOf('/orders', number), answers.heldOrder);
      return found && proves(proof, found) ? found.order : undefined;
    },
    async provedRepair(number, proof) {
      if (proofByShop) return (await api.ask('/repairs/proof', { number, proof }, answers.repair))?.repair;
      const found = await api.read(pathOf('/repairs', number), answers.heldRepair);
      return found && proves(proof, found) ? found.repair : undefined;
    },
    order: async (number) => (await api.read(pathOf('/orders', number), answers.order))?.order,
    async bonusOf(order): Promise<BonusBalance | undefined> {
      return (await api.read(`${pathOf('/orders', order)}/bonus`, answers.bonus))?.balance;
    },
    products: async (words, limit) => matchProducts(words, await allProducts(), limit),
  };
}

function pathOf(folder: string, number: string): string {
  return `${folder}/${encodeURIComponent(number.trim())}`;
}
