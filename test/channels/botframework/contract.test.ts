// The Bot Framework channel keeps the contract of every channel, spoken to as the web chat behind the service would.
import type { CardAction } from 'botframework-schema';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import {
  channelContract,
  type ChannelHarness,
  type CustomerAct,
  type ReceivedMessage,
} from '../../contract/channel.ts';
import type { BotConnector, Taken } from '../../fakes/bot-connector/connector.ts';
import { activity, startHarness } from '../../fakes/bot-connector/harness.ts';

channelContract('botframework', async (): Promise<ChannelHarness> => {
  const harness = await startHarness({ started: false });
  const { connector, channel, files } = harness;
  let acts = 0;

  const offered = (value: string): CardAction | undefined =>
    connector.taken
      .flatMap((reply) => reply.activity.suggestedActions?.actions ?? [])
      .findLast((action) => valueOf(action) === value);

  return {
    channel,
    files,
    close: () => harness.close(),
    async customerSays(act) {
      acts += 1;
      const said = { id: `act-${acts}`, ...fieldsOf(act, connector, offered) };
      for (let tries = 0; tries < 5; tries += 1) {
        if ((await harness.receive(activity(said))).statusCode === 200) return;
      }
      throw new Error('the channel did not acknowledge the activity');
    },
    received: () => Promise.resolve(connector.taken.filter(({ deleted }) => !deleted).map(asSeen)),
    breakDelivery: () => connector.fail({ status: 503 }),
  };
});

function fieldsOf(
  act: CustomerAct,
  connector: BotConnector,
  offered: (value: string) => CardAction | undefined,
): object {
  switch (act.kind) {
    case 'start':
      return { type: 'conversationUpdate', text: null, membersAdded: [{ id: 'ann' }] };
    case 'text':
      return { text: act.text };
    case 'photo':
      return {
        text: act.caption ?? null,
        attachments: [{ contentType: 'image/png', contentUrl: connector.serveFile(act.bytes, 'image/png') }],
      };
    case 'choice': {
      const action = offered(act.value);
      if (action === undefined) throw new Error('no such button was offered');
      return { text: action.text, value: action.value as unknown };
    }
  }
}

function asSeen({ activity: { text, suggestedActions, attachments } }: Taken): ReceivedMessage {
  return {
    text: shown(fromMarkdown(text ?? '')),
    choices: (suggestedActions?.actions ?? []).map((action) => ({
      label: action.title,
      value: valueOf(action),
    })),
    files: (attachments ?? []).map((attachment) => attachment.name ?? ''),
  };
}

function valueOf(action: CardAction): string {
  return (action.value as { choice: string }).choice;
}

function shown(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(shown).join('') : '';
}
