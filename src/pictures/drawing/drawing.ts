/** Size in pixels at 1×, and one of the two weights that the typeface has. */
export interface Font {
  readonly size: number;
  readonly weight: 'regular' | 'bold';
}

/** What a layout needs to know about text; the layout itself draws nothing. */
export interface Typeface {
  /** Width in pixels at 1×. */
  measure(text: string, font: Font): number;
  /** Whether the typeface has a glyph for it; others would be drawn as a box. */
  covers(codePoint: number): boolean;
}

/** `#rrggbb` */
export type Color = string;
export type Point = readonly [x: number, y: number];

interface Outline {
  readonly fill?: Color;
  readonly stroke?: Color;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

export type Mark =
  | (Outline & {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** The radius of all corners, or of each: top left, top right, bottom right, bottom left. */
      readonly radius: number | readonly [number, number, number, number];
    })
  | (Outline & { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number })
  | (Outline & { readonly kind: 'shape'; readonly points: readonly Point[] })
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly color: Color;
      readonly width: number;
      /** Radius for rounding the corners. */
      readonly radius?: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** The y of the baseline. */
      readonly y: number;
      readonly font: Font;
      readonly color: Color;
      readonly align: 'left' | 'center' | 'right';
    };

/**
 * A picture as plain values, before it is painted: pixels at 1×, marks from back to front. The same drawing always
 * gives the same picture, so it is the cache key, and what tests look at.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly background: Color;
  /** Pixels of the picture for one of the drawing. Default: 2, for sharp screens. */
  readonly sharpness?: number;
  readonly marks: readonly Mark[];
}
