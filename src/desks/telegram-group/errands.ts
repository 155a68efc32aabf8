// Commands that need a look at the desk before they are an act: who is meant, which text, which queue, what to take back.
import type { Message, User } from 'telegraf/types';
import type { DeskBody, DeskQueue } from '../../model/desk.ts';
import type { TicketId } from '../../model/ids.ts';
import { plain, type RichText } from '../../model/rich-text.ts';
import type { Operator, Tier } from '../../model/ticket.ts';
import { operatorOfUser, whoIsMeant } from './assignee.ts';
import type { Keyboard } from './calls.ts';
import type { Errand } from './command-acts.ts';
import { isSelf, type CommandWithWords } from './commands.ts';
import { readRemoval } from './edits.ts';
import { usageText } from './menu.ts';
import { mute, unmute } from './mute.ts';
import type { ListenerParts } from './parts.ts';
import { macroOffer } from './previews.ts';
import { sayWhen } from './when.ts';

export type Answer =
  | { readonly kind: 'act'; readonly body: DeskBody }
  | { readonly kind: 'say'; readonly text: RichText; readonly keyboard?: Keyboard };

export interface Sent {
  readonly ticket: TicketId;
  readonly message: Message;
  readonly operator: Operator;
}

type ErrandParts = Pick<
  ListenerParts,
  'board' | 'bindings' | 'messages' | 'colleagues' | 'words' | 'locale' | 'timeZone'
>;

/** Ends of time: the latest moment that a Date can be. */
const FOREVER = new Date(8.64e15);

/** Rejects with what the board or the database rejects with. */
export async function runErrand(errand: Errand, sent: Sent, parts: ErrandParts): Promise<Answer> {
  const words = parts.words.operators;
  switch (errand.kind) {
    case 'assign':
      return assign(errand.words, sent, parts);
    case 'macro': {
      const macros = await parts.board.macros(sent.ticket, errand.part, sent.operator);
      const offer = macroOffer(sent.ticket, macros, words);
      return offer ? { kind: 'say', ...offer } : say(errand.part === '' ? words.noMacros : words.noSuchMacro);
    }
    case 'queue-of':
      return toQueue(errand, parts);
    case 'mute':
      await mute(parts.bindings, sent.ticket, errand.until ?? FOREVER);
      return say(errand.until ? `${words.mutedUntil} ${sayWhen(errand.until, parts)}.` : words.muted);
    case 'unmute':
      await unmute(parts.bindings, sent.ticket);
      return say(words.unmuted);
    case 'delete': {
      const replied = repliedTo(sent.message);
      if (!replied) return usage('delete', parts);
      const removal = readRemoval(await parts.messages.shownAs(replied.message_id), sent.ticket);
      return 'why' in removal ? say(words[removal.why]) : { kind: 'act', ...removal };
    }
    case 'close-unasked': {
      const people = await parts.board.people();
      const person = people.find((one) => one.operator.id === sent.operator.id);
      if (person?.role !== 'manager') return say(words.managersOnly);
      return { kind: 'act', body: { kind: 'close', unasked: true } };
    }
  }
}

/** The message that this one answers; the one that the topic begins with stands for no answer (Bot API, `reply_to_message`). */
export function repliedTo(message: Message): Message | undefined {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  return replied && !('forum_topic_created' in replied) ? replied : undefined;
}

async function assign(said: string, { message, operator }: Sent, parts: ErrandParts): Promise<Answer> {
  const { operators: words } = parts.words;
  const people = await parts.board.people();
  if (isSelf(said)) return to(operator);
  const user = mentioned(message) ?? (said === '' ? repliedTo(message)?.from : undefined);
  if (user && !user.is_bot) return to(operatorOfUser(user, people));
  if (said === '') return usage('assign', parts);
  const meant = whoIsMeant(said, { people, colleagues: await parts.colleagues.all() });
  if (meant.kind === 'one') return to(meant.operator);
  const head = meant.kind === 'several' ? words.severalPeople : words.nobody;
  return say(`${head} ${meant.names.join(', ')}`.trim());
}

/** Somebody without a user name is mentioned with the account itself. */
function mentioned(message: Message): User | undefined {
  const entities = 'entities' in message ? (message.entities ?? []) : [];
  for (const entity of entities) if (entity.type === 'text_mention') return entity.user;
  return undefined;
}

function toQueue({ tier, queue }: { tier?: Tier; queue: string }, { board, words }: ErrandParts): Answer {
  const queues = board.queues().filter((one) => tier === undefined || one.tier === tier);
  const wanted = queue.toLowerCase();
  const called = (is: (word: string) => boolean): readonly DeskQueue[] =>
    queues.filter(({ name, titles }) =>
      [name, ...Object.values(titles)].some((word) => is(word.toLowerCase())),
    );
  const exact = called((word) => word === wanted);
  const [one, ...others] = exact.length > 0 ? exact : called((word) => word.startsWith(wanted));
  if (one && others.length === 0)
    return { kind: 'act', body: { kind: 'tier', tier: one.tier, queue: one.name } };
  const names = board.queues().map(({ tier: at, title }) => `${at} ${title}`);
  return say(`${words.operators.noQueue} ${names.join(', ')}`);
}

function to(operator: Operator): Answer {
  return { kind: 'act', body: { kind: 'assign', to: operator } };
}

function say(text: string): Answer {
  return { kind: 'say', text: plain(text) };
}

function usage(command: CommandWithWords, { words }: ErrandParts): Answer {
  return { kind: 'say', text: usageText(command, words.operators) };
}
