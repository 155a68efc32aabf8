// Across the top of the page: the line is down, or a part of Firstline is not well and how that is cured.
import type { Desk } from './desk.ts';
import { h, showList } from './dom.ts';
import { icon } from './icons.ts';
import type { Text } from './text.ts';

export interface Banner {
  readonly element: HTMLElement;
  update(): void;
}

export function banner(desk: Desk, text: Text): Banner {
  const element = h('div', { class: 'banners', role: 'status' });
  const hidden = new Set<string>();

  function update(): void {
    const { online, board } = desk.state;
    const lines = [
      ...(online ? [] : [{ name: '', detail: text.offline }]),
      ...(board?.troubles ?? []).filter((trouble) => !hidden.has(JSON.stringify(trouble))),
    ];
    showList(element, lines, {
      key: ({ name, detail }) => `${name} ${detail}`,
      print: () => text.locale,
      make: (line) =>
        h(
          'p',
          { class: `banner ${line.name === '' ? 'offline' : 'trouble'}` },
          icon('alert'),
          h('span', {}, line.name !== '' && h('b', {}, `${line.name}: `), line.detail),
          line.name !== '' &&
            h(
              'button',
              {
                type: 'button',
                class: 'icon-button small',
                'aria-label': text.hide,
                title: text.hide,
                onclick: () => {
                  hidden.add(JSON.stringify(line));
                  update();
                },
              },
              icon('close'),
            ),
        ),
    });
  }

  return { element, update };
}
