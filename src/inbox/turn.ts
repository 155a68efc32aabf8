// One turn: load, decide, look up what the decision needs, commit. Repeats from the start when the conversation moved on.
import { decide, decideFailure, decideLost } from '../dialogue/decide.ts';
import type { Decision, Deps, Shop } from '../dialogue/deps.ts';
import type { ConversationId } from '../model/ids.ts';
import { type Fact, type Lookup, type Lookups, lookupKey } from '../model/order.ts';
import type { TurnStore } from '../model/store.ts';
import type { TurnInput } from '../model/turn.ts';
import type { Clock } from '../system/clock.ts';
import type { NewId } from '../system/ids.ts';
import type { Log } from '../system/log.ts';

const MAX_LOOKUPS = 20;
const MAX_STALE = 5;

export interface TurnParts {
  readonly store: Pick<TurnStore, 'loadTurn' | 'commit'>;
  readonly lookups: Lookups;
  /** Asked anew for every turn, so that an author's edit is live with the next message. */
  readonly shop: () => Shop;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

/**
 * Handles the oldest pending event of the conversation, with those that belong to it; false when there is none. A decision
 * that throws becomes an apology and a ticket; rejects when that fails as well, or the store does. With `giveUp` the event
 * ends as failed without another word.
 */
export async function runTurn(
  parts: TurnParts,
  conversation: ConversationId,
  { giveUp = false } = {},
): Promise<boolean> {
  const facts = new Map<string, Fact>();
  for (let attempt = 0; attempt < MAX_STALE; attempt += 1) {
    const input = await parts.store.loadTurn(conversation);
    if (!input) return false;
    const changes = await (giveUp ? decideAtLast : decideWithFacts)(parts, input, facts);
    const result = await parts.store.commit(changes);
    if (result !== 'stale') return true;
    parts.log.warn({ conversation, attempt }, 'turn was stale, deciding again');
  }
  throw new Error(`the conversation ${conversation} was stale ${MAX_STALE} times in a row`);
}

async function decideWithFacts(
  parts: TurnParts,
  input: TurnInput,
  facts: Map<string, Fact>,
): Promise<Extract<Decision, { kind: 'done' }>['changes']> {
  try {
    return await settled(parts, input, facts, decide);
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    const event = input.pending[0]?.id;
    parts.log.error(
      { conversation: input.conversation.id, event, error: cause.name, stack: frames(cause) },
      'decision failed',
    );
    return settled(parts, input, facts, decideFailure);
  }
}

/** Without another word: it would fail again. */
async function decideAtLast(
  parts: TurnParts,
  input: TurnInput,
  facts: Map<string, Fact>,
): Promise<Extract<Decision, { kind: 'done' }>['changes']> {
  parts.log.error(
    { conversation: input.conversation.id, event: input.pending[0]?.id },
    'turn given up: the message was not answered; it stands in the transcript',
  );
  return settled(parts, input, facts, decideLost);
}

async function settled(
  { lookups, shop, clock, newId }: TurnParts,
  input: TurnInput,
  facts: Map<string, Fact>,
  decision: (input: TurnInput, deps: Deps) => Decision,
): Promise<Extract<Decision, { kind: 'done' }>['changes']> {
  const now = clock.now();
  const deps: Deps = { ...shop(), now, newId, fact: (lookup: Lookup) => facts.get(lookupKey(lookup)) };
  for (let round = 0; round < MAX_LOOKUPS; round += 1) {
    const result = decision(input, deps);
    if (result.kind === 'done') return result.changes;
    facts.set(lookupKey(result.lookup), await lookups.resolve(result.lookup, now));
  }
  throw new Error(`a decision needed more than ${MAX_LOOKUPS} lookups`);
}

/** Where it failed, without the message, which may quote a customer. */
function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join(' | ');
}
