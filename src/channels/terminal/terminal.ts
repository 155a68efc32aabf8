// The bot in a terminal, so that an author can talk to it with nothing configured. Buttons are numbered.
import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Channel } from '../../model/channel.ts';
import type { EventId } from '../../model/ids.ts';
import type { Locale } from '../../model/locale.ts';
import type {
  Accept,
  Address,
  Choice,
  InboundBody,
  InboundMessage,
  OutboundMessage,
} from '../../model/message.ts';
import { toPlainText } from '../../model/rich-text.ts';
import type { Clock } from '../../system/clock.ts';
import type { NewId } from '../../system/ids.ts';

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly locale: Locale;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Called when the person has ended the conversation (Ctrl+D). */
  readonly onEnd: () => void;
}

const HERE: Address = { channel: 'terminal', chat: 'terminal', user: 'terminal' };

export function terminalChannel(options: TerminalOptions): Channel {
  const { input, output, locale, clock, newId, onEnd } = options;
  let choices: readonly Choice[] = [];
  let lines: Interface | undefined;

  const message = (body: InboundBody): InboundMessage => ({
    id: `terminal:${newId()}` as EventId,
    from: HERE,
    at: clock.now(),
    locale,
    body,
  });
  const bodyOf = (line: string): InboundBody => {
    const chosen = /^\d{1,2}$/u.test(line) ? choices[Number(line) - 1] : undefined;
    return chosen ? { kind: 'choice', value: chosen.value } : { kind: 'text', text: line };
  };

  return {
    name: HERE.channel,
    capabilities: { choices: true, files: false, edits: false },
    async start(accept: Accept<InboundMessage>) {
      lines = createInterface({ input, output, prompt: '> ' });
      lines.on('line', (line) => {
        if (line.trim() === '') return;
        void accept(message(bodyOf(line.trim())));
      });
      lines.on('close', onEnd);
      await accept(message({ kind: 'start' }));
    },
    stop() {
      lines?.close();
      return Promise.resolve();
    },
    send(_to, outbound: OutboundMessage) {
      choices = outbound.choices ?? [];
      const buttons = choices.map(({ label }, index) => `  [${index + 1}] ${label}\n`).join('');
      output.write(`\n${speakerOf(outbound)}${toPlainText(outbound.text)}\n${buttons}`);
      lines?.prompt();
      return Promise.resolve({ refs: [newId()] });
    },
  } satisfies Channel;
}

function speakerOf({ speaker }: OutboundMessage): string {
  return speaker.kind === 'operator' ? `${speaker.name}: ` : '';
}
