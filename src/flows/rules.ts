// flows/rules.yaml: the shop's own numbers that errands go by, and what starts an errand without being asked for by name.
import { z } from 'zod';
import { name } from './steps/common.ts';

const flow = z.string().min(1);

export const rulesSchema = z.strictObject({
  /** Any number may be added; a phrase shows it as {rule_<name>}, a branch compares with it by name. */
  shop: z
    .object({
      /** Days after delivery within which an unwanted item may come back. */
      return_days: z.number().int().min(0),
      /** Days after delivery within which a defective item is exchanged without a repair. */
      defect_days: z.number().int().min(0),
    })
    .catchall(z.number()),
  /** Categories of products that cannot be returned unless defective. */
  no_return: z.array(z.string()).default([]),
  start: z
    .array(
      z.union([
        /** An order number and next to nothing else. */
        z.strictObject({ when: z.literal('order-number'), flow }),
        /** The payload of a start link, for example `https://t.me/shop_bot?start=register`. */
        z.strictObject({ when: z.literal('payload'), is: name, flow }),
        /** Any of these words in a message, whatever else it says. */
        z.strictObject({ when: z.literal('words'), any: z.array(z.string().min(3)).min(1), flow }),
      ]),
    )
    .default([]),
  /** Flows offered as buttons under the greeting, in this order. */
  menu: z.array(flow).max(8, 'the menu has at most eight buttons').default([]),
});

export type Rules = z.infer<typeof rulesSchema>;
export type ShopRules = Omit<Rules, 'start' | 'menu'>;
