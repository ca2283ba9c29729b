export { bracketAltText } from './bracket-alt-text.ts';
export { layoutBracket } from './bracket-layout.ts';
export { type BracketInput, type BracketWords, bracketScene, type Picks } from './bracket-scene.ts';
export type { Drawing, Typeface } from './drawing.ts';
export { createPictures, type Pictures } from './pictures.ts';

/** Told to everybody, so it says nothing. */
export const BRACKET_FILE = 'bracket.png';
