import { byId } from './dom.ts';

type Side = 'channels' | 'director';

/** On narrow windows the sides lie over the chat, and are closed at first. */
const NARROW: Readonly<Record<Side, string>> = { channels: '(max-width: 720px)', director: '(max-width: 1080px)' };

export interface Drawers {
  /** Closes a side if it covers the chat. */
  closeCovering(side: Side): void;
}

/** The two sides that can be closed: their buttons, Escape, and their state at first. */
export function createDrawers(): Drawers {
  const root = document.documentElement;
  const isCovering = (side: Side) => matchMedia(NARROW[side]).matches;
  const opener = (side: Side) => byId(`${side}-toggle`);
  const set = (side: Side, isOpen: boolean) => {
    root.classList.toggle(`${side}-open`, isOpen);
    opener(side).setAttribute('aria-expanded', String(isOpen));
    byId(`${side}-side`).inert = !isOpen;
  };
  for (const side of ['channels', 'director'] as const) {
    set(side, !isCovering(side));
    opener(side).addEventListener('click', () => {
      const isOpen = !root.classList.contains(`${side}-open`);
      set(side, isOpen);
      if (isOpen && isCovering(side)) byId(`${side}-side`).querySelector<HTMLElement>('button, select, input')?.focus();
    });
    byId(`${side}-side`).addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !isCovering(side)) return;
      set(side, false);
      opener(side).focus();
    });
    matchMedia(NARROW[side]).addEventListener('change', ({ matches }) => set(side, !matches));
  }
  return {
    closeCovering(side) {
      if (isCovering(side)) set(side, false);
    },
  };
}
