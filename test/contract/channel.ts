// What every Channel must do, whatever messenger is behind it. A test file calls `channelContract` with its own harness.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Attachment, Files } from '../../src/model/attachment.ts';
import type { Channel } from '../../src/model/channel.ts';
import type { OutboxId } from '../../src/model/ids.ts';
import {
  DeliveryError,
  type Accept,
  type Address,
  type InboundMessage,
  type OutboundMessage,
  type Receipt,
} from '../../src/model/message.ts';
import { plain, type RichText } from '../../src/model/rich-text.ts';
import { PNG } from '../fakes/photos.ts';

export interface ChannelHarness {
  /** Not yet started: the suite does that. */
  readonly channel: Channel;
  /** The folder that the channel was given for files. */
  readonly files: Files;
  /**
   * The customer does something in the messenger. Resolves once the channel has acknowledged it; until then the
   * messenger's side tries again and again, as the real one does.
   */
  customerSays(body: CustomerAct): Promise<void>;
  /** What the customer sees of ours now, oldest first, as soon as there are at least `count` messages. */
  received(count: number): Promise<readonly ReceivedMessage[]>;
  /** The messenger takes nothing from now on (the network is down, the database is full). */
  breakDelivery(): void;
  close(): Promise<void>;
}

export type CustomerAct =
  | { readonly kind: 'start' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'photo'; readonly bytes: Uint8Array; readonly caption?: string };

export interface ReceivedMessage {
  /** As shown, without the marks of formatting. */
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly value: string }[];
  readonly files: readonly string[];
}

