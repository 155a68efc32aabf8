// What each messenger behind the Bot Framework can show; one we do not know gets what all of them understand.

export interface Traits {
  readonly format: 'markdown' | 'plain';
  /** `card`: buttons on a hero card, where suggested actions are shown badly or not at all. */
  readonly buttons: 'card' | 'suggested';
  /**
   * What a press sends back. `messageBack` shows the label and returns an object; `postBack` returns a string, which
   * every channel can do.
   */
  readonly press: 'messageBack' | 'postBack';
  /** A small picture may travel inside the message as a data URL. */
  readonly inlineImages: boolean;
  /** Any file may be attached by its address; otherwise only pictures, and the rest become links in the text. */
  readonly attachAnyFile: boolean;
}

const COMMON: Traits = {
  format: 'markdown',
  buttons: 'suggested',
  press: 'postBack',
  inlineImages: false,
  attachAnyFile: true,
};
const WEB: Traits = { ...COMMON, press: 'messageBack', inlineImages: true };
const PLAIN: Traits = { ...COMMON, format: 'plain' };

const BY_CHANNEL: Readonly<Record<string, Traits>> = {
  msteams: {
    format: 'markdown',
    buttons: 'card',
    press: 'messageBack',
    inlineImages: true,
    attachAnyFile: false,
  },
  webchat: WEB,
  directline: WEB,
  emulator: WEB,
  facebook: PLAIN,
  line: PLAIN,
  sms: PLAIN,
  'twilio-sms': PLAIN,
  groupme: PLAIN,
  kik: PLAIN,
};

/** `channelId` is the Bot Framework's name of the messenger, for example `msteams`. */
export function traitsOf(channelId: string): Traits {
  return Object.hasOwn(BY_CHANNEL, channelId) ? (BY_CHANNEL[channelId] ?? COMMON) : COMMON;
}
