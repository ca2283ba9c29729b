/**
 * What a person typed, kept in the id of a button so that the same can be looked up again. Written so that no colon or
 * hidden name stands in it; cut where the id would grow past Discord's 100 characters.
 */
const MOST_BYTES = 57;

export function writeTyped(typed: string): string {
  return Buffer.from(shortTyped(typed), 'utf8').toString('base64url');
}

export function readTyped(written: string): string {
  return Buffer.from(written, 'base64url').toString('utf8');
}

/** As much of it as an id can keep, so that a look-up and its repetition mean the same. */
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
