// What the conversation is about: the product or order that was found last. Steers the answers, decides nothing.
import type { AskContext } from '../model/knowledge.ts';
import type { ConversationState } from '../model/conversation.ts';
import { slotWord } from '../model/conversation.ts';
import type { Fact, OrderItem, Product } from '../model/order.ts';
import type { Draft } from './draft.ts';

type About = NonNullable<ConversationState['about']>;

/** Names kept of what an order holds. */
const MOST_NAMES = 60;

/** Takes in a fact that a flow has asked for: an order that was shown, or the one product that was meant. */
export function noteFact(draft: Draft, fact: Fact | undefined): Fact | undefined {
  if (fact?.kind === 'order') {
    const { items, status } = fact.order;
    const told = fresh(draft)?.products ?? [];
    // a product that was named is more than all that came with it
    const isNamed = items.some(({ sku }) => told[0] === sku);
    remember(draft, {
      products: isNamed ? told : items.flatMap(namesOf).slice(0, MOST_NAMES),
      order: status,
    });
  }
  const [only, ...others] = fact?.kind === 'products' ? fact.products : [];
  if (only !== undefined && others.length === 0) {
    const order = fresh(draft)?.order;
    remember(draft, { products: namesOf(only), ...(order === undefined ? {} : { order }) });
  }
  return fact;
}

export function contextOf(draft: Draft): AskContext {
  const { mode } = draft.state;
  const run = mode.kind === 'flow' ? mode.stack.at(-1) : undefined;
  const ownWords = Object.values(run?.slots ?? {})
    .map(slotWord)
    .filter((word) => word.startsWith('~'))
    .map((word) => word.slice(1));
  const about = fresh(draft);
  const products = ownWords.length > 0 ? ownWords : (about?.products ?? []);
  return {
    ...(products.length === 0 ? {} : { products }),
    ...(about?.order === undefined ? {} : { order: about.order }),
    ...(run === undefined ? {} : { flow: run.flow }),
  };
}

/** SKU first. */
function namesOf(item: Product | OrderItem): string[] {
  const names = 'name' in item ? { ...item.names, shown: item.name } : item.names;
  const all = [item.sku, ...Object.values(names), ...(item.category === undefined ? [] : [item.category])];
  return [...new Set(all)];
}

function remember(draft: Draft, about: Omit<About, 'until'>): void {
  draft.remember({ about: { ...about, until: draft.deps.now.getTime() + draft.deps.verifiedForMs } });
}

function fresh({ state, deps }: Draft): About | undefined {
  return state.about !== undefined && state.about.until > deps.now.getTime() ? state.about : undefined;
}
