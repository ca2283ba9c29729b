/** What a bar is written with, in signs that every font has: `▰▰▰▱▱`. */
export const FULL_CELL = '▰';
export const EMPTY_CELL = '▱';
