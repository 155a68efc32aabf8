// Our message as a Bot Framework activity. Pure: the files' content or addresses are handed in.
import type { Activity, Attachment as WireAttachment, CardAction } from 'botbuilder';
import type { Choice, OutboundMessage, Speaker } from '../../model/message.ts';
import { toPlainText, type RichText } from '../../model/rich-text.ts';
import { toMarkdown } from './markdown.ts';
import { pressObject, pressText } from './press.ts';
import type { Traits } from './traits.ts';

/** A file made ready: `url` is a data URL or a public address. */
export interface ReadyFile {
  readonly name: string;
  readonly mime: string;
  readonly url: string;
}

/** Teams shows at most six buttons on one card (Teams' hero card limits). */
const BUTTONS_PER_CARD = 6;

/** `user` is the account that suggested actions are shown to. */
export function toActivity(
  message: OutboundMessage,
  files: readonly ReadyFile[],
  user: string,
  traits: Traits,
): Partial<Activity> {
  const attached = files.filter((file) => traits.attachAnyFile || file.mime.startsWith('image/'));
  const linked = files.filter((file) => !attached.includes(file));
  const text: RichText = [...signed(message.text, message.speaker), ...linked.map(linkTo)];
  const buttons = (message.choices ?? []).map((choice) => button(choice, traits));
  const cards = traits.buttons === 'card' ? heroCards(buttons) : [];
  const attachments = [...attached.map(attach), ...cards];
  return {
    type: 'message',
    locale: message.locale,
    text: traits.format === 'markdown' ? toMarkdown(text) : toPlainText(text),
    textFormat: traits.format,
    inputHint: 'acceptingInput',
    ...(attachments.length > 0 && { attachments, attachmentLayout: 'list' }),
    ...(buttons.length > 0 &&
      traits.buttons === 'suggested' && { suggestedActions: { to: [user], actions: buttons } }),
    ...(message.replyTo !== undefined && { replyToId: message.replyTo }),
  };
}

function signed(text: RichText, speaker: Speaker): RichText {
  if (speaker.kind !== 'operator') return text;
  const name = { kind: 'strong', spans: [{ kind: 'text', text: `${speaker.name}:` }] } as const;
  const [first, ...rest] = text;
  return first?.kind === 'paragraph'
    ? [{ ...first, spans: [name, { kind: 'text', text: ' ' }, ...first.spans] }, ...rest]
    : [{ kind: 'paragraph', spans: [name] }, ...text];
}

function linkTo(file: ReadyFile): RichText[number] {
  return {
    kind: 'paragraph',
    spans: [{ kind: 'link', href: file.url, spans: [{ kind: 'text', text: file.name }] }],
  };
}

function attach(file: ReadyFile): WireAttachment {
  return { contentType: file.mime, contentUrl: file.url, name: file.name };
}

function button({ label, value }: Choice, traits: Traits): CardAction {
  return traits.press === 'messageBack'
    ? { type: 'messageBack', title: label, text: label, displayText: label, value: pressObject(value) }
    : { type: 'postBack', title: label, value: pressText(value) };
}

function heroCards(buttons: readonly CardAction[]): WireAttachment[] {
  const count = Math.ceil(buttons.length / BUTTONS_PER_CARD);
  return Array.from({ length: count }, (_, index) => ({
    contentType: 'application/vnd.microsoft.card.hero',
    content: { buttons: buttons.slice(index * BUTTONS_PER_CARD, (index + 1) * BUTTONS_PER_CARD) },
  }));
}
