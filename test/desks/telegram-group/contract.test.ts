// The Telegram group as a desk like any other.
import type { TicketId } from '../../../src/model/ids.ts';
import { deskContract } from '../../contract/desk.ts';
import { deskHarness } from './harness.ts';

deskContract('the Telegram group', async () => {
  const { desk, group, telegram, bindings } = await deskHarness();
  const operator = group.operator('Олег');
  const topicOf = async (ticket: TicketId): Promise<number> =>
    Number((await bindings.getBinding('telegram-group', `topic:${ticket}`))?.split('/')[1]);
  return {
    desk,
    async operatorSays(ticket, text) {
      operator.writes(await topicOf(ticket), text);
    },
    async operatorActs(ticket, action) {
      const card = group.messages(await topicOf(ticket))[0];
      operator.presses(card?.id ?? 0, `${action}:${ticket}`);
    },
    shown: async (ticket) => group.messages(await topicOf(ticket)).map((one) => one.text),
    close: () => telegram.stop(),
  };
});
