export interface EndKeeper {
  toEnd(): void;
  /** Call it after the content changed: scrolls to the end again if it was there. */
  settle(): void;
  close(): void;
}

/** This near to the end counts as being there. */
const AT_END_PX = 80;

/** Keeps the view at the end of growing content, also when pictures load late, until the person scrolls away. */
export function stayAtEnd(scroller: HTMLElement, content: HTMLElement): EndKeeper {
  let stays = true;
  let lastTop = 0;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const settle = () => {
    if (stays) toEnd();
  };
  const look = () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // Only scrolling up leaves the end: the end itself moves away when content grows.
    if (scrollHeight - scrollTop - clientHeight < AT_END_PX) stays = true;
    else if (scrollTop < lastTop) stays = false;
    lastTop = scrollTop;
  };
  const sizes = new ResizeObserver(settle);
  for (const element of [scroller, content]) sizes.observe(element);
  scroller.addEventListener('scroll', look);
  return {
    toEnd() {
      stays = true;
      toEnd();
    },
    settle,
    close() {
      sizes.disconnect();
      scroller.removeEventListener('scroll', look);
    },
  };
}
