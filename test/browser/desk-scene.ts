// A desk with a morning's work on it, served for a browser: the page under test and the customers who write to it.
import type { AddressInfo } from 'node:net';
import { webDesk } from '../../src/desks/web/web-desk.ts';
import type { DeskEvent } from '../../src/model/desk.ts';
import type { OutboxId, TicketId } from '../../src/model/ids.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createHttp } from '../../src/system/http.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { MemoryDesk, MemoryFiles } from '../fakes/desk-memory.ts';
import { MemoryBindings } from '../fakes/telegram-parts.ts';
import { StaffList } from '../fakes/staff-list.ts';
import { sceneBoard, type SceneBoard } from './scene-board.ts';
import { actOn, sceneCard } from './scene-core.ts';
import { anna, boris, fillTickets, vera } from './scene-tickets.ts';

/** Everybody's. */
export const KEY = 'tea-kettle-42';

export interface Scene {
  readonly url: string;
  readonly memory: MemoryDesk;
  readonly events: readonly DeskEvent[];
  /** While true the desk's acceptance fails, as when the database is down. */
  broken: boolean;
  readonly board: SceneBoard;
  customerSays(ticket: string, text: string): Promise<void>;
  /** A line for the staff, such as an undeliverable reply. */
  notice(ticket: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export async function startScene(): Promise<Scene> {
  const memory = new MemoryDesk();
  const people = new StaffList();
  for (const { name } of [anna, boris]) await people.add(name, KEY);
  await people.add(vera.name, KEY, 'manager');
  const files = new MemoryFiles();
  fillTickets(memory, files);
  const board = sceneBoard(memory);
  const seen = new Set<string>();
  const events: DeskEvent[] = [];
  const desk = webDesk({
    reader: memory,
    board: board.board,
    staff: people,
    audit: people,
    bindings: new MemoryBindings(),
    files,
    sessionKey: new Uint8Array(32).fill(1),
    publicUrl: 'http://127.0.0.1',
    locale: 'ru',
    cardOf: sceneCard,
    clock: systemClock,
    newId,
    log: silentLog,
    secureCookies: false,
  });
  const app = await createHttp(silentLog);
  await desk.routes(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  let sent = 0;
  const tell = (post: Parameters<typeof desk.post>[0]) =>
    desk.post(post, `outbox-${String((sent += 1))}` as OutboxId);

  const scene: Scene = {
    url: `http://127.0.0.1:${String(port)}/desk`,
    memory,
    events,
    broken: false,
    board,
    async customerSays(id, text) {
      const ticket = id as TicketId;
      const entry = { at: new Date(), author: { kind: 'customer' as const }, text, files: [] };
      memory.say(id, { ...entry, ref: `said-${newId()}` });
      await tell({ kind: 'said', ticket, entry: { ...entry, text: [] } });
    },
    async notice(id, text) {
      await tell({ kind: 'notice', ticket: id as TicketId, text });
    },
    async close() {
      await desk.stop();
      await app.close();
    },
  };
  await desk.start(async (event) => {
    if (scene.broken) throw new Error('the database is down');
    if (seen.has(event.id)) return;
    seen.add(event.id);
    events.push(event);
    for (const post of await actOn(memory, people, event)) await tell(post);
  });
  return scene;
}
