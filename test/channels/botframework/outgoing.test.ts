// Our messages as activities, for messengers of different abilities.
import { describe, expect, test } from 'vitest';
import { toActivity } from '../../../src/channels/botframework/outgoing.ts';
import { pressedValue } from '../../../src/channels/botframework/press.ts';
import { traitsOf } from '../../../src/channels/botframework/traits.ts';
import type { Choice, OutboundMessage } from '../../../src/model/message.ts';
import { plain } from '../../../src/model/rich-text.ts';

const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ label: `Label ${index}`, value: `n1:${index}` }));

function sent(
  channelId: string,
  message: Partial<OutboundMessage>,
  files: Parameters<typeof toActivity>[1] = [],
) {
  const whole: OutboundMessage = { text: plain('Hi'), speaker: { kind: 'bot' }, locale: 'en', ...message };
  return toActivity(whole, files, 'ann', traitsOf(channelId));
}

describe('the text', () => {
  test.each([
    ['webchat', 'markdown', '2\\*2'],
    ['msteams', 'markdown', '2\\*2'],
    ['a-new-one', 'markdown', '2\\*2'],
    ['sms', 'plain', '2*2'],
    ['constructor', 'markdown', '2\\*2'],
  ])('in %s is %s', (channelId, textFormat, text) => {
    expect(sent(channelId, { text: plain('2*2') })).toMatchObject({ textFormat, text, locale: 'en' });
  });

  test.each([
    [{ kind: 'operator', name: 'Ivan_P' } as const, '**Ivan\\_P:** Hi'],
    [{ kind: 'system' } as const, 'Hi'],
    [{ kind: 'bot' } as const, 'Hi'],
  ])('of %j is %s', (speaker, text) => {
    expect(sent('webchat', { speaker }).text).toBe(text);
  });

  test('of an operator who sends only a file is the name', () => {
    expect(sent('webchat', { speaker: { kind: 'operator', name: 'Ivan' }, text: [] }).text).toBe('**Ivan:**');
  });

  test('that begins with a list has the name above it', () => {
    const text = [{ kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'a' }]] }] as const;
    expect(sent('webchat', { speaker: { kind: 'operator', name: 'Ivan' }, text }).text).toBe(
      '**Ivan:**\n\n- a',
    );
  });
});

describe('choices', () => {
  test('are suggested to the person in the web chat, and a press returns the value', () => {
    const { suggestedActions, attachments } = sent('webchat', { choices: choices(2) });

    expect(attachments).toBeUndefined();
    expect(suggestedActions?.to).toEqual(['ann']);
    expect(suggestedActions?.actions).toMatchObject([
      { type: 'messageBack', title: 'Label 0', displayText: 'Label 0', text: 'Label 0' },
      { type: 'messageBack', title: 'Label 1' },
    ]);
    expect(pressedValue(suggestedActions?.actions[1]?.value, 'Label 1')).toBe('n1:1');
  });

  test('in Teams are buttons on cards, six on each', () => {
    const { suggestedActions, attachments } = sent('msteams', { choices: choices(7) });

    expect(suggestedActions).toBeUndefined();
    expect(attachments).toMatchObject([
      { contentType: 'application/vnd.microsoft.card.hero' },
      { content: { buttons: [{ type: 'messageBack', title: 'Label 6', value: { choice: 'n1:6' } }] } },
    ]);
  });

  test('elsewhere return their value as text', () => {
    const [action] = sent('telegram', { choices: choices(1) }).suggestedActions?.actions ?? [];

    expect(action).toMatchObject({ type: 'postBack', title: 'Label 0' });
    expect(pressedValue(undefined, String(action?.value))).toBe('n1:0');
  });
});

describe('files', () => {
  const picture = { name: 'a.png', mime: 'image/png', url: 'https://shop.example/a.png' };
  const paper = { name: 'act [1].pdf', mime: 'application/pdf', url: 'https://shop.example/f/1' };

  test('are attached', () => {
    const activity = sent('webchat', {}, [picture, paper]);

    expect(activity.text).toBe('Hi');
    expect(activity.attachments).toEqual([
      { contentType: 'image/png', contentUrl: picture.url, name: 'a.png' },
      { contentType: 'application/pdf', contentUrl: paper.url, name: 'act [1].pdf' },
    ]);
  });

  test('that are no pictures become links in Teams', () => {
    const activity = sent('msteams', {}, [picture, paper]);

    expect(activity.text).toBe('Hi\n\n[act \\[1\\].pdf](https://shop.example/f/1)');
    expect(activity.attachments).toHaveLength(1);
  });
});
