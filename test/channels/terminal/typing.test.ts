// What a person types in the terminal means what it says.
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { terminalChannel } from '../../../src/channels/terminal/terminal.ts';
import type { InboundBody } from '../../../src/model/message.ts';
import { newId } from '../../../src/system/ids.ts';
import { memoryFiles } from '../../fakes/files.ts';
import { hastyClock } from '../../fakes/hasty-clock.ts';

async function typed(line: string): Promise<InboundBody | undefined> {
  const heard: InboundBody[] = [];
  const channel = terminalChannel({
    input: new PassThrough(),
    output: new PassThrough(),
    locale: 'ru',
    files: memoryFiles(),
    clock: hastyClock(),
    newId,
    showValues: false,
    onDeskLine: () => Promise.resolve(),
    onEnd: () => undefined,
  });
  await channel.start((message) => {
    heard.push(message.body);
    return Promise.resolve();
  });
  await channel.hear(line);
  await channel.stop();
  return heard.at(-1);
}

test.each(['+7 912 345-67-89', '+359 88 123 4567', '+'])('"%s" is words, not a file', async (line) => {
  expect(await typed(line)).toEqual({ kind: 'text', text: line });
});
test('/start begins anew', async () => {
  expect(await typed('/start')).toEqual({ kind: 'start' });
});
