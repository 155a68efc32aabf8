// The list of shortcuts, in groups.
import { openDialog } from './dialogs.ts';
import { h } from './dom.ts';
import type { Text } from './text.ts';

export function helpDialog(text: Text): void {
  openDialog(
    h(
      'form',
      { method: 'dialog', class: 'dialog-body' },
      h('h2', {}, text.shortcuts),
      h(
        'div',
        { class: 'shortcut-groups' },
        ...text.keys.map(({ group, keys }) =>
          h(
            'section',
            {},
            h('h3', {}, group),
            h(
              'dl',
              { class: 'shortcuts' },
              ...keys.map(([names, does]) =>
                h('div', {}, h('dt', {}, ...names.map((name) => h('kbd', {}, name))), h('dd', {}, does)),
              ),
            ),
          ),
        ),
      ),
      h('div', { class: 'dialog-buttons' }, h('button', { class: 'button', value: 'ok' }, 'OK')),
    ),
    text.shortcuts,
    'wide',
  );
}
