// Erased means gone from the file: a word planted in every place is looked for in the bytes on the disk.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Attachment } from '../../../src/model/attachment.ts';
import type { Address } from '../../../src/model/message.ts';
import { plain } from '../../../src/model/rich-text.ts';
import type { Store } from '../../../src/model/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { newId } from '../../../src/system/ids.ts';
import { silentLog } from '../../../src/system/log.ts';
import {
  changesOf,
  claimAndLoad,
  claimOne,
  entry,
  finishTurn,
  NOON,
  notice,
  reply,
  sent,
  textFrom,
  ticketOf,
} from '../../contract/store/samples.ts';

const CANARY = 'KANAREIKA';
/** Names that lie inside pages, on overflow pages and in several of them. */
const WORDS = Array.from({ length: 400 }, (_, index) => `${CANARY}-${index}`).join(' ');

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-erasure-'));
  store = await openSqliteStore({ url: `file:${join(folder, 'a.db')}`, newId, log: silentLog });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function traces(): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(CANARY));
}

/** One customer with the word in every place where something of a customer can be, among others. */
async function plant(): Promise<Address> {
  const from = { channel: 'webchat', chat: `${CANARY}-chat`, user: `${CANARY}-user` };
  const file: Attachment = {
    kind: 'photo',
    file: { origin: 'local', id: `${CANARY}-file` },
    name: `${CANARY}.jpg`,
    mime: 'image/jpeg',
  };
  for (let index = 0; index < 50; index += 1) {
    await store.acceptMessage(textFrom(`other-${index}`, `o${index}`), 'ru');
    await finishTurn(store, await claimAndLoad(store), { transcript: [entry(`e${index}`)] });
  }
  const message = { from, senderName: CANARY, body: { kind: 'text' as const, text: WORDS } };
  for (const id of ['1', '2']) await store.acceptMessage(textFrom(CANARY, `${CANARY}-${id}`, message), 'ru');
  const input = await claimAndLoad(store);
  const { conversation } = input;
  const state = {
    ...conversation.state,
    customerName: CANARY,
    tried: [{ question: WORDS }],
    verified: [{ order: CANARY, until: 1 }],
    files: [file],
    mode: {
      kind: 'flow' as const,
      stack: [
        {
          flow: 'f' as never,
          version: 1,
          step: 's',
          slots: { name: { value: CANARY, shown: CANARY } },
          tries: 0,
        },
      ],
    },
  };
  await finishTurn(store, input, {
    conversation: { ...conversation, state },
    transcript: [entry('m1', { text: plain(WORDS), files: [file], ref: CANARY })],
    ticket: ticketOf(conversation, 1001, {
      subject: WORDS,
      case: {
        reason: 'asked',
        locale: 'ru',
        channel: 'webchat',
        customerName: CANARY,
        fields: [{ label: 'a', value: WORDS }],
        files: [file],
        tried: [{ question: WORDS }],
      },
    }),
    outgoing: [reply(conversation, 'w1'), { ...notice(conversation.id, WORDS), id: 'w2' as never }],
    feedback: [
      {
        at: NOON,
        conversation: conversation.id,
        article: 'a' as never,
        question: WORDS,
        verdict: 'not-helped',
        locale: 'ru',
      },
    ],
    effects: [{ kind: 'register-product', product: `~${CANARY}`, serial: CANARY, bought: CANARY }],
  });
  const { outgoing } = await claimOne(store);
  await store.settle(outgoing.id, { kind: 'sent', receipt: { refs: [CANARY] } }, NOON);
  for (let index = 0; index < 20; index += 1)
    await store.append('webchat', from.chat, `k${index}`, WORDS, NOON);
  await store.setBinding('webchat', from.chat, CANARY);
  await store.setBinding('telegram-group', 'card:1:ticket-1001', WORDS);
  await store.allowContinuation(from, 'hash', NOON);
  await store.recordWrongAttempt(from, 'UT-1', 'short', NOON);
  return from;
}

test('after an erasure in the chat only the last words are left, and nothing once they are sent', async () => {
  const from = await plant();
  expect(traces()).not.toEqual([]);
  await store.acceptMessage(textFrom(CANARY, 'bye', { from }), 'ru');
  const input = await claimAndLoad(store);
  const last = {
    effects: [{ kind: 'erase-customer' as const }],
    outgoing: [reply(input.conversation, 'last')],
    transcript: [entry('m9', { text: plain(WORDS) })],
  };
  expect(await store.commit(changesOf(input, last))).toBe('committed');
  await store.releaseTurn(input.conversation.id);
  const { outgoing } = await claimOne(store);
  await store.settle(outgoing.id, sent, NOON);
  // what is left of a chat that goes on is its place in the list of messages
  const place = await store.read('webchat', from.chat, 0, 99);
  expect(place).toEqual([{ seq: 20, payload: '' }]);
  for (const { origin, id } of await store.doomedFiles(new Date(), 9))
    await store.settleDoomed({ origin, id });
  await store.compact();
  const left = traces().flatMap((name) => wordsAround(readFileSync(join(folder, name)).toString('latin1')));
  expect(left.filter((words) => !words.includes(`${CANARY}-chat`))).toEqual([]);
});

test('without being made smaller, the file holds no words either', async () => {
  const from = await plant();
  const customer = await store.findCustomer({ channel: 'webchat', chat: from.chat });
  if (customer === undefined) throw new Error('the planted customer is not found');
  expect(await store.eraseCustomer(customer, NOON)).toBe('erased');
  await store.settleDoomed({ origin: 'local', id: `${CANARY}-file` });
  await store.close();
  const left = traces().flatMap((name) => wordsAround(readFileSync(join(folder, name)).toString('latin1')));
  expect(left.filter((words) => !words.includes(`${CANARY}-chat`))).toEqual([]);
});

/** Each place where the word stands, with a little around it. */
function wordsAround(text: string): string[] {
  return text
    .split(CANARY)
    .slice(1)
    .map((rest) => CANARY + rest.slice(0, 12));
}
