// Each kind of activity and what it means to us.
import { describe, expect, test } from 'vitest';
import { parseActivity } from '../../../src/channels/botframework/activity.ts';
import { meaningOf, quoteOf } from '../../../src/channels/botframework/incoming.ts';
import { activity } from '../../fakes/bot-connector/harness.ts';

const meaning = (fields: object, knownUser?: string) =>
  meaningOf(parseActivity({ ...activity(fields), serviceUrl: 'https://service.example/' }), knownUser);

describe('a message', () => {
  test.each([
    ['text', { text: ' Hello \n' }, { kind: 'text', text: 'Hello' }],
    [
      'a button that returns an object',
      { text: 'Yes', value: { choice: 'n1:yes' } },
      { kind: 'choice', value: 'n1:yes' },
    ],
    [
      'a button that returns a value',
      { text: null, value: 'choice:n1:yes' },
      { kind: 'choice', value: 'n1:yes' },
    ],
    ['a button that returns text', { text: 'choice:n1:yes' }, { kind: 'choice', value: 'n1:yes' }],
    [
      'the bot called by its name in a group',
      {
        text: '<at>Firstline</at> where is it?',
        entities: [{ type: 'mention', text: '<at>Firstline</at>', mentioned: { id: 'the-bot' } }],
      },
      { kind: 'text', text: 'where is it?' },
    ],
    [
      'somebody else mentioned',
      {
        text: '<at>Bob</at> knows',
        entities: [{ type: 'mention', text: '<at>Bob</at>', mentioned: { id: 'bob' } }],
      },
      { kind: 'text', text: '<at>Bob</at> knows' },
    ],
    [
      'Teams’ HTML copy of the text',
      { text: 'Hi', attachments: [{ contentType: 'text/html', content: '<p>Hi</p>' }] },
      { kind: 'text', text: 'Hi' },
    ],
    [
      'a card',
      { text: '', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }] },
      { kind: 'unsupported', what: 'card' },
    ],
    [
      'a point on the map',
      { text: '', entities: [{ type: 'GeoCoordinates', latitude: 42.7, longitude: 23.3 }] },
      { kind: 'place', latitude: 42.7, longitude: 23.3 },
    ],
    [
      'a place with a name',
      {
        text: null,
        entities: [
          { type: 'mention', text: 'x' },
          { type: 'Place', name: 'Shop', address: 'Ring 1', geo: { latitude: 42.7, longitude: 23.3 } },
        ],
      },
      { kind: 'place', latitude: 42.7, longitude: 23.3, title: 'Shop', address: 'Ring 1' },
    ],
    ['nothing', { text: null }, { kind: 'unsupported', what: 'message without text' }],
    [
      'a form of somebody else’s card',
      { text: null, value: { x: 1 } },
      { kind: 'unsupported', what: 'message without text' },
    ],
  ])('%s', (_what, fields, body) => {
    expect(meaning(fields)).toEqual({ user: 'ann', body });
  });

  test('files come with their kinds, names and the text as a caption', () => {
    const result = meaning({
      text: 'the receipt',
      attachments: [
        { contentType: 'image/jpeg', contentUrl: 'https://a.example/1', name: 'front.jpg' },
        { contentType: 'image/*', contentUrl: 'https://a.example/2' },
        { contentType: 'audio/ogg', contentUrl: 'https://a.example/3' },
        { contentType: 'video/mp4', contentUrl: 'https://a.example/4' },
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'receipt.pdf',
          content: { downloadUrl: 'https://a.example/5', fileType: 'pdf' },
        },
      ],
    });

    expect(result?.body).toMatchObject({
      kind: 'incoming-files',
      caption: 'the receipt',
      files: [
        { kind: 'photo', name: 'front.jpg', source: { url: 'https://a.example/1' } },
        { kind: 'photo', name: 'file-2' },
        { kind: 'audio', name: 'file-3.ogg' },
        { kind: 'video', name: 'file-4.mp4' },
        { kind: 'document', name: 'receipt.pdf', source: { url: 'https://a.example/5' } },
      ],
    });
  });

  test('a picture inside the message is decoded at once', () => {
    const contentUrl = `data:image/png;base64,${Buffer.from('pixels').toString('base64')}`;

    expect(
      meaning({ text: null, attachments: [{ contentType: 'image/png', contentUrl, name: 'a.png' }] })?.body,
    ).toEqual({
      kind: 'incoming-files',
      files: [
        {
          kind: 'photo',
          name: 'a.png',
          mime: 'image/png',
          source: {
            kind: 'inline',
            content: { bytes: Buffer.from('pixels'), name: 'a.png', mime: 'image/png' },
          },
        },
      ],
    });
  });
});

