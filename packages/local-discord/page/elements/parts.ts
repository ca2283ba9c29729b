/** Members of the library's elements that its types do not declare. */
interface Part extends HTMLElement {
  readonly isUpdatePending?: boolean;
  performUpdate?(): void;
}

/**
 * Makes an element and all of the library's parts in it draw at once. Otherwise they draw a moment later, and until
 * then the contents of their slots cannot be measured or focused.
 */
export function drawNow(root: Element): void {
  for (const part of partsIn(root)) if (part.isUpdatePending) part.performUpdate?.();
}

/** Keeps every part of the page light or dark as the system is. */
export function followTheme(): void {
  const light = matchMedia('(prefers-color-scheme: light)');
  // New parts ask the element around all messages for the theme; most ask only once.
  const show = () => {
    for (const part of partsIn(document.body)) {
      if (part.localName.startsWith('discord-')) part.toggleAttribute('light-theme', light.matches);
    }
  };
  show();
  light.addEventListener('change', show);
}

/** An element and its descendants, including those in shadow roots. */
function* partsIn(root: Element): Generator<Part> {
  yield root as Part;
  for (const child of [...root.children, ...(root.shadowRoot?.children ?? [])]) yield* partsIn(child);
}
