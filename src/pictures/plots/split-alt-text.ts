import { untilTooLong } from '../drawing/text-fitting.ts';
import { percentOf, type SplitScene, type SplitSide, type SplitWords, sharesAt } from './split-scene.ts';

/** The alternative text of the picture: at most 1,024 characters; the final split comes before how it developed. */
export function splitAltText(scene: SplitScene, words: SplitWords): string {
  const head = `${scene.title}: ${words.about}. ${words.votes(scene.total)}.`;
  if (scene.total === 0) return untilTooLong([head, `${words.nobody}.`]);
  return untilTooLong([
    head,
    ...scene.sides.map((side) => `${ended(side, words)}.`),
    ...scene.ticks.flatMap(({ at, label }) => {
      const shares = sharesAt(scene, at);
      return shares === undefined ? [] : [`${words.beforeLock(label)}: ${parts(scene, shares, words)}.`];
    }),
  ]);
}

function ended(side: SplitSide, words: SplitWords): string {
  const name = side.otherNames.length === 0 ? side.name : `${side.name} (${side.otherNames.join(', ')})`;
  const part = `${words.part(name, percentOf(side.share))}, ${words.votes(side.count)}`;
  return side.won ? `${part}; ${words.won(side.name)}` : part;
}

function parts({ sides }: SplitScene, shares: readonly number[], words: SplitWords): string {
  return sides
    .flatMap(({ name }, index) => {
      const share = shares[index] ?? 0;
      return share === 0 ? [] : [words.part(name, percentOf(share))];
    })
    .join(', ');
}
