// What every step has: an optional name and where to go next.
import { z } from 'zod';

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/u, 'a name is lower-case letters, digits and "_", beginning with a letter');

export const phraseKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9_-]*)+$/u, 'a phrase key looks like "flow.order-status.found"');

/** `id` defaults to the slot's name or to the kind with a number; `next` to the step below. */
export const common = { id: name.optional(), next: name.optional() };
