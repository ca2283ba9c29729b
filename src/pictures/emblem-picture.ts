import type { Drawing, Typeface } from './drawing.ts';
import { emblemMarks } from './emblem.ts';
import { initialOf, type Named } from './names.ts';

/** At 1×; drawn at twice that, it is the 128 pixels that Discord asks an emoji to have. */
const SIZE = 64;
const NOTHING = '#00000000';

/** A contestant's emblem by itself, on no ground. */
export function emblemPicture(named: Named & { readonly color?: number | undefined }, typeface: Typeface): Drawing {
  const middle = SIZE / 2;
  const letter = initialOf(named, typeface);
  const marks = emblemMarks({ letter, color: named.color, look: 'plain' }, middle, middle, middle - 2);
  return { width: SIZE, height: SIZE, background: NOTHING, marks };
}
