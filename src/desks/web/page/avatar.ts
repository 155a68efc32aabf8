// A round mark with a person's initials, in a colour that stays the same for the same name.
import { h } from './dom.ts';
import { icon } from './icons.ts';

const HUES = 8;

export function avatar(name: string, size: 'small' | 'normal' = 'normal'): HTMLElement {
  const initials = name
    .split(/\s+/u)
    .map((word) => /\p{L}|\p{N}/u.exec(word)?.[0] ?? '')
    .filter((letter) => letter !== '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  let hash = 2166136261;
  for (const sign of name) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0;
  return h(
    'span',
    { class: `avatar ${size} hue-${hash % HUES}`, 'aria-hidden': 'true' },
    initials === '' ? icon('user') : initials,
  );
}

/** With a small mark of where the person writes from: a paper plane for Telegram, a bubble for any chat else. */
export function channelAvatar(name: string, channel: string): HTMLElement {
  const mark = h('span', { class: 'avatar-channel' }, icon(channel === 'telegram' ? 'plane' : 'chat'));
  return h('span', { class: 'avatar-frame' }, avatar(name), mark);
}

export function botAvatar(): HTMLElement {
  return h('span', { class: 'avatar small bot', 'aria-hidden': 'true' }, icon('bot'));
}
