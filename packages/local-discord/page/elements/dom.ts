import { drawNow } from './parts.ts';

export type Child = Node | string | undefined | false;

type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/** An element with attributes, listeners (`onclick`) and children. Strings become text nodes, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

/** A button that does not submit a form. */
export function button(
  attributes: Readonly<Record<string, Attribute>>,
  ...children: readonly Child[]
): HTMLButtonElement {
  return el('button', { type: 'button', ...attributes }, ...children);
}

/** An element of the page; throws an error that names a missing one. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}`);
  return element;
}

/** Puts children in order without moving those that are in place already, so that focus stays. */
export function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/** Replaces an element and moves the focus to the corresponding element inside the new one. */
export function swap(old: HTMLElement, fresh: HTMLElement): void {
  const focused = old.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.key
    : undefined;
  old.replaceWith(fresh);
  drawNow(fresh);
  if (focused !== undefined) fresh.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

/** Gives the focus back to an element; if it was redrawn meanwhile, to the new one with the same key. */
export function focusAgain(before: HTMLElement): void {
  const { key } = before.dataset;
  const here = before.isConnected
    ? before
    : document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key ?? '')}"]`);
  here?.focus();
}

/** An address that is safe to link to (http and https only); otherwise undefined. */
export function safeLink(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** Whether an address belongs to this page: nothing is loaded from elsewhere. */
export function isOwn(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === location.origin;
}
