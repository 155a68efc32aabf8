// What people write in the group, and what they change of it afterwards: acts are handed on, all else is answered.
import type { Message } from 'telegraf/types';
import type { DeskBody } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { plain } from '../../model/rich-text.ts';
import { albumOf, isAnonymousAdmin, operatorOf, readMessage, TELEGRAM_GROUP } from './acts.ts';
import { operatorWith } from './assignee.ts';
import type { Act, Question } from './command-acts.ts';
import { commandIn, isGeneral } from './commands.ts';
import { quoteOf, readEdit } from './edits.ts';
import { repliedTo, runErrand, type Answer, type Sent } from './errands.ts';
import { answerTo } from './general.ts';
import { usageText } from './menu.ts';
import { topicTurned, turnedByHand } from './by-hand.ts';
import type { ListenerParts } from './parts.ts';
import { sayWhen } from './when.ts';
import { refOf } from './messages.ts';

/** Both resolve once what was done is durable or known to be of no interest, and reject to get the update again. */
export interface WrittenHandler {
  readonly written: (message: Message, update: number) => Promise<void>;
  readonly edited: (message: Message, update: number) => Promise<void>;
}

/** How often the group is told that a topic has no ticket. */
const TOLD_EVERY_MS = 3_600_000;
const TOLD_KEY = 'told-no-ticket';

