import { untilTooLong } from '../drawing/text-fitting.ts';
import type { VersusScene, VersusWords } from './versus-scene.ts';

/** The alternative text of the picture: at most 1,024 characters. */
export function versusAltText({ above, title, sides, lines }: VersusScene, words: VersusWords): string {
  const meeting = sides.map(({ name, otherNames, note }) => {
    const called = otherNames.length === 0 ? name : `${name} (${otherNames.join(', ')})`;
    return note === undefined ? called : `${called} ${note}`;
  });
  return untilTooLong([
    `${[...above, title].join(', ')}: ${meeting.join(` ${words.versus} `)}.`,
    ...lines.map((line) => `${line}.`),
  ]);
}
