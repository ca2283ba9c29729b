export interface EndKeeper {
  toEnd(): void;
  close(): void;
}

/** As near to the end as counts as being there. */
const AT_END_PX = 80;

/** Keeps somebody at the end of what grows, pictures that come late included, until they go elsewhere themselves. */
export function stayAtEnd(scroller: HTMLElement, content: HTMLElement): EndKeeper {
  let stays = true;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const look = () => {
    stays = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < AT_END_PX;
  };
  const sizes = new ResizeObserver(() => {
    if (stays) toEnd();
  });
  for (const element of [scroller, content]) sizes.observe(element);
  scroller.addEventListener('scroll', look);
  return {
    toEnd() {
      stays = true;
      toEnd();
    },
    close() {
      sizes.disconnect();
      scroller.removeEventListener('scroll', look);
    },
  };
}
