/** Longer titles are cut before anything else is done with them; YouTube allows 100 characters. */
export const LONGEST_TITLE = 200;

/** Evens out ways of writing a title: `R O U N D  6` becomes `ROUND 6`, full-width letters become plain ones. */
export function evenTitle(title: string): string {
  return title
    .slice(0, LONGEST_TITLE * 2)
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?<!\S)(?:\p{L} ){2,}\p{L}(?!\S)/gu, (spaced) => spaced.replaceAll(' ', ''))
    .slice(0, LONGEST_TITLE);
}