/** `edits` is false for a messenger that can neither change nor take back what was sent. */
export function channelContract(
  name: string,
  make: () => Promise<ChannelHarness>,
  { edits = true }: { readonly edits?: boolean } = {},
): void {
  describe(`the channel contract: ${name}`, () => {
    let harness: ChannelHarness;
    let accepted: InboundMessage[];
    let accept: Accept<InboundMessage>;
    let sent: number;

    beforeEach(async () => {
      accepted = [];
      sent = 0;
      accept = (message) => {
        accepted.push(message);
        return Promise.resolve();
      };
      harness = await make();
      await harness.channel.start((message) => accept(message));
    });

    afterEach(async () => {
      await harness.channel.stop();
      await harness.close();
    });

    const latest = (): InboundMessage => accepted.at(-1)!;

    const address = async (): Promise<Address> => {
      await harness.customerSays({ kind: 'start' });
      await vi.waitFor(() => expect(accepted).not.toHaveLength(0));
      return latest().from;
    };

    const send = async (
      to: Address,
      message: Partial<OutboundMessage> & { text: RichText },
      key?: string,
    ) => {
      sent += 1;
      const whole = { speaker: { kind: 'bot' }, locale: 'ru', ...message } as const;
      return harness.channel.send(to, whole, (key ?? `out-${String(sent)}`) as OutboxId);
    };

    test('an act is acknowledged only after accept has finished', async () => {
      const order: string[] = [];
      accept = async () => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        order.push('durable');
      };
      await harness.customerSays({ kind: 'text', text: 'Где мой заказ?' });
      order.push('acknowledged');
      expect(order).toEqual(['durable', 'acknowledged']);
    });

    test('a failing accept is not acknowledged, and the next try carries the same event', async () => {
      const ids: string[] = [];
      accept = (message) => {
        ids.push(message.id);
        return ids.length === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve();
      };
      await harness.customerSays({ kind: 'text', text: 'Где мой заказ?' });
      expect(ids.length).toBeGreaterThan(1);
      expect(new Set(ids).size).toBe(1);
    });

    test('two equal messages are two events from one address', async () => {
      await harness.customerSays({ kind: 'text', text: 'Алло' });
      await harness.customerSays({ kind: 'text', text: 'Алло' });
      expect(accepted.map(({ body }) => body)).toEqual([
        { kind: 'text', text: 'Алло' },
        { kind: 'text', text: 'Алло' },
      ]);
      expect(new Set(accepted.map(({ id }) => id)).size).toBe(2);
      expect(accepted[0]!.from).toEqual(accepted[1]!.from);
      expect(accepted[0]!.from.channel).toBe(harness.channel.name);
    });

    test('a start is a start', async () => {
      await harness.customerSays({ kind: 'start' });
      await vi.waitFor(() => expect(accepted).toHaveLength(1));
      expect(latest().body).toEqual({ kind: 'start' });
    });

    test('a photo arrives whole, with its caption', async () => {
      await harness.customerSays({ kind: 'photo', bytes: PNG, caption: 'Вот трещина' });
      const { body } = latest();
      if (body.kind !== 'files') throw new Error(`expected files and got ${body.kind}`);
      expect(body.caption).toBe('Вот трещина');
      expect(body.files.map(({ kind }) => kind)).toEqual(['photo']);
      const { file } = body.files[0]!;
      const fromChannel = file.origin === harness.channel.name;
      const content = fromChannel
        ? await harness.channel.fetchFile!(file.id)
        : await harness.files.open(file);
      expect(Buffer.from(content.bytes)).toEqual(PNG);
    });

    test('a text goes out and its reference comes back', async () => {
      const { refs } = await send(await address(), { text: plain('2 * 3 < 7_ok [нет] `да`') });
      expect(refs.length).toBeGreaterThan(0);
      const [message] = await harness.received(1);
      expect(message!.text).toBe('2 * 3 < 7_ok [нет] `да`');
    });

    test('messages arrive in the order of sending, with references of their own', async () => {
      const to = await address();
      const receipts = [];
      for (const text of ['раз', 'два', 'три']) receipts.push(await send(to, { text: plain(text) }));
      const refs = receipts.flatMap((receipt) => receipt.refs);
      expect(new Set(refs).size).toBe(refs.length);
      expect((await harness.received(3)).map(({ text }) => text)).toEqual(['раз', 'два', 'три']);
    });

    test('a choice that is offered can be pressed and comes back as its value', async () => {
      const choices = [
        { label: 'Да, помогло', value: 'n1:yes' },
        { label: 'Нет', value: 'n1:no' },
      ];
      await send(await address(), { text: plain('Помогло?'), choices });
      const [message] = await harness.received(1);
      expect(message!.choices).toEqual(choices);
      await harness.customerSays({ kind: 'choice', value: 'n1:no' });
      await vi.waitFor(() => expect(latest().body).toEqual({ kind: 'choice', value: 'n1:no' }));
    });

    test('a text longer than any messenger takes at once arrives with no word lost', async () => {
      const words = Array.from({ length: 1500 }, (_, index) => `слово${String(index)}`);
      const { refs } = await send(await address(), { text: plain(words.join(' ')) });
      const seen = (await harness.received(refs.length)).map(({ text }) => text).join(' ');
      expect(seen.split(/\s+/u)).toEqual(words);
    });

    test('a file goes out under its name', async () => {
      const file = await harness.files.keep({ bytes: PNG, name: 'схема.png', mime: 'image/png' });
      const photo: Attachment = { kind: 'photo', file, name: 'схема.png', mime: 'image/png' };
      const { refs } = await send(await address(), { text: plain('Схема подключения'), files: [photo] });
      const seen = await harness.received(refs.length);
      expect(seen.flatMap(({ files }) => files)).toHaveLength(1);
      expect(seen.map(({ text }) => text).join(' ')).toContain('Схема подключения');
    });

    test('a delivery that fails says so with a DeliveryError and nothing else', async () => {
      const to = await address();
      harness.breakDelivery();
      await expect(send(to, { text: plain('Здравствуйте') })).rejects.toBeInstanceOf(DeliveryError);
    });

    test('a channel that says it can change messages can also take them back', () => {
      const { channel } = harness;
      expect(channel.capabilities.edits).toBe(edits);
      expect(['edit' in channel, 'remove' in channel]).toEqual([edits, edits]);
    });

    describe.runIf(edits)('changing and taking back', () => {
      const edit = (to: Address, receipt: Receipt, text: string, key = 'edit-1') =>
        harness.channel.edit!(
          to,
          receipt,
          { text: plain(text), speaker: { kind: 'bot' }, locale: 'ru' },
          key as OutboxId,
        );
      const remove = (to: Address, receipt: Receipt, key = 'remove-1') =>
        harness.channel.remove!(to, receipt, key as OutboxId);
      const texts = async () => (await harness.received(0)).map(({ text }) => text);

      test('an edit changes what was sent and nothing else, once for one key', async () => {
        const to = await address();
        const first = await send(to, { text: plain('Завтра') });
        await send(to, { text: plain('До встречи') });
        const receipt = await edit(to, first, 'Сегодня');
        expect(await edit(to, first, 'Сегодня')).toEqual(receipt);
        expect(await texts()).toEqual(['Сегодня', 'До встречи']);
      });

      test('an edit to a long text and back again loses no word and leaves none over', async () => {
        const to = await address();
        const words = Array.from({ length: 1500 }, (_, index) => `слово${String(index)}`);
        const longer = await edit(to, await send(to, { text: plain('Коротко') }), words.join(' '));
        expect((await texts()).join(' ').split(/\s+/u)).toEqual(words);
        await edit(to, longer, 'Снова коротко', 'edit-2');
        expect(await texts()).toEqual(['Снова коротко']);
      });

      test('what is taken back is gone, and taking it back again changes nothing', async () => {
        const to = await address();
        const first = await send(to, { text: plain('Завтра') });
        await send(to, { text: plain('До встречи') });
        await remove(to, first);
        await remove(to, first);
        await remove(to, first, 'remove-2');
        expect(await texts()).toEqual(['До встречи']);
      });

      test('what is gone cannot be changed, and that is said', async () => {
        const to = await address();
        const receipt = await send(to, { text: plain('Завтра') });
        await remove(to, receipt);
        const error: unknown = await edit(to, receipt, 'Сегодня').catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(DeliveryError);
        expect(error).toMatchObject({ outcome: 'rejected', sentForSure: 'no' });
        expect(await texts()).toEqual([]);
      });
    });

    test('after stop nothing new is accepted, and sending still works', async () => {
      const to = await address();
      const before = accepted.length;
      await harness.channel.stop();
      const { refs } = await send(to, { text: plain('До свидания') });
      expect(refs.length).toBeGreaterThan(0);
      expect(accepted).toHaveLength(before);
    });
  });
}
