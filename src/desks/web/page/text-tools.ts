// Words of the tools around the conversation: bubbles, ready words, panel, filters, shift, settings, overview.
import type { Locale } from '../../../model/locale.ts';
import type { Theme } from './device.ts';

export interface ToolText {
  readonly tools: {
    readonly more: string;
    readonly quote: string;
    readonly copy: string;
    readonly edit: string;
    readonly remove: string;
    readonly removeQuestion: string;
    readonly removeExplained: string;
  };
  readonly picker: {
    readonly title: string;
    readonly macros: string;
    readonly articles: string;
    readonly openMacros: string;
    readonly openArticles: string;
    readonly search: Readonly<Record<'macros' | 'articles', string>>;
    readonly nothing: Readonly<Record<'macros' | 'articles', string>>;
    readonly insert: string;
    readonly send: string;
    readonly keys: string;
  };
  readonly panel: {
    readonly case: string;
    readonly past: string;
    readonly clocks: string;
    readonly close: string;
    readonly loading: string;
    readonly otherRequests: string;
    readonly noOthers: string;
    readonly happened: string;
    readonly explained: string;
    readonly noClocks: string;
  };
  readonly narrow: {
    readonly button: string;
    readonly queue: string;
    readonly priority: string;
    readonly person: string;
    readonly nothing: string;
  };
  readonly shift: {
    readonly label: string;
    readonly on: string;
    readonly off: string;
    readonly goOn: string;
    readonly goOff: string;
    readonly nowOn: string;
    readonly nowOff: (handedOver: number) => string;
    readonly offQuestion: string;
    readonly offExplained: (tickets: number) => string;
  };
  readonly settings: {
    readonly title: string;
    readonly theme: string;
    readonly themes: Readonly<Record<Theme, string>>;
    readonly sound: string;
    readonly soundHint: string;
    readonly notify: string;
    readonly notifyHint: string;
    readonly notifyRefused: string;
  };
  readonly overview: {
    readonly title: string;
    readonly figures: string;
    readonly log: string;
    readonly people: string;
    readonly noLog: string;
    readonly when: string;
    readonly who: string;
    readonly what: string;
    readonly where: string;
    readonly refused: string;
    readonly open: string;
    /** By the name of the act in the log; without an entry the name itself is shown. */
    readonly acts: Readonly<Partial<Record<string, string>>>;
    /** By the word in the log, of acts whose choice has no words elsewhere. */
    readonly chosen: Readonly<Partial<Record<string, string>>>;
    readonly languages: Readonly<Record<Locale, string>>;
    /** By the name of the desk. */
    readonly desks: Readonly<Partial<Record<string, string>>>;
  };
}
