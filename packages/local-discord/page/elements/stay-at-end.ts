export interface EndKeeper {
  toEnd(): void;
  /** After a change of the content: back to the end for who was there. */
  settle(): void;
  close(): void;
}

/** As near to the end as counts as being there. */
const AT_END_PX = 80;

/** Keeps somebody at the end of what grows, pictures that come late included, until they go elsewhere themselves. */
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
    // Only who goes up leaves: the end also moves away by itself, before this is told of it.
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
