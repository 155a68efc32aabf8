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
  let hash = 0;
  for (const sign of name) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return h(
    'span',
    { class: `avatar ${size} hue-${hash % HUES}`, 'aria-hidden': 'true' },
    initials === '' ? icon('user') : initials,
  );
}

export function botAvatar(): HTMLElement {
  return h('span', { class: 'avatar small bot', 'aria-hidden': 'true' }, icon('bot'));
}
