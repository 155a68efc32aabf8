// What a posted activity means.
import { describe, expect, test } from 'vitest';
import { readActivity } from '../../../src/channels/webchat/activity.ts';
import { toInbound } from '../../../src/channels/webchat/inbound.ts';
import type { InboundBody } from '../../../src/model/message.ts';

const photo = { origin: 'local', id: 'f1', name: 'a.png', mime: 'image/png' };

const inbound = (activity: object, files = [] as (typeof photo)[]) =>
  toInbound({
    conversation: 'conv',
    activity: readActivity(activity),
    key: 'k1',
    at: new Date(0),
    ref: 'conv|0000001',
    files,
  });

describe('an activity', () => {
  test.each<[string, object, InboundBody]>([
    ['a text', { type: 'message', text: 'Алло' }, { kind: 'text', text: 'Алло' }],
    [
      'a button of our widget',
      { type: 'message', text: 'Да', value: 'n1:yes' },
      { kind: 'choice', value: 'n1:yes' },
    ],
    [
      'a postBack of Web Chat',
      { type: 'message', text: 'n1:yes', channelData: { postBack: true } },
      { kind: 'choice', value: 'n1:yes' },
    ],
    [
      'a postBack with a value and no text',
      { type: 'message', value: 'n1:yes', channelData: { postBack: true } },
      { kind: 'choice', value: 'n1:yes' },
    ],
    [
      'a choice in channelData',
      { type: 'message', text: 'Да', channelData: { choice: 'n1:yes' } },
      { kind: 'choice', value: 'n1:yes' },
    ],
    [
      'an Adaptive Card’s answer',
      { type: 'message', value: { a: 1 } },
      { kind: 'unsupported', what: 'message value' },
    ],
    ['our start', { type: 'event', name: 'startConversation' }, { kind: 'start' }],
    [
      'a start with a payload',
      { type: 'event', name: 'startConversation', value: 'order-7' },
      { kind: 'start', payload: 'order-7' },
    ],
    [
      'Web Chat’s start',
      { type: 'event', name: 'webchat/join', value: { language: 'ru' } },
      { kind: 'start' },
    ],
    ['a conversation update', { type: 'conversationUpdate' }, { kind: 'start' }],
    ['another event', { type: 'event', name: 'pageView' }, { kind: 'unsupported', what: 'event pageView' }],
    ['a reaction', { type: 'messageReaction' }, { kind: 'unsupported', what: 'messageReaction' }],
    [
      'nulls where nothing is',
      { type: 'message', text: 'Алло', locale: null, from: null },
      { kind: 'text', text: 'Алло' },
    ],
  ])('%s', (_name, activity, body) => {
    expect(inbound(activity).body).toEqual(body);
  });

  test('with files is files, and its text their caption', () => {
    const file = { kind: 'photo', file: { origin: 'local', id: 'f1' }, name: 'a.png', mime: 'image/png' };
    expect(inbound({ type: 'message', text: 'Вот' }, [photo]).body).toEqual({
      kind: 'files',
      files: [file],
      caption: 'Вот',
    });
    expect(inbound({ type: 'message' }, [photo]).body).toEqual({ kind: 'files', files: [file] });
  });

  test('carries what is known of its sender, and an id that a repeat has too', () => {
    const activity = {
      type: 'message',
      text: 'Алло',
      locale: 'bg-BG',
      from: { id: 'dl_1', name: ' Анна ' },
      replyToId: 'conv|0000000',
    };
    expect(inbound(activity)).toEqual({
      id: 'webchat:conv:k1',
      from: { channel: 'webchat', chat: 'conv', user: 'conv' },
      at: new Date(0),
      ref: 'conv|0000001',
      replyTo: 'conv|0000000',
      locale: 'bg-BG',
      senderName: 'Анна',
      body: { kind: 'text', text: 'Алло' },
    });
  });
});
