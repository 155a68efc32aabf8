// Deliveries that an earlier version left, and what a restart keeps of urgency.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutboxId } from '../../../src/model/ids.ts';
import type { Store } from '../../../src/model/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { TargetLanes } from '../../../src/store/sqlite/target-lanes.ts';
import { newId } from '../../../src/system/ids.ts';
import { silentLog } from '../../../src/system/log.ts';
import { card, marked, opened, said } from '../../contract/store/posts.ts';
import { at, claimAll, finishTurn, sent, turnOf } from '../../contract/store/samples.ts';

describe('lanes by target and urgency', () => {
  test('a lane put aside comes back as soon as what is more urgent has gone', () => {
    const lanes = new TargetLanes<string>();
    lanes.of('desk').offer('a', 5);
    lanes.of('desk#2').offer('a', 1);
    expect(lanes.claim(10, 100, [])).toEqual({ target: 'desk', key: 'a' });
    expect(lanes.claim(10, 100, [])).toBeUndefined();
    expect(lanes.nextDue(['desk'])).toBeUndefined();
    expect(lanes.release('desk', 'a', undefined)).toBe(true);
    expect(lanes.nextDue()).toBe(1);
    expect(lanes.claim(10, 100, [])).toEqual({ target: 'desk#2', key: 'a' });
  });

  test('a lane that is given back empty while it is put aside is gone', () => {
    const lanes = new TargetLanes<string>();
    lanes.of('desk').offer('a', 5);
    lanes.of('desk#1').offer('a', 1);
    lanes.claim(10, 100, []);
    lanes.claim(10, 100, []);
    lanes.release('desk#1', 'a', undefined);
    expect(lanes.release('desk', 'a', undefined)).toBe(false);
    expect(lanes.nextDue()).toBeUndefined();
  });

  test('something new for a lane that is put aside does not bring it back', () => {
    const lanes = new TargetLanes<string>();
    lanes.of('desk').offer('a', 5);
    lanes.of('desk#1').offer('a', 1);
    lanes.claim(10, 100, []);
    lanes.claim(10, 100, []);
    lanes.of('desk#1').offer('a', 2);
    expect(lanes.claim(10, 100, [])).toBeUndefined();
  });
});

describe('after a restart', () => {
  let folder: string;
  let store: Store;
  const open = () => openSqliteStore({ url: `file:${join(folder, 'firstline.db')}`, newId, log: silentLog });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'firstline-lanes-'));
    store = await open();
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function reopened(change?: string): Promise<void> {
    await store.close();
    if (change !== undefined) {
      const db = new Database(join(folder, 'firstline.db'));
      db.exec(change);
      db.close();
    }
    store = await open();
  }

  async function sentInTurn(): Promise<string[]> {
    const ids: string[] = [];
    for (let ready = await claimAll(store, at(60)); ready.length > 0; ready = await claimAll(store, at(60))) {
      ids.push(...ready);
      for (const id of ready) await store.settle(id as OutboxId, sent, at(60));
    }
    return ids;
  }

  test('urgency is as before', async () => {
    const input = await turnOf(store, 'ivan', '1');
    const { id } = input.conversation;
    await finishTurn(store, input, { outgoing: [card(id, 'card'), marked(id, 'mark'), said(id, 'words')] });
    await reopened();
    expect(await sentInTurn()).toEqual(['words', 'mark', 'card']);
  });

  test('what an earlier version had waiting goes out in its order, before what came since', async () => {
    const input = await turnOf(store, 'ivan', '1');
    const { id } = input.conversation;
    const outgoing = [opened(id, 'old1'), card(id, 'old2'), marked(id, 'old3'), said(id, 'old4')];
    await finishTurn(store, input, { outgoing });
    await reopened("update outbox set target = 'web'");
    const next = await turnOf(store, 'ivan', '2');
    await finishTurn(store, next, { outgoing: [card(id, 'new card'), said(id, 'new words')] });
    expect(await sentInTurn()).toEqual(['old1', 'old2', 'old3', 'old4', 'new words', 'new card']);
  });
});
