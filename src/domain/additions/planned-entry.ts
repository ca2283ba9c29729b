import { evenTitle } from './even-title.ts';

/** Words with the same meaning in a title, each with the one it is compared as. */
const SAME = new Map([
  ['라운드', 'round'],
  ['결승', 'final'],
  ['결승전', 'final'],
  ['파이널', 'final'],
  ['finals', 'final'],
  ['에피소드', 'episode'],
  ['ep', 'episode'],
]);

/**
 * Whether a title contains a label's words in a row, whatever signs stand between them: `ZOMBIE STAGE | ROUND 2` fits
 * `Zombie Stage Round 2`, `ROUND 21` does not. Takes time linear in the title.
 */
export function fitsLabel(title: string, label: string): boolean {
  const wanted = tokens(label);
  const own = tokens(title);
  if (wanted.length === 0) return false;
  return own.some((_, start) => wanted.every((token, index) => own[start + index] === token));
}

function tokens(text: string): string[] {
  const found =
    evenTitle(text)
      .toLowerCase()
      .match(/\p{N}+|[\p{L}\p{M}]+/gu) ?? [];
  return found.map((token) =>
    /^\p{N}+$/u.test(token) ? token.replace(/^0+(?=\p{N})/u, '') : (SAME.get(token) ?? token),
  );
}
