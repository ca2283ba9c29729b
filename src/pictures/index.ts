export { type BarCell, barCellPicture } from './bar-cell.ts';
export { bracketAltText } from './bracket/bracket-alt-text.ts';
export { layoutBracket } from './bracket/bracket-layout.ts';
export { type BracketInput, type BracketWords, bracketScene, type Picks } from './bracket/bracket-scene.ts';
export type { Drawing, Typeface } from './drawing/drawing.ts';
export { emblemPicture } from './drawing/emblem.ts';
export { namesOf } from './drawing/names.ts';
export { picksAltText } from './picks/picks-alt-text.ts';
export { layoutPicks } from './picks/picks-layout.ts';
export { type MadePick, type PicksInput, type PicksWords, picksScene } from './picks/picks-scene.ts';
export { createPictures, type Pictures } from './pictures.ts';
export { layoutRank } from './plots/rank-layout.ts';
export { type RankInput, type RankWords, rankAltText, rankScene } from './plots/rank-scene.ts';
export { splitAltText } from './plots/split-alt-text.ts';
export { layoutSplit } from './plots/split-layout.ts';
export { type SplitInput, type SplitWords, splitScene } from './plots/split-scene.ts';
export { versusAltText } from './versus/versus-alt-text.ts';
export { layoutVersus } from './versus/versus-layout.ts';
export { type VersusInput, type VersusPlace, type VersusWords, versusScene } from './versus/versus-scene.ts';

/** The names of the files. Everybody sees them, so they tell nothing. */
export const BRACKET_FILE = 'bracket.png';
export const PICKS_FILE = 'picks.png';
export const SPLIT_FILE = 'votes.png';
export const RANK_FILE = 'rank.png';
export const VERSUS_FILE = 'versus.png';
export const EMBLEM_FILE = 'emblem.png';
