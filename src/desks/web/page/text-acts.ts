// Words of everything that is done with a request, and of the windows that ask for what is missing.

export type ActName =
  | 'take'
  | 'close'
  | 'closeUnasked'
  | 'reopen'
  | 'assign'
  | 'release'
  | 'priority'
  | 'queue'
  | 'up'
  | 'snooze'
  | 'wake'
  | 'merge'
  | 'language'
  | 'block'
  | 'unblock';

export interface ActText extends Readonly<Record<ActName, string>> {
  /** Shorter words for buttons, where the full ones are long. */
  readonly short: Partial<Readonly<Record<ActName, string>>>;
  readonly all: string;
  readonly narrow: string;
  readonly nothing: string;
  readonly assignTo: string;
  readonly onShift: string;
  readonly onShiftUntil: (hour: string) => string;
  readonly offShift: string;
  readonly load: (tickets: number) => string;
  readonly choosePriority: string;
  readonly chooseQueue: string;
  readonly chooseLanguage: string;
  readonly snoozeUntil: string;
  readonly snoozes: Readonly<Record<'hour' | 'threeHours' | 'tomorrow' | 'monday' | 'date', string>>;
  readonly dateLabel: string;
  readonly snoozeDo: string;
  readonly closeQuestion: (number: number) => string;
  readonly closeExplained: string;
  readonly closeAsk: string;
  readonly blockQuestion: (name: string) => string;
  readonly blockExplained: string;
  readonly merging: {
    readonly title: (number: number) => string;
    readonly explained: string;
    readonly number: string;
    readonly agree: string;
    readonly into: (number: number) => string;
    readonly unknown: (number: number) => string;
    readonly itself: string;
    readonly back: (number: number) => string;
    readonly closed: (number: number) => string;
    /** The one that was asked for, and the one in which it goes on. */
    readonly through: (asked: number, number: number) => string;
    readonly oneCustomer: string;
    readonly otherCustomer: string;
  };
}
