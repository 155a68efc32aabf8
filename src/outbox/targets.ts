// How a delivery is made: which call of its channel or desk carries it out.
import type { Channel } from '../model/channel.ts';
import type { Desk } from '../model/desk.ts';
import type { OutboxId } from '../model/ids.ts';
import { DeliveryError, type OutboundMessage, type Receipt } from '../model/message.ts';
import type { Delivery } from '../model/turn.ts';
import type { AboutAttempt, Target } from './attempt.ts';

/** By name. */
export function targetsOf(channels: readonly Channel[], desks: readonly Desk[]): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const channel of channels) {
    const { rate, once = false } = channel.capabilities;
    targets.set(channel.name, {
      once,
      ...(rate ? { rate } : {}),
      deliver: (delivery, key, about) => toChannel(channel, delivery, key, about),
    });
  }
  for (const desk of desks) {
    targets.set(desk.name, {
      ...(desk.rate ? { rate: desk.rate } : {}),
      deliver: (delivery, key, { again, soFar }) =>
        delivery.kind === 'post' ? desk.post(delivery.post, key, again, soFar) : misdirected(desk.name),
    });
  }
  return targets;
}

/** What never went out is changed for nobody; what the channel cannot change is refused for good, which the desk is told. */
async function toChannel(
  channel: Channel,
  delivery: Delivery,
  key: OutboxId,
  { original, soFar }: AboutAttempt,
): Promise<Receipt> {
  switch (delivery.kind) {
    case 'message':
      return channel.send(delivery.to, quoting(delivery, original), key, soFar);
    case 'edit':
      if (!original || !channel.edit) throw cannot(channel, 'edit');
      return channel.edit(delivery.to, original, delivery.message, key, soFar);
    case 'remove':
      if (!original || !channel.remove) throw cannot(channel, 'take back');
      return channel.remove(delivery.to, original, key);
    case 'post':
      return misdirected(channel.name);
  }
}

/** What quotes a message that never went out goes without the quote. */
function quoting(
  { message, quotes }: Extract<Delivery, { kind: 'message' }>,
  original: Receipt | undefined,
): OutboundMessage {
  const replyTo = quotes === undefined ? undefined : original?.refs[0];
  return replyTo === undefined ? message : { ...message, replyTo };
}

function cannot({ name }: Channel, what: string): DeliveryError {
  return new DeliveryError(`${name} cannot ${what} this message`, { outcome: 'rejected', sentForSure: 'no' });
}

function misdirected(name: string): Promise<never> {
  return Promise.reject(
    new Error(`${name} was given a delivery of the other kind: a channel and a desk share the name`),
  );
}
