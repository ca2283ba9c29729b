/** What comes of work in pieces, done without a pause. */
export function allAtOnce<Made>(pieces: Generator<unknown, Made>): Made {
  let piece = pieces.next();
  while (piece.done !== true) piece = pieces.next();
  return piece.value;
}
