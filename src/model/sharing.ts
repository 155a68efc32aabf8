// Somebody's number out of the address book and a point on the map, in words that people can use.

import { plain, type RichText, type Span, toPlainText } from './rich-text.ts';

export interface SharedContact {
  readonly kind: 'contact';
  /** As the messenger gives it. */
  readonly phone: string;
  readonly name?: string;
}

export interface SharedPlace {
  readonly kind: 'place';
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
  /** Of a place that has a name: a shop, a café. */
  readonly title?: string;
  readonly address?: string;
}

export type Shared = SharedContact | SharedPlace;

/** All of it, on one or two lines; the map is a link. */
export function sharedText(shared: Shared): RichText {
  if (shared.kind === 'contact')
    return plain(['☎️', shared.phone, shared.name].filter((part) => part !== undefined).join(' '));
  const href = mapLink(shared);
  const named = nameOf(shared);
  const name: Span[] = named === '' ? [] : [{ kind: 'text', text: named }, { kind: 'break' }];
  const link: Span = { kind: 'link', href, spans: [{ kind: 'text', text: href }] };
  return [{ kind: 'paragraph', spans: [{ kind: 'text', text: '📍 ' }, ...name, link] }];
}

export function sharedWords(shared: Shared): string {
  return toPlainText(sharedText(shared));
}

/** As the answer to a question: the number, or the address; a bare point on the map is a link. */
export function sharedValue(shared: Shared): string {
  return shared.kind === 'contact' ? shared.phone : nameOf(shared) || mapLink(shared);
}

function nameOf({ title, address }: SharedPlace): string {
  return [title, address].filter(Boolean).join(', ');
}

function mapLink({ latitude, longitude }: SharedPlace): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}