describe('a quote', () => {
  const quote = (fields: object) =>
    quoteOf(parseActivity({ ...activity(fields), serviceUrl: 'https://service.example/' }));
  const html = (itemtype: string) => ({
    attachments: [
      {
        contentType: 'text/html',
        content: `<blockquote itemscope="" itemtype="${itemtype}" itemid="1700000000001">a</blockquote><p>b</p>`,
      },
    ],
  });

  test.each([
    ['the activity that is answered', { replyToId: 'sent-1' }, 'sent-1'],
    ['nothing', {}, undefined],
    [
      'what Teams quotes',
      { channelId: 'msteams', ...html('http://schema.skype.com/Reply') },
      '1700000000001',
    ],
    [
      'nothing: other quotations in Teams',
      { channelId: 'msteams', ...html('http://schema.skype.com/Forward') },
      undefined,
    ],
    ['nothing: the thread in Teams', { channelId: 'msteams', replyToId: 'root' }, undefined],
  ])('is %s', (_what, fields, expected) => {
    expect(quote(fields)).toBe(expected);
  });
});

describe('coming and going', () => {
  test.each([
    [
      'people and the bot join: one start, of the person',
      { type: 'conversationUpdate', membersAdded: [{ id: 'the-bot' }, { id: 'ann' }] },
      { user: 'ann', body: { kind: 'start' }, suffix: 'start:ann' },
    ],
    [
      'the app is installed',
      { type: 'installationUpdate', action: 'add' },
      { user: 'ann', body: { kind: 'start' } },
    ],
    [
      'the app is removed',
      { type: 'installationUpdate', action: 'remove', from: { id: 'the-tenant' } },
      { user: 'ann', body: { kind: 'blocked' } },
    ],
    [
      'the bot is removed',
      { type: 'conversationUpdate', membersRemoved: [{ id: 'the-bot' }] },
      { user: 'ann', body: { kind: 'blocked' } },
    ],
    [
      'the bot is taken off the contacts',
      { type: 'contactRelationUpdate', action: 'remove' },
      { user: 'ann', body: { kind: 'blocked' } },
    ],
    [
      'something that we do not know',
      { type: 'hologram' },
      { user: 'ann', body: { kind: 'unsupported', what: 'hologram' } },
    ],
  ])('%s', (_what, fields, expected) => {
    expect(meaning(fields, 'ann')).toEqual(expected);
  });

  test.each([
    ['somebody else leaves', { type: 'conversationUpdate', membersRemoved: [{ id: 'bob' }] }],
    ['the app is updated', { type: 'installationUpdate', action: 'remove-upgrade' }],
    [
      'somebody joins a group',
      { type: 'conversationUpdate', membersAdded: [{ id: 'bob' }], conversation: { id: 'g', isGroup: true } },
    ],
    ['an edit that only changes a card', { type: 'messageUpdate', text: null }],
    ['a deleted message', { type: 'messageDelete' }],
  ])('%s: nothing to tell', (_what, fields) => {
    expect(meaning(fields)).toBeUndefined();
  });

  test('two edits of one message are two events', () => {
    const first = meaning({ type: 'messageUpdate', text: 'a', timestamp: '2026-03-01T10:00:01Z' });
    const second = meaning({ type: 'messageUpdate', text: 'b', timestamp: '2026-03-01T10:00:02Z' });

    expect(first?.suffix).not.toBe(second?.suffix);
  });
});
