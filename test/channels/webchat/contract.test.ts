// The web chat as a Channel: the contract that every channel passes, over real HTTP.
import { vi } from 'vitest';
import { spansToPlainText } from '../../../src/model/rich-text.ts';
import { parseMarkdown } from '../../../src/channels/webchat/widget/markdown.ts';
import { channelContract, type CustomerAct } from '../../contract/channel.ts';
import { openChat } from '../../fakes/direct-line.ts';
import { startWebchat } from '../../fakes/webchat-server.ts';

channelContract('web chat', async () => {
  const server = await startWebchat({ started: false });
  const chat = await openChat(server.url);
  let acts = 0;

  const post = (act: CustomerAct, id: string): Promise<Response> => {
    const channelData = { clientActivityID: id };
    switch (act.kind) {
      case 'start':
        return chat.post({ type: 'event', name: 'startConversation', channelData });
      case 'text':
        return chat.post({ type: 'message', text: act.text, channelData });
      case 'choice':
        return chat.post({ type: 'message', text: 'label', value: act.value, channelData });
      case 'photo': {
        const photo = new File([new Uint8Array(act.bytes)], 'photo.png', { type: 'image/png' });
        return chat.upload({ type: 'message', text: act.caption, channelData }, [photo]);
      }
    }
  };

  return {
    channel: server.channel,
    files: server.files,
    async customerSays(act) {
      acts += 1;
      const id = `act-${String(acts)}`;
      for (let tries = 0; tries < 5; tries += 1) if ((await post(act, id)).ok) return;
      throw new Error('the act was never acknowledged');
    },
    received: (count) =>
      vi.waitFor(async () => {
        const { activities } = await chat.read();
        const ours = activities.filter(({ type, from }) => type === 'message' && from.role === 'bot');
        if (ours.length < count) throw new Error(`${String(ours.length)} of ${String(count)} messages yet`);
        return ours.map(({ text, suggestedActions, attachments }) => ({
          text: parseMarkdown(text ?? '')
            .map((block) => ('spans' in block ? spansToPlainText(block.spans) : ''))
            .join('\n'),
          choices: (suggestedActions?.actions ?? []).map(({ title, value }) => ({
            label: title,
            value: String(value),
          })),
          files: (attachments ?? []).map(({ name }) => name ?? ''),
        }));
      }),
    breakDelivery: () => server.feed.failNext(new Error('disk full')),
    close: () => server.close(),
  };
});
