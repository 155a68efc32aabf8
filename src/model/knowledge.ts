// The knowledge base as the dialogue sees it.
import type { ArticleId, FlowId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { OrderStatus } from './order.ts';
import type { RichText } from './rich-text.ts';

export interface KnowledgeBase {
  /**
   * Never throws and never waits. `locale` is the language to prefer; the question may be in another.
   * Articles missing in a language are found in the fallback languages.
   */
  ask(question: string, locale: Locale, context?: AskContext): Answer;
  article(id: ArticleId, locale: Locale): Article | undefined;
  /** All of them, in every language, flows' own entries among them. */
  articles(): readonly Article[];
}

/** What the conversation knows beside the question. It steers between articles; it never answers on its own. */
export interface AskContext {
  /** SKUs, names and categories of the products that the conversation is about. */
  readonly products?: readonly string[];
  /** Status of the order that was looked up last. */
  readonly order?: OrderStatus;
  /** The flow that is under way. */
  readonly flow?: FlowId;
}

export interface Article {
  readonly id: ArticleId;
  readonly locale: Locale;
  readonly title: string;
  /** Differently worded questions that it answers. */
  readonly questions: readonly string[];
  /** Empty on a flow's own entry: such an "article" starts the flow at once. */
  readonly body: RichText;
  /** The flow offered as a button under the answer. */
  readonly flow?: FlowId;
  readonly tags: readonly string[];
  /** SKUs, categories or names of the products that it is about; absent when it is about any. */
  readonly products?: readonly string[];
  readonly file: string;
}

export interface Ranked {
  readonly article: Article;
  /** Calibrated probability, 0 to 1, that this article answers the question. */
  readonly confidence: number;
}

export type Answer =
  | {
      readonly kind: 'answer';
      readonly article: Article;
      readonly confidence: number;
      readonly nearest: readonly Ranked[];
    }
  /** One to three, best first. */
  | { readonly kind: 'suggest'; readonly candidates: readonly Ranked[] }
  | { readonly kind: 'none'; readonly nearest: readonly Ranked[] };
