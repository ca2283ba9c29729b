/** How a text is set: the size in pixels at 1×, and one of the two weights that come with the typeface. */
export interface Font {
  readonly size: number;
  readonly weight: 'regular' | 'bold';
}

/** What a layout has to know about letters; it draws none itself. */
export interface Typeface {
  /** Width in pixels at 1×. */
  measure(text: string, font: Font): number;
  /** Whether there is a glyph for it: what has none would be drawn as a box. */
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
      /** Of all corners, or of each: top left, top right, bottom right, bottom left. */
      readonly radius: number | readonly [number, number, number, number];
    })
  | (Outline & { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number })
  | (Outline & { readonly kind: 'shape'; readonly points: readonly Point[] })
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly color: Color;
      readonly width: number;
      /** Corners are rounded by this much. */
      readonly radius?: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** The baseline. */
      readonly y: number;
      readonly font: Font;
      readonly color: Color;
      readonly align: 'left' | 'center' | 'right';
    };

/**
 * A picture before it is drawn: plain values in pixels at 1×, marks from back to front. The same drawing always becomes
 * the same picture, so it serves as the key of what has been drawn, and as what tests look at.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly background: Color;
  /** Pixels of the picture for one of the drawing; absent = two, which a sharp screen needs. */
  readonly sharpness?: number;
  readonly marks: readonly Mark[];
}
