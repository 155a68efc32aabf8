// The bot in a terminal, so that an author can talk to it with nothing configured. A line is a message, a number presses
// a button, `+ path words` sends a file.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { type Attachment, type Files, FileUnavailableError } from '../../model/attachment.ts';
import type { Channel } from '../../model/channel.ts';
import type { EventId, OutboxId } from '../../model/ids.ts';
import type { Locale } from '../../model/locale.ts';
import {
  type Accept,
  type Address,
  type Choice,
  DeliveryError,
  type InboundBody,
  type InboundMessage,
  type OutboundMessage,
} from '../../model/message.ts';
import { toPlainText } from '../../model/rich-text.ts';
import type { Clock } from '../../system/clock.ts';
import type { NewId } from '../../system/ids.ts';
import { mediaType, writeTo } from './streams.ts';

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly locale: Locale;
  readonly files: Files;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Shows each button's value as well, for whoever debugs a flow. */
  readonly showValues: boolean;
  /** Lines that begin with `@` belong to the desk. */
  readonly onDeskLine: (line: string) => Promise<void>;
  /** Called when the person has ended the conversation (Ctrl+D). */
  readonly onEnd: () => void;
}

export interface TerminalChannel extends Channel {
  /** One typed line; resolves once it is accepted. Lines are accepted in the order of typing. */
  hear(line: string): Promise<void>;
}

const NAME = 'terminal';
const HERE: Address = { channel: NAME, chat: NAME, user: NAME };
const RETRY_MS = 500;

export function terminalChannel(options: TerminalOptions): TerminalChannel {
  const { input, output, locale, files, clock, newId, showValues, onDeskLine, onEnd } = options;
  let choices: readonly Choice[] = [];
  let lines: Interface | undefined;
  let accept: Accept<InboundMessage> | undefined;
  let last: Promise<void> = Promise.resolve();
  /** Words by reference; empty when they were taken back. */
  const said = new Map<string, string>();
  const changed = new Set<OutboxId>();

  const bodyOf = async (line: string): Promise<InboundBody> => {
    if (line === '/start') return { kind: 'start' };
    const chosen = /^\d{1,2}$/u.test(line) ? choices[Number(line) - 1] : undefined;
    if (chosen) return { kind: 'choice', value: chosen.value };
    // a file stands apart from the plus, a phone number does not
    const [, path, caption] = /^\+\s+(\S+)\s*(.*)$/u.exec(line) ?? [];
    if (path === undefined) return { kind: 'text', text: line };
    const file = await attachment(path, files);
    return { kind: 'files', files: [file], ...(caption ? { caption } : {}) };
  };

  const hearNow = async (line: string): Promise<void> => {
    let body: InboundBody;
    try {
      body = await bodyOf(line);
    } catch (error) {
      if (!(error instanceof FileUnavailableError)) throw error;
      await writeTo(output, 'There is no such file; write: + path words\n');
      return;
    }
    const message: InboundMessage = {
      id: `${NAME}:${newId()}` as EventId,
      from: HERE,
      at: clock.now(),
      locale,
      body,
    };
    while (accept) {
      try {
        await accept(message);
        return;
      } catch {
        await writeTo(output, 'The message could not be stored; trying again.\n');
        await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
      }
    }
  };
  const hear = (line: string): Promise<void> => {
    const trimmed = line.trim();
    if (trimmed === '') return Promise.resolve();
    last = last.then(() => (trimmed.startsWith('@') ? onDeskLine(trimmed) : hearNow(trimmed)));
    return last;
  };

  /** Throws `DeliveryError` when nobody can read any more. */
  const print = async (text: string): Promise<void> => {
    try {
      await writeTo(output, text);
    } catch (cause) {
      throw new DeliveryError('the terminal is closed', { outcome: 'gone', sentForSure: 'no', cause });
    }
    lines?.prompt();
  };

  return {
    name: NAME,
    capabilities: { choices: true, files: true, edits: true },
    hear,
    start(accepting) {
      accept = accepting;
      lines = createInterface({ input, output, prompt: '> ' });
      lines.on('line', (line) => void hear(line));
      // what was typed before the end is still accepted
      lines.on('close', () => void last.finally(onEnd));
      return Promise.resolve();
    },
    async stop() {
      await last;
      accept = undefined;
      lines?.close();
      lines = undefined;
    },
    async send(_to, outbound) {
      choices = outbound.choices ?? [];
      const buttons = choices.map(
        ({ label, value }, index) => `  [${index + 1}] ${label}${showValues ? ` (${value})` : ''}\n`,
      );
      const sent = (outbound.files ?? []).map(({ name }) => `  📎 ${name}\n`);
      const words = `${speakerOf(outbound)}${toPlainText(outbound.text)}`;
      await print(`\n${words}\n${sent.join('')}${buttons.join('')}`);
      const ref = newId();
      said.set(ref, words);
      return { refs: [ref] };
    },
    async edit(_to, receipt, outbound, key) {
      const [ref = ''] = receipt.refs;
      if (said.get(ref) === '') {
        const why = 'the message to change has been taken back';
        throw new DeliveryError(`the terminal: ${why}`, { outcome: 'rejected', sentForSure: 'no' });
      }
      if (changed.has(key)) return receipt;
      const words = `${speakerOf(outbound)}${toPlainText(outbound.text)}`;
      await print(`\n(changed) ${words}\n`);
      said.set(ref, words);
      changed.add(key);
      return receipt;
    },
    async remove(_to, { refs: [ref = ''] }) {
      const words = said.get(ref) ?? '';
      if (words !== '') await print(`\n(taken back) ${words}\n`);
      said.set(ref, '');
      return { refs: [] };
    },
  } satisfies TerminalChannel;
}

function speakerOf({ speaker }: OutboundMessage): string {
  return speaker.kind === 'operator' ? `${speaker.name}: ` : '';
}

/** Throws FileUnavailableError when the path cannot be read. */
async function attachment(path: string, files: Files): Promise<Attachment> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new FileUnavailableError({ origin: NAME, id: basename(path) }, error);
  }
  const [name, mime] = [basename(path), mediaType(path)];
  const file = await files.keep({ bytes, name, mime });
  return { kind: mime.startsWith('image/') ? 'photo' : 'document', file, name, mime, size: bytes.length };
}
