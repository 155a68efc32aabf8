// The product's mark.
import { h } from './dom.ts';

export function brand(size: 'small' | 'large'): HTMLElement {
  const mark = h('img', { src: '/desk/icon.svg', alt: '', width: 28, height: 28 });
  return h('div', { class: `brand ${size}` }, mark, h('span', {}, 'Firstline'));
}