export function writtenHandler(parts: ListenerParts): WrittenHandler {
  const { memory, messages, albums, telling, courtesies, bindings, clock, log, leave } = parts;
  const words = parts.words.operators;

  function say(message: Message, { text, keyboard }: Omit<Extract<Answer, { kind: 'say' }>, 'kind'>): void {
    const more = { replyTo: message.message_id, ...(keyboard ? { keyboard } : {}) };
    telling.tell(() => courtesies.say(threadOf(message), text, more));
  }

  /** Questions come again only when somebody asks again: one that cannot be answered must not hold up what came after it. */
  async function asked(message: Message, work: (sent: Sender) => Promise<Answer>): Promise<Answer> {
    try {
      const people = await parts.board.people();
      const said = senderOf(message);
      const operator = message.from ? operatorWith(message.from, said.name, people) : said;
      return await work({ operator });
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      log.error({ desk: TELEGRAM_GROUP, error: name }, 'a command could not be carried out');
      return { kind: 'say', text: plain(words.failed) };
    }
  }

  async function general(question: Question, message: Message): Promise<void> {
    const answer = await asked(message, async ({ operator }) => ({
      kind: 'say',
      text: await answerTo(question, { operator, now: clock.now() }, { ...parts, words }),
    }));
    if (answer.kind === 'say') say(message, answer);
  }

  /** Outside the tickets' topics only what needs no ticket is done. */
  async function withoutTicket(act: Act, message: Message): Promise<void> {
    if (act.kind === 'general') {
      await general(act.question, message);
    } else if (threadOf(message) !== undefined && act.kind !== 'skip') {
      await tellNoTicket();
    } else if (isOurCommand(message)) {
      say(message, { text: plain(words.notHere) });
    } else {
      leave('message outside the topics');
    }
  }

  async function tellNoTicket(): Promise<void> {
    leave('message in a topic without a ticket');
    const told = Number(await bindings.getBinding(TELEGRAM_GROUP, TOLD_KEY));
    const now = clock.now().getTime();
    if (now < told + TOLD_EVERY_MS) return;
    await bindings.setBinding(TELEGRAM_GROUP, TOLD_KEY, String(now));
    telling.tell(() => courtesies.say(undefined, plain(words.noTicket)));
  }

  function isOurCommand(message: Message): boolean {
    const command = 'text' in message ? commandIn(message.text, parts.botName()) : undefined;
    return command?.kind === 'command' && !isGeneral(command.name);
  }

  async function deliver(
    { ticket, message, body }: { ticket: TicketId; message: Message; body: DeskBody },
    update: number,
    seconds = message.date,
  ): Promise<void> {
    const own = refOf(message.message_id);
    const album = body.kind === 'reply' ? body.album : undefined;
    const ref = album === undefined ? own : await albums.refOf(album, own);
    const rest = { operator: senderOf(message), at: new Date(seconds * 1000), ref };
    await parts.deliver(update, ticket, body, rest);
    if (body.kind === 'reply' || body.kind === 'note') {
      const by = body.kind === 'note' ? 'note' : 'operator';
      const before = ref === own ? [] : await messages.messagesOf(ticket, ref, 'staff');
      await messages.remember({ ticket, ref, as: 'operator', by }, [...before, message.message_id]);
    }
    if (body.kind === 'snooze') {
      say(message, { text: plain(`${words.asleepUntil} ${sayWhen(body.until, parts)}.`) });
    }
  }

  /** With what is quoted, and as a note where the rest of the album is one; undefined when the album goes nowhere. */
  async function whole(body: DeskBody, ticket: TicketId, message: Message): Promise<DeskBody | undefined> {
    const album = albumOf(message);
    if (album !== undefined && body.kind === 'note') await albums.keepInside(album, 'note');
    if (body.kind !== 'reply') return body;
    if (album !== undefined && body.text === '') {
      const fate = await albums.fateOf(album);
      if (fate === 'refused') return undefined;
      if (fate === 'note') return { kind: 'note', text: '', files: body.files };
    }
    const replied = repliedTo(message);
    const quotes = replied && quoteOf(await messages.shownAs(replied.message_id), ticket);
    return quotes === undefined ? body : { ...body, quotes };
  }

  async function inTopic(act: Act, ticket: TicketId, message: Message, update: number): Promise<void> {
    switch (act.kind) {
      case 'act': {
        const body = await whole(act.body, ticket, message);
        if (body) await deliver({ ticket, message, body }, update);
        return;
      }
      case 'errand': {
        const sent = (sender: Sender): Sent => ({ ticket, message, ...sender });
        const answer = await asked(message, (sender) => runErrand(act.errand, sent(sender), parts));
        if (answer.kind === 'say') say(message, answer);
        else await deliver({ ticket, message, body: answer.body }, update);
        return;
      }
      case 'general':
        return general(act.question, message);
      case 'wrong':
        say(message, { text: usageText(act.command, words) });
        return;
      case 'hint': {
        const album = albumOf(message);
        if (album !== undefined && act.hint === 'commandUnderFile') await albums.keepInside(album, 'refused');
        say(message, { text: plain(words[act.hint]) });
        return;
      }
      case 'skip':
        leave(act.what);
    }
  }

  return {
    async written(message, update) {
      const { from } = message;
      if (message.chat.id !== parts.chatId || !from) {
        leave('message outside the group');
        return;
      }
      const thread = threadOf(message);
      const ticket = thread === undefined ? undefined : await memory.ticketIn(thread);
      const isPerson = !from.is_bot || isAnonymousAdmin(from);
      if (isPerson) await parts.colleagues.remember(from);
      const turned = isPerson ? turnedByHand(message) : undefined;
      if (turned !== undefined && ticket !== undefined && thread !== undefined) {
        await topicTurned(turned, { ticket, thread }, parts);
        return;
      }
      const moment = { now: clock.now(), timeZone: parts.timeZone };
      const act = readMessage(message, parts.botName(), moment);
      await (ticket === undefined ? withoutTicket(act, message) : inTopic(act, ticket, message, update));
    },
    async edited(message, update) {
      const thread = message.chat.id === parts.chatId ? threadOf(message) : undefined;
      const ticket = thread === undefined ? undefined : await memory.ticketIn(thread);
      if (ticket === undefined || !message.from || (message.from.is_bot && !isAnonymousAdmin(message.from))) {
        leave('edit outside the tickets');
        return;
      }
      const shown = await messages.shownAs(message.message_id);
      const edit = readEdit(message, shown, parts.botName());
      const seconds = 'edit_date' in message ? message.edit_date : undefined;
      if (edit.kind === 'act') await deliver({ ticket, message, body: edit.body }, update, seconds);
      else if (edit.kind === 'hint') say(message, { text: plain(words[edit.hint]) });
      else leave(edit.what);
    },
  };

  function senderOf(message: Message): Sent['operator'] {
    const signature = 'author_signature' in message ? message.author_signature : undefined;
    const nobody = { id: TELEGRAM_GROUP, name: parts.words.operator };
    return message.from ? operatorOf(message.from, parts.words, signature) : nobody;
  }
}

type Sender = Pick<Sent, 'operator'>;

function threadOf(message: Message): number | undefined {
  return message.is_topic_message ? message.message_thread_id : undefined;
}
