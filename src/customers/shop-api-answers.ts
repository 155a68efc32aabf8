// What the shop's API may answer, checked: anything else counts as no answer. Keys that we do not use are let be.
import { z } from 'zod';
import { ORDER_STATUSES, REFUND_STATUSES, REPAIR_STAGES } from '../model/order.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u)
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()));
const minor = z.int().min(0);
const currency = z.string().regex(/^[A-Z]{3}$/u);
const names = z.record(z.string(), z.string());
const some = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

const order = z
  .object({
    number: z.string().min(1),
    status: z.enum(ORDER_STATUSES),
    orderedAt: day,
    expectedAt: some(day),
    deliveredAt: some(day),
    city: z.string(),
    items: z.array(
      z
        .object({
          sku: z.string(),
          name: z.string(),
          names: some(names),
          quantity: z.int().min(1),
          warrantyMonths: z.int().min(0),
        })
        .transform(present),
    ),
    total: minor,
    currency,
    window: some(z.string()),
    refund: some(
      z
        .object({
          status: z.enum(REFUND_STATUSES),
          amount: minor,
          dueAt: some(day),
        })
        .transform(present),
    ),
  })
  .transform(present);

const repair = z
  .object({
    number: z.string().min(1),
    stage: z.enum(REPAIR_STAGES),
    sku: z.string(),
    names,
    openedAt: day,
    since: day,
    readyAt: some(day),
    price: some(minor),
    currency,
  })
  .transform(present);

const part = z.object({ sku: z.string(), names, price: minor, currency, inStock: z.boolean() });

const product = z
  .object({
    sku: z.string(),
    names: names.refine((known) => known['ru'] !== undefined),
    category: z.string(),
    warrantyMonths: z.int().min(0),
    manuals: some(z.record(z.string(), z.url())),
    guide: some(z.string()),
    parts: some(z.array(part)),
    serviceMonths: some(z.int().min(1)),
  })
  .transform(present);

const balance = z
  .object({
    points: z.int().min(0),
    expiring: some(z.object({ points: z.int().min(1), at: day })),
  })
  .transform(present);

const contacts = { phone: some(z.string()).transform((digits) => digits ?? ''), email: some(z.string()) };

export const answers = {
  order: z.object({ order }),
  heldOrder: z.object({ order, ...contacts }).transform(present),
  repair: z.object({ repair }),
  heldRepair: z.object({ repair, ...contacts }).transform(present),
  bonus: z.object({ balance: some(balance) }),
  products: z.object({ products: z.array(product) }),
} as const;

type Optional<Fields> = { [Key in keyof Fields]: undefined extends Fields[Key] ? Key : never }[keyof Fields];
type Present<Fields> = { [Key in Exclude<keyof Fields, Optional<Fields>>]: Fields[Key] } & {
  [Key in Optional<Fields>]?: Exclude<Fields[Key], undefined>;
};

/** Without the keys that have no value. */
function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<Fields>;
}
