// Words of a customer that may become a known question of an article: how they came, and what became of them.
import type { ConversationId, CustomerId, ArticleId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Feedback } from './turn.ts';

/** helped, not-helped: what the customer said of the answer; chosen: a suggestion; operator: "this was the answer". */
export type LessonSource = Feedback['verdict'];

/** Only what is accepted is in the model. A counter-example (`not-helped`) is refused from the start. */
export type LessonState = 'pending' | 'accepted' | 'refused' | 'withdrawn';

export interface Lesson {
  /** Grows with every lesson, from 1. */
  readonly id: number;
  /** As it was asked, personal data left out; empty when nothing of it may be kept. */
  readonly question: string;
  readonly article: ArticleId;
  readonly locale: Locale;
  readonly source: LessonSource;
  /** Who asked; absent once that customer was erased. */
  readonly asked?: { readonly conversation: ConversationId; readonly customer: CustomerId };
  /** Name of the operator who taught it. */
  readonly operator?: string;
  readonly at: Date;
  readonly state: LessonState;
  /** When and why it came into its state; absent while pending. */
  readonly decided?: { readonly at: Date; readonly why: string };
}

export type NewLesson = Omit<Lesson, 'id'>;

/** A change of state; it holds only while the lesson is still in the state `from`. */
export interface LessonVerdict {
  readonly id: number;
  readonly from: LessonState;
  readonly state: LessonState;
  readonly at: Date;
  /** For authors, in English; names no customer. */
  readonly why: string;
}

/** What was said of an answer, as stored. */
export interface StoredFeedback extends Feedback {
  /** Grows with every row, from 1. */
  readonly seq: number;
  readonly customer: CustomerId;
}
