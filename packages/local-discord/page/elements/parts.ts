/** What a part of the library can do that its types keep to itself. */
interface Part extends HTMLElement {
  readonly isUpdatePending?: boolean;
  performUpdate?(): void;
}

/**
 * Lets every part under an element, and itself, draw at once. By themselves they do so a moment after they came into the
 * page; but until a part has drawn, what stands in its slots can neither be measured nor take the focus.
 */
export function drawNow(root: Element): void {
  for (const part of partsIn(root)) if (part.isUpdatePending) part.performUpdate?.();
}

/** Keeps every part on the page light or dark, as the system is. */
export function followTheme(): void {
  const light = matchMedia('(prefers-color-scheme: light)');
  // Parts that come later ask the one around all messages; most ask only once.
  const show = () => {
    for (const part of partsIn(document.body)) {
      if (part.localName.startsWith('discord-')) part.toggleAttribute('light-theme', light.matches);
    }
  };
  show();
  light.addEventListener('change', show);
}

/** An element and everything under it, also where it is out of the page's sight. */
function* partsIn(root: Element): Generator<Part> {
  yield root as Part;
  for (const child of [...root.children, ...(root.shadowRoot?.children ?? [])]) yield* partsIn(child);
}
