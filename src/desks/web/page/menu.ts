// A small menu beside the button that opens it; a press elsewhere or Escape closes it.
import { h } from './dom.ts';
import { icon, type IconName } from './icons.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  readonly grave?: boolean;
  readonly run: () => void;
}

const MARGIN_PX = 8;

/** A button whose press opens the menu. */
export function menuButton(label: string, items: () => readonly MenuItem[]): HTMLButtonElement {
  const button = h(
    'button',
    {
      type: 'button',
      class: 'icon-button small',
      'aria-label': label,
      title: label,
      'aria-haspopup': 'menu',
      onclick: () => open(button, items()),
    },
    icon('more'),
  );
  return button;
}

function open(anchor: HTMLElement, items: readonly MenuItem[]): void {
  const menu = h(
    'div',
    { class: 'menu', role: 'menu', popover: 'auto', onkeydown: walk },
    ...items.map((item) =>
      h(
        'button',
        {
          type: 'button',
          role: 'menuitem',
          class: `menu-item${item.grave ? ' grave' : ''}`,
          onclick: () => {
            menu.hidePopover();
            item.run();
          },
        },
        icon(item.icon),
        item.label,
      ),
    ),
  );
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    if (menu.contains(document.activeElement)) anchor.focus({ preventScroll: true });
    menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  menu.querySelector('button')?.focus();
}

/** Below the anchor, or above where there is no room; never over an edge of the window. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height + MARGIN_PX > innerHeight ? anchor.top - height - 4 : below;
  const left = Math.min(anchor.right - width, innerWidth - width - MARGIN_PX);
  menu.style.top = `${Math.max(MARGIN_PX, top)}px`;
  menu.style.left = `${Math.max(MARGIN_PX, left)}px`;
}

function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}
