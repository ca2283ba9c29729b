import { createHash } from 'node:crypto';
import { nextRound } from '../util/event-loop.ts';
import type { Drawing, Typeface } from './drawing/drawing.ts';

export interface Pictures {
  /**
   * Makes the drawing and returns its PNG. The layout runs once the typeface is loaded. The same drawing is painted
   * only once while it is held, also when asked for twice at the same time. Rejects if the fonts cannot be read.
   */
  draw(layout: (typeface: Typeface) => Drawing): Promise<Buffer>;
}

export interface PictureFigures {
  readonly painted: number;
  readonly keptBytes: number;
}

/** Enough for some hundred brackets. */
const MOST_KEPT_BYTES = 16 * 2 ** 20;
/** Encoding uses the same thread pool as writing votes to disk, which has four threads: half of them stay free. */
const SIDE_BY_SIDE = 2;

/**
 * Loads the canvas and the fonts with the first picture, because most starts need none for a long time. `mostKeptBytes`
 * limits the pictures that are held; those unused the longest are dropped. Default: 16 MiB.
 */
export function createPictures(options: { readonly mostKeptBytes?: number } = {}): Pictures & {
  figures(): PictureFigures;
} {
  const mostKeptBytes = options.mostKeptBytes ?? MOST_KEPT_BYTES;
  const kept = new Map<string, Buffer>();
  const underWay = new Map<string, Promise<Buffer>>();
  const waiting: (() => void)[] = [];
  /** The key of the last drawing of each layout, which is always the same. */
  const drawn = new WeakMap<object, string>();
  let typeface: Promise<Typeface> | undefined;
  let busy = 0;
  let painted = 0;
  let keptBytes = 0;

  function keep(key: string, png: Buffer): void {
    kept.set(key, png);
    keptBytes += png.length;
    for (const [oldest, old] of kept) {
      if (keptBytes <= mostKeptBytes) return;
      kept.delete(oldest);
      keptBytes -= old.length;
    }
  }

  /** A held picture, which thereby counts as used last. */
  function again(key: string | undefined): Buffer | undefined {
    const known = key === undefined ? undefined : kept.get(key);
    if (key === undefined || known === undefined) return undefined;
    kept.delete(key);
    kept.set(key, known);
    return known;
  }

  async function inTurn(drawing: Drawing): Promise<Buffer> {
    if (busy >= SIDE_BY_SIDE) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      painted += 1;
      // Making the layout took a while: let other work run first.
      await nextRound();
      const { paint } = await import('./drawing/paint.ts');
      return await paint(drawing);
    } finally {
      // The picture that waited longest takes over the place; without one, it becomes free.
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  }

  async function painting(key: string, drawing: Drawing): Promise<Buffer> {
    try {
      const png = await inTurn(drawing);
      keep(key, png);
      return png;
    } finally {
      underWay.delete(key);
    }
  }

  async function opened(): Promise<Typeface> {
    typeface ??= import('./drawing/typeface.ts').then(({ openTypeface }) => openTypeface());
    try {
      return await typeface;
    } catch (error) {
      // The next picture loads it again.
      typeface = undefined;
      throw error;
    }
  }

  return {
    async draw(layout) {
      const before = again(drawn.get(layout));
      if (before !== undefined) return before;
      const letters = await opened();
      // The caller has just done work of its own: let other work run first.
      await nextRound();
      const drawing = layout(letters);
      const key = createHash('sha256').update(JSON.stringify(drawing)).digest('base64');
      drawn.set(layout, key);
      const known = again(key);
      if (known !== undefined) return known;
      const coming = underWay.get(key) ?? painting(key, drawing);
      underWay.set(key, coming);
      return coming;
    },
    figures: () => ({ painted, keptBytes }),
  };
}
