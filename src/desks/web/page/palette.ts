// A window to choose one thing from a list: typed words narrow it, arrows walk, Enter chooses, Escape leaves.
import { openDialog } from './dialogs.ts';
import { h, setAttribute, showList } from './dom.ts';
import { icon, type IconName } from './icons.ts';

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: IconName;
  /** A mark before the label, where an icon does not say it. */
  readonly mark?: () => HTMLElement;
  /** The key that does the same. */
  readonly key?: string;
  /** It is so already. */
  readonly current?: boolean;
  readonly run: () => void;
}

export interface PaletteParts {
  readonly title: string;
  readonly placeholder: string;
  readonly nothing: string;
  readonly options: readonly Option[];
}

/** Where fingers point, the screen's keyboard would cover the choices. */
const typesOnGlass = matchMedia('(pointer: coarse)');
let made = 0;

export function palette({ title, placeholder, nothing, options }: PaletteParts): void {
  made += 1;
  const prefix = `palette-${made}`;
  let shown = options;
  let at = Math.max(
    0,
    options.findIndex((option) => !option.current),
  );
  const input = h('input', {
    type: 'text',
    class: 'palette-input',
    placeholder,
    'aria-label': title,
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-controls': prefix,
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: () => {
      at = 0;
      show();
    },
  });
  const list = h('ul', {
    class: 'palette-list',
    role: 'listbox',
    id: prefix,
    'aria-label': title,
    tabindex: -1,
    autofocus: typesOnGlass.matches,
  });
  const empty = h('p', { class: 'palette-empty', hidden: true }, nothing);
  const dialog = openDialog(
    h(
      'div',
      { class: 'palette-body' },
      h('p', { class: 'palette-title', 'aria-hidden': 'true' }, title),
      input,
      list,
      empty,
    ),
    title,
    'palette',
  );
  dialog.addEventListener('keydown', pressed);

  function pressed(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      at = (at + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % Math.max(1, shown.length);
      show();
    }
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      choose(shown[at]);
    }
  }

  function choose(option: Option | undefined): void {
    if (!option) return;
    dialog.close();
    option.run();
  }

  function show(): void {
    shown = narrowed(options, input.value);
    showList(list, shown, {
      key: (option) => option.id,
      print: (option) => JSON.stringify([option.label, option.hint, shown.indexOf(option) === at]),
      make: (option) => optionView(option, shown.indexOf(option) === at),
    });
    empty.hidden = shown.length > 0;
    const active = shown[at];
    setAttribute(input, 'aria-activedescendant', active && `${prefix}-${active.id}`);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  function optionView(option: Option, active: boolean): HTMLElement {
    const { id, label, hint, key, current, mark } = option;
    return h(
      'li',
      {
        id: `${prefix}-${id}`,
        class: 'palette-option',
        role: 'option',
        'aria-selected': String(active),
        'data-option': id,
        onclick: () => choose(option),
      },
      mark?.() ?? (option.icon && icon(option.icon)),
      h(
        'span',
        { class: 'palette-words' },
        h('span', { class: 'palette-label' }, label),
        hint !== undefined && h('span', { class: 'palette-hint' }, hint),
      ),
      current && icon('check'),
      key !== undefined && h('kbd', { 'aria-hidden': 'true' }, key),
    );
  }
  show();
}

/** Those that hold every word, in whatever order. */
function narrowed(options: readonly Option[], typed: string): readonly Option[] {
  const words = typed.toLowerCase().split(/\s+/u);
  return options.filter(({ label, hint = '' }) => {
    const text = `${label} ${hint}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
