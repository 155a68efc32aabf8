// What it means that somebody changed a message, or wants one taken back; the message's place in the conversation decides.
import type { Message } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { quoteOf, readEdit, readRemoval } from '../../../src/desks/telegram-group/edits.ts';
import type { Shown } from '../../../src/desks/telegram-group/messages.ts';
import type { TicketId } from '../../../src/model/ids.ts';

const TICKET = 'ticket-1' as TicketId;
const REPLY: Shown = { ticket: TICKET, ref: '50', as: 'operator', by: 'operator' };
const NOTE: Shown = { ...REPLY, by: 'note' };
const COLLEAGUE: Shown = { ...REPLY, ref: 'web-7', as: 'text' };
const CUSTOMER: Shown = { ...REPLY, ref: '9', as: 'text', by: 'customer' };
const BOT: Shown = { ...CUSTOMER, by: 'bot' };

function edited(content: object): Message {
  return { message_id: 50, date: 1, chat: { id: -100 }, ...content } as Message;
}

describe('an edit', () => {
  test.each<[string, object, Shown | undefined, object]>([
    ['of a reply', { text: 'new' }, REPLY, { kind: 'act', body: { kind: 'edit', of: '50', text: 'new' } }],
    ['of a caption', { photo: [], caption: 'new' }, REPLY, { body: { kind: 'edit', of: '50', text: 'new' } }],
    ['that takes a caption away', { photo: [] }, REPLY, { body: { kind: 'edit', of: '50', text: '' } }],
    ['of a note', { text: 'new' }, NOTE, { kind: 'hint', hint: 'editedNote' }],
    ['of a command', { text: '/close' }, undefined, { kind: 'hint', hint: 'editedNothing' }],
    ['of what was refused', { text: 'new' }, undefined, { kind: 'hint', hint: 'editedNothing' }],
    ['into a note', { text: '// new' }, REPLY, { kind: 'hint', hint: 'editedToCommand' }],
    ['into a command', { text: '/close' }, REPLY, { kind: 'hint', hint: 'editedToCommand' }],
    ['of a command for another bot', { text: '/x@other_bot' }, undefined, { kind: 'skip' }],
    ['of a place that moves', { location: {} }, undefined, { kind: 'skip' }],
  ])('%s', (_name, content, shown, expected) => {
    expect(readEdit(edited(content), shown, 'desk_bot')).toMatchObject(expected);
  });
});

describe('taking back', () => {
  test.each<[string, Shown | undefined, object]>([
    ['a reply', REPLY, { body: { kind: 'delete', of: '50' } }],
    ['a reply that a colleague wrote elsewhere', COLLEAGUE, { body: { kind: 'delete', of: 'web-7' } }],
    ["the customer's words", CUSTOMER, { why: 'notOurs' }],
    ["the bot's words", BOT, { why: 'notOurs' }],
    ['a note', NOTE, { why: 'notSent' }],
    ['the card, or a command', undefined, { why: 'notSent' }],
    ['what belongs to another ticket', { ...REPLY, ticket: 'ticket-2' as TicketId }, { why: 'notSent' }],
  ])('%s', (_name, shown, expected) => {
    expect(readRemoval(shown, TICKET)).toEqual(expected);
  });
});

test.each<[string, Shown | undefined, string | undefined]>([
  ["the customer's words are quoted", CUSTOMER, '9'],
  ["a colleague's reply is quoted", COLLEAGUE, 'web-7'],
  ['a note is quoted to nobody', NOTE, undefined],
  ['the card is no quote', undefined, undefined],
])('%s', (_name, shown, ref) => {
  expect(quoteOf(shown, TICKET)).toBe(ref);
});
