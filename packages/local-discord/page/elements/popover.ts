import { el, focusAgain } from './dom.ts';

let close: (() => void) | undefined;

/**
 * Shows something beside the element that asked for it, one at a time. Escape, a press elsewhere or `done` closes it
 * and gives the focus back.
 */
export function openPopover(anchor: HTMLElement, label: string, fill: (done: () => void) => HTMLElement): void {
  close?.();
  const box = el('div', { class: 'popover', role: 'dialog', 'aria-label': label });
  const done = () => {
    if (close !== done) return;
    close = undefined;
    document.removeEventListener('pointerdown', outside, true);
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    if (hadFocus) focusAgain(anchor);
  };
  const outside = (event: Event) => {
    if (!box.contains(event.target as Node)) done();
  };
  close = done;
  box.append(fill(done));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    done();
  });
  document.addEventListener('pointerdown', outside, true);
  document.body.append(box);
  place(box, anchor);
  box.querySelector<HTMLElement>('[autofocus], [tabindex="0"], button, input')?.focus();
}

function place(box: HTMLElement, anchor: HTMLElement): void {
  const near = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const isAbove = near.bottom + height + 8 > innerHeight && near.top - height - 8 > 0;
  const top = isAbove ? near.top - height - 4 : Math.min(near.bottom + 4, innerHeight - height - 8);
  box.style.top = `${Math.max(8, top)}px`;
  box.style.left = `${Math.max(8, Math.min(near.left, innerWidth - width - 8))}px`;
}

/** Moves the focus through the buttons of a box with the arrow keys, around its ends. */
export function arrowsThrough(box: HTMLElement, columns = 1): void {
  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...box.querySelectorAll<HTMLElement>('button')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  });
}
