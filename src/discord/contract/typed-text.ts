/**
 * The bytes of typed text that the id of a button can hold, so that the same can be looked up again. The text is
 * encoded without colons, and cut so that the id keeps within Discord's 100 characters.
 */
const MOST_BYTES = 57;

export function writeTyped(typed: string): string {
  return Buffer.from(shortTyped(typed), 'utf8').toString('base64url');
}

export function readTyped(written: string): string {
  return Buffer.from(written, 'base64url').toString('utf8');
}

/** The part of it that an id can hold, so that repeating a look-up gives the same result. */
export function shortTyped(typed: string): string {
  let short = '';
  let bytes = 0;
  for (const character of typed.trim()) {
    bytes += Buffer.byteLength(character, 'utf8');
    if (bytes > MOST_BYTES) break;
    short += character;
  }
  return short.trimEnd();
}
