// Builds DOM from plain calls. Content only ever becomes text nodes and attributes, never markup.

export type Child = Node | string | undefined | false;
type Handler = (event: never) => void;
export type Props = Readonly<Record<string, string | number | boolean | undefined | Handler>>;

/** An element: `onclick` and the like are listeners, `true` sets a bare attribute, `false` and undefined set none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else setAttribute(element, name, value);
  }
  element.append(...present(children));
  return element;
}

export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | undefined,
): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

export function present(children: readonly Child[]): (Node | string)[] {
  return children.filter((child) => child !== undefined && child !== false);
}

export interface Keyed<T> {
  readonly key: (item: T) => string;
  /** Equal prints mean that the node need not be made anew. */
  readonly print: (item: T) => string;
  readonly make: (item: T) => HTMLElement;
}

const made = new WeakMap<Element, { readonly key: string; readonly print: string }>();

/** Makes `parent` show `items`, keeping the nodes of unchanged ones, so that focus, scroll and pictures stay. */
export function showList<T>(parent: HTMLElement, items: readonly T[], { key, print, make }: Keyed<T>): void {
  const old = new Map<string, Element>();
  for (const child of parent.children) {
    const known = made.get(child);
    if (known) old.set(known.key, child);
  }
  const nodes = items.map((item) => {
    const name = key(item);
    const mark = print(item);
    const existing = old.get(name);
    if (existing && made.get(existing)?.print === mark) {
      old.delete(name);
      return existing;
    }
    const node = make(item);
    made.set(node, { key: name, print: mark });
    if (existing?.contains(document.activeElement)) queueMicrotask(() => refocus(node));
    return node;
  });
  for (const gone of old.values()) gone.remove();
  for (const stray of [...parent.children]) if (!made.has(stray)) stray.remove();
  nodes.forEach((node, index) => {
    const there = parent.children[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
  });
}

function refocus(node: HTMLElement): void {
  const target = node.matches('button, a, [tabindex]') ? node : node.querySelector<HTMLElement>('button, a');
  target?.focus({ preventScroll: true });
}
