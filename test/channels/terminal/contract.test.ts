// The terminal keeps the contract of a channel.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { terminalChannel } from '../../../src/channels/terminal/terminal.ts';
import { newId } from '../../../src/system/ids.ts';
import { channelContract, type ReceivedMessage } from '../../contract/channel.ts';
import { memoryFiles } from '../../fakes/files.ts';
import { hastyClock } from '../../fakes/hasty-clock.ts';

channelContract('terminal', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-terminal-'));
  const files = memoryFiles();
  const printed: string[] = [];
  let broken = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (broken) {
        done(new Error('closed'));
        return;
      }
      printed.push(chunk.toString());
      done();
    },
  });
  output.on('error', () => undefined);
  const channel = terminalChannel({
    input: new PassThrough(),
    output,
    locale: 'ru',
    files,
    clock: hastyClock(),
    newId,
    showValues: true,
    onDeskLine: () => Promise.resolve(),
    onEnd: () => undefined,
  });
  /** Messages are printed with an empty line before them; everything else is the prompt. */
  const messages = (): ReceivedMessage[] => {
    const seen: ReceivedMessage[] = [];
    for (const text of printed.filter((one) => one.startsWith('\n'))) understand(seen, parse(text));
    return seen;
  };

  return {
    channel,
    files,
    async customerSays(body) {
      if (body.kind === 'start') return channel.hear('/start');
      if (body.kind === 'text') return channel.hear(body.text);
      if (body.kind === 'choice') {
        const offered = messages().at(-1)?.choices ?? [];
        return channel.hear(String(offered.findIndex(({ value }) => value === body.value) + 1));
      }
      const path = join(folder, 'photo.png');
      await writeFile(path, body.bytes);
      return channel.hear(`+ ${path} ${body.caption ?? ''}`);
    },
    received: () => Promise.resolve(messages()),
    breakDelivery() {
      broken = true;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

/** What stands is what a reader takes for valid: of a changed message the last words, of one taken back nothing. */
function understand(seen: ReceivedMessage[], next: ReceivedMessage): void {
  const [, mark, words = ''] = /^\((changed|taken back)\) (.*)$/su.exec(next.text) ?? [];
  if (mark === 'changed') seen[0] = { ...seen[0]!, text: words };
  else if (mark === undefined) seen.push(next);
  else
    seen.splice(
      seen.findIndex(({ text }) => text === words),
      1,
    );
}

function parse(printed: string): ReceivedMessage {
  const choices: { label: string; value: string }[] = [];
  const files: string[] = [];
  const lines: string[] = [];
  for (const line of printed.slice(1, -1).split('\n')) {
    const choice = /^ {2}\[\d+\] (.*) \((.*)\)$/u.exec(line);
    const file = /^ {2}📎 (.*)$/u.exec(line);
    if (choice) choices.push({ label: choice[1]!, value: choice[2]! });
    else if (file) files.push(file[1]!);
    else lines.push(line);
  }
  return { text: lines.join('\n'), choices, files };
}
