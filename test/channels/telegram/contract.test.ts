// Telegram as a channel like any other.
import { channelContract } from '../../contract/channel.ts';
import type { Seen } from '../../fakes/telegram-server/people.ts';
import { telegramHarness } from './harness.ts';

channelContract('Telegram', async () => {
  const { channel, files, telegram, bot } = await telegramHarness();
  const customer = telegram.customer(bot);
  return {
    channel,
    files,
    async customerSays(act) {
      if (act.kind === 'start') customer.says('/start');
      else if (act.kind === 'text') customer.says(act.text);
      else if (act.kind === 'photo') customer.sendsPhoto(act.bytes, act.caption);
      else customer.presses(customer.sees().at(-1)?.id ?? 0, act.value);
      await telegram.until(() => bot.updates.unacknowledged().length === 0, 'the acknowledgement');
    },
    async received(count) {
      await telegram.until(() => customer.sees().length >= count, `${count} messages`);
      return customer.sees().map(shown);
    },
    breakDelivery: () => telegram.failNext('sendMessage', { status: 500, times: 100 }),
    close: () => telegram.stop(),
  };
});

function shown({ text, buttons, file }: Seen) {
  const choices = buttons.flat().map((button) => ({ label: button.text, value: button.callback_data ?? '' }));
  return { text, choices, files: file ? [file.name] : [] };
}
