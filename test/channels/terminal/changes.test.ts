// Print cannot be unprinted, so the terminal says what has changed in a line of its own.
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { terminalChannel } from '../../../src/channels/terminal/terminal.ts';
import type { OutboxId } from '../../../src/model/ids.ts';
import type { OutboundMessage } from '../../../src/model/message.ts';
import { plain } from '../../../src/model/rich-text.ts';
import { memoryFiles } from '../../fakes/files.ts';
import { hastyClock } from '../../fakes/hasty-clock.ts';

const HERE = { channel: 'terminal', chat: 'terminal', user: 'terminal' };
const words = (text: string): OutboundMessage => ({
  text: plain(text),
  speaker: { kind: 'operator', name: 'Анна' },
  locale: 'ru',
});

test('an edit shows the new words, a removal the old ones', async () => {
  const output = new PassThrough();
  const channel = terminalChannel({
    input: new PassThrough(),
    output,
    locale: 'ru',
    files: memoryFiles(),
    clock: hastyClock(),
    newId: () => 'message-1',
    showValues: false,
    onDeskLine: () => Promise.resolve(),
    onEnd: () => undefined,
  });
  const receipt = await channel.send(HERE, words('завтра'), 'out-1' as OutboxId);
  await channel.edit!(HERE, receipt, words('сегодня'), 'edit-1' as OutboxId);
  await channel.remove!(HERE, receipt, 'remove-1' as OutboxId);
  expect(String(output.read())).toBe(
    '\nАнна: завтра\n\n(changed) Анна: сегодня\n\n(taken back) Анна: сегодня\n',
  );
});
