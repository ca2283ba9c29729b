import { createHash } from 'node:crypto';
import { nextRound } from '../util/event-loop.ts';
import type { Drawing, Typeface } from './drawing.ts';

export interface Pictures {
  /**
   * Makes the drawing and gives its PNG. The layout is asked for once the typeface is there; the same drawing is never
   * painted twice while it is kept, also not when it is asked for twice at once. Rejects if the fonts cannot be read.
   */
  draw(layout: (typeface: Typeface) => Drawing): Promise<Buffer>;
}

export interface PictureFigures {
  readonly painted: number;
  readonly keptBytes: number;
}

/** Some hundred brackets. */
const MOST_KEPT_BYTES = 16 * 2 ** 20;
/** The threads that encode are also those that write votes to disk, and there are four: half of them stay free. */
const SIDE_BY_SIDE = 2;

/** Loads the canvas and the fonts at the first picture: most starts are followed by none for long. `mostKeptBytes` bounds what is remembered; the longest unused goes first. */
export function createPictures(options: { readonly mostKeptBytes?: number } = {}): Pictures & {
  figures(): PictureFigures;
} {
  const mostKeptBytes = options.mostKeptBytes ?? MOST_KEPT_BYTES;
  const kept = new Map<string, Buffer>();
  const underWay = new Map<string, Promise<Buffer>>();
  const waiting: (() => void)[] = [];
  /** What a layout became last; it makes the same drawing each time. */
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

  /** A picture that is kept, which is then the last that goes. */
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
      // The layout has just been made: whatever waits comes first.
      await nextRound();
      const { paint } = await import('./paint.ts');
      return await paint(drawing);
    } finally {
      // Whoever waited longest takes the place over; only without one is it free.
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
    typeface ??= import('./typeface.ts').then(({ openTypeface }) => openTypeface());
    try {
      return await typeface;
    } catch (error) {
      // The next picture tries again.
      typeface = undefined;
      throw error;
    }
  }

  return {
    async draw(layout) {
      const before = again(drawn.get(layout));
      if (before !== undefined) return before;
      const letters = await opened();
      // Whoever asks has just done work of its own, such as finding out what may be shown.
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
