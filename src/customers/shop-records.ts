// Where the shop's records come from: our own tables or the shop's own system. What may be shown to whom is decided in front.
import type { Catalogue } from '../model/catalogue.ts';
import type { BonusBalance, Order, Product, RepairCase } from '../model/order.ts';
import { proves } from './identity.ts';
import { matchProducts } from './product-match.ts';

/** Every call may reject: then the shop's system did not answer. */
export interface ShopRecords {
  /** The order when it exists and `proof` belongs to it. */
  provedOrder(number: string, proof: string): Promise<Order | undefined>;
  provedRepair(number: string, proof: string): Promise<RepairCase | undefined>;
  /** Without a proof: only for an order that a conversation has proved. */
  order(number: string): Promise<Order | undefined>;
  bonusOf(order: string): Promise<BonusBalance | undefined>;
  /** Best first, at most `limit`. */
  products(words: string, limit: number): Promise<readonly Product[]>;
}

export function tableRecords(catalogue: Catalogue): ShopRecords {
  return {
    async provedOrder(number, proof) {
      const found = await catalogue.findOrder(number);
      return found && proves(proof, found) ? found.order : undefined;
    },
    async provedRepair(number, proof) {
      const found = await catalogue.findRepair(number);
      return found && proves(proof, found) ? found.repair : undefined;
    },
    order: async (number) => (await catalogue.findOrder(number))?.order,
    bonusOf: (order) => catalogue.bonusOf(order),
    products: async (words, limit) => matchProducts(words, await catalogue.products(), limit),
  };
}
